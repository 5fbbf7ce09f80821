"""What somebody without WhatsApp writes to a seller."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.accounts.forms.contacts import ContactField
from balai.accounts.forms.strangers import StrangerForm
from balai.catalogue.actions.enquiries import Message


class EnquiryForm(StrangerForm):
    """Who asks, how to reach them, and what."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = ContactField(
        label=_("E-mail address or HP number"),
        help_text=_("There you get the answer."),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    message = forms.CharField(
        label=_("What would you like to ask?"),
        help_text=_("For example: how many, by when, where to."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @property
    def said(self) -> Message:
        cleaned = self.cleaned_data
        return Message(cleaned["name"], cleaned["message"], **cleaned["contact"]._asdict())
