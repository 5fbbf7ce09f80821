"""What is asked about a picture for lessons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.rules.lessons import NAME


class LessonPictureForm(forms.Form):
    """A picture, and the name by which lessons show it."""

    picture = forms.FileField(
        label=_("A picture"),
        help_text=_(
            "JPEG, PNG, WebP or AVIF, at most 15 MB. Nobody may be recognised in it "
            "who has not agreed; children never."
        ),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("Choose a picture first.")},
    )
    name = forms.RegexField(
        regex=rf"\A{NAME}\Z",
        label=_("Name in the text"),
        help_text=_("Small letters, digits and hyphens, for example: panen-kakao."),
        max_length=40,
        error_messages={
            "required": _("Write a name for it."),
            "invalid": _("Use small letters, digits and hyphens only, for example: panen-kakao."),
        },
    )
    use_required_attribute = False
