"""What is asked about a photo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.catalogue.models import Picture


class PictureForm(forms.ModelForm[Picture]):
    """Asks in plain words what a photo shows, and whether somebody can be recognised in it."""

    shows_somebody = forms.TypedChoiceField(
        label=_("Can somebody be recognised in this photo?"),
        help_text=_(
            "Then visitors see it once that person agrees. "
            "Children cannot agree: choose another photo."
        ),
        choices=[("True", _("Yes, somebody can")), ("False", _("No, nobody can"))],
        coerce=lambda said: said == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Picture
        fields = ("alt", "shows_somebody", "alt_en", "credit")
        labels = {  # noqa: RUF012
            "alt": _("What is to be seen?"),
            "alt_en": _("The same in English"),
            "credit": _("Who took the photo?"),
        }
        help_texts = {  # noqa: RUF012
            "alt": _(
                "One sentence for those who cannot see it. "
                "For example: cocoa beans drying on a mat."
            ),
            "alt_en": _(
                "Guests and buyers from abroad read it. Leave it empty if you are not sure."
            ),
            "credit": _("A name, if that person wants to be named."),
        }
