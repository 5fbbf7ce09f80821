"""What is asked about a photo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.catalogue.models import Picture


class PictureForm(forms.ModelForm[Picture]):
    """Asks in plain words what a photo shows, for whoever does not see it."""

    class Meta:
        model = Picture
        fields = ("alt", "alt_en", "credit")
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
            "credit": _("A name, if that person wants to be named."),
        }
