"""What somebody says at the door who has no account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.accounts.forms.strangers import StrangerForm


class DoorForm(StrangerForm):
    """The code that she was handed, or the number that she gave."""

    said = forms.CharField(
        label=_("Your code or HP number"),
        help_text=_("The code you were handed, as 7K2M-Q9TX-4HBD, or the number you gave."),
        max_length=24,
        error_messages={"required": _("Write your code or your HP number.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "autocapitalize": "characters"}),
    )
