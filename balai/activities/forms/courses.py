"""A course and its lessons, as they are written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.models import Pillar
from balai.activities.plans import CourseTold, LessonTold
from balai.activities.rules.gift import GiftUnclear, read_gift

_LONG = {"rows": 14, "spellcheck": "true"}
_MOST_BYTES = 200_000


class CourseForm(forms.Form):
    """What a version says of its course, and its quiz: typed, or from a file of Moodle."""

    title = forms.CharField(
        label=_("Title"), max_length=120, error_messages={"required": _("Write a title.")}
    )
    summary = forms.CharField(label=_("In one sentence"), max_length=240, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    summary_en = forms.CharField(
        label=_("In one sentence, in English"), max_length=240, required=False
    )
    quiz = forms.CharField(
        label=_("Quiz, as GIFT"),
        help_text=_("Which is right? {=this one ~not this one}. An empty line between questions."),
        required=False,
        widget=forms.Textarea(attrs=_LONG),
    )
    quiz_en = forms.CharField(
        label=_("Quiz in English, as GIFT"), required=False, widget=forms.Textarea(attrs=_LONG)
    )
    quiz_file = forms.FileField(
        label=_("Or take the quiz from a GIFT file"),
        help_text=_("As Moodle exports it. It takes the place of the quiz above."),
        required=False,
    )
    use_required_attribute = False

    def clean_quiz(self) -> str:
        return _read(self.cleaned_data["quiz"])

    def clean_quiz_en(self) -> str:
        return _read(self.cleaned_data["quiz_en"])

    def clean_quiz_file(self) -> str:
        sent = self.cleaned_data["quiz_file"]
        if not sent:
            return ""
        try:
            return _read(sent.read(_MOST_BYTES + 1).decode("utf-8"))
        except UnicodeDecodeError as wrong:
            raise forms.ValidationError(_("This file is no text in UTF-8.")) from wrong

    def told(self) -> CourseTold:
        said = {name: self.cleaned_data[name] for name in CourseTold.__slots__}
        if self.cleaned_data["quiz_file"]:
            said["quiz"] = self.cleaned_data["quiz_file"]
        return CourseTold(**said)


class NewCourseForm(CourseForm):
    """A new course: also what it serves, and how long it takes."""

    pillar = forms.ChoiceField(label=_("What does it serve?"), choices=Pillar.choices)
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=5, max_value=600, initial=30
    )
    field_order = ("title", "summary", "pillar", "minutes")


class LessonForm(forms.Form):
    """A lesson in Markdown."""

    title = forms.CharField(
        label=_("Title"), max_length=120, error_messages={"required": _("Write a title.")}
    )
    words = forms.CharField(
        label=_("Lesson"),
        help_text=_("Markdown: **bold**, 1. steps, - points, ![what it shows](gambar:hp)."),
        widget=forms.Textarea(attrs=_LONG),
        error_messages={"required": _("Write the lesson.")},
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    words_en = forms.CharField(
        label=_("Lesson in English"), required=False, widget=forms.Textarea(attrs=_LONG)
    )
    use_required_attribute = False

    def told(self) -> LessonTold:
        return LessonTold(**self.cleaned_data)


def _read(quiz: str) -> str:
    if quiz.strip():
        try:
            read_gift(quiz)
        except GiftUnclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear
    return quiz


def said_of(draft: Any, form: type[forms.Form]) -> dict[str, Any]:
    """Read what a form is to show first off what is written already."""
    return {name: getattr(draft, name, "") for name in form.base_fields}
