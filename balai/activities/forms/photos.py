"""What is asked about a photo of a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.models import Recognisable, SessionPhoto
from balai.activities.plans import SaidOfPhoto


class SaidOfPhotoForm(forms.Form):
    """What is to be seen, and who can be recognised."""

    alt = forms.CharField(
        label=_("What is to be seen?"),
        help_text=_(
            "One sentence for those who cannot see it, without names. "
            "For example: women weigh cocoa beans in the village hall."
        ),
        max_length=300,
        error_messages={"required": _("Say in a sentence what is to be seen.")},
    )
    recognisable = forms.ChoiceField(
        label=_("Who can be recognised in this photo?"),
        help_text=_(
            "Children must not be recognisable, whatever you choose: "
            "photograph them from behind, or take another photo."
        ),
        choices=Recognisable.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who can be recognised in it.")},
    )
    use_required_attribute = False

    def said(self) -> SaidOfPhoto:
        return SaidOfPhoto(self.cleaned_data["alt"], self.cleaned_data["recognisable"])

    @classmethod
    def said_of(cls, photo: SessionPhoto) -> dict[str, Any]:
        return {"alt": photo.alt, "recognisable": photo.recognisable}


class PhotoForm(SaidOfPhotoForm):
    """A new one."""

    photo = forms.FileField(
        label=_("A photo"),
        help_text=_("It is made small on this HP first. Where it was taken is not kept."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={
            "required": _("Choose a photo first."),
            "empty": _("This photo is empty. Take it once more."),
        },
    )
    field_order = ("photo",)
