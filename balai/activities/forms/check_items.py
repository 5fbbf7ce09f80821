"""A question of the literacy check: what is asked, what can be picked, what each gains."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.drawings import drawn_pictures
from balai.activities.models import ItemVersion, Pillar
from balai.activities.plans import ItemTold
from balai.activities.rules.checks import FEWEST_OPTIONS, LETTERS, MOST_POINTS, PILLARS

_POINTS = [(2, _("2: the best")), (1, _("1: partly right")), (0, _("0: not right"))]


class ItemForm(forms.Form):
    """What is asked, in both languages, and up to four answers."""

    # The version that was shown; another one by now is not written over.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    question = forms.CharField(
        label=_("Question"),
        help_text=_("What somebody would do, in words that can be read aloud."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the question.")},
    )
    question_en = forms.CharField(
        label=_("Question in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    picture = forms.ChoiceField(label=_("Picture"), required=False)
    why = forms.CharField(
        label=_("Why is the best answer the best?"),
        help_text=_("The class reads it once the check is over."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_en = forms.CharField(
        label=_("Why, in English"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        pictures = [("", _("no picture")), *((name, name) for name in sorted(drawn_pictures()))]
        self.fields["picture"].choices = pictures  # type: ignore[attr-defined]
        for letter in LETTERS:
            self.fields |= _answer(letter)
        self.order_fields([*self._first_fields(), "picture", "why", "why_en"])

    def _first_fields(self) -> list[str]:
        answers = [f"{name}_{letter}" for letter in LETTERS for name in ("words", "en", "points")]
        return ["seen", "question", "question_en", *answers]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        written = [letter for letter in LETTERS if said.get(f"words_{letter}")]
        for letter in LETTERS:
            if letter not in written and said.get(f"en_{letter}"):
                self.add_error(f"words_{letter}", _("Write this answer in Indonesian, too."))
        if len(written) < FEWEST_OPTIONS:
            self.add_error(None, _("Write at least two answers."))
        elif not self.errors and MOST_POINTS not in (said[f"points_{one}"] for one in written):
            self.add_error(None, _("Say which answer is the best: give it 2 points."))
        return said

    def told(self) -> ItemTold:
        said = self.cleaned_data
        written = [letter for letter in LETTERS if said[f"words_{letter}"]]
        return ItemTold(
            question=said["question"],
            question_en=said["question_en"],
            picture=said["picture"],
            options=tuple((said[f"words_{one}"], said[f"en_{one}"]) for one in written),
            points=tuple(said[f"points_{one}"] or 0 for one in written),
            why=said["why"],
            why_en=said["why_en"],
        )

    @classmethod
    def said_of(cls, version: ItemVersion) -> dict[str, Any]:
        """Fill the form with what is asked now."""
        said: dict[str, Any] = {"seen": version.number}
        for name in ("question", "question_en", "picture", "why", "why_en"):
            said[name] = getattr(version, name)
        for letter, (words, en), points in zip(
            LETTERS, version.options, version.points, strict=False
        ):
            said |= {f"words_{letter}": words, f"en_{letter}": en, f"points_{letter}": points}
        return said


class NewItemForm(ItemForm):
    """A question more: also which pillar it checks."""

    pillar = forms.ChoiceField(
        label=_("Which pillar does it check?"),
        choices=[choice for choice in Pillar.choices if choice[0] in PILLARS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it checks.")},
    )

    def _first_fields(self) -> list[str]:
        return ["pillar", *super()._first_fields()]


def _answer(letter: str) -> dict[str, forms.Field]:
    about = {"letter": letter}
    return {
        f"words_{letter}": forms.CharField(
            label=_("Answer %(letter)s") % about, max_length=200, required=False
        ),
        f"en_{letter}": forms.CharField(
            label=_("Answer %(letter)s in English") % about, max_length=200, required=False
        ),
        f"points_{letter}": forms.TypedChoiceField(
            label=_("What does answer %(letter)s gain?") % about,
            choices=_POINTS,
            coerce=int,
            initial=0,
            required=False,
        ),
    }
