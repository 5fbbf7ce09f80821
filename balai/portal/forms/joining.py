"""Forms of those who do not have an account yet."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balai.accounts.actions.invitations import Newcomer
from balai.accounts.actions.requests import Asking
from balai.accounts.forms.contacts import ContactField
from balai.accounts.forms.strangers import StrangerForm
from balai.accounts.models import Person

_ADULT = _("I am 18 or older")
_ADULTS_ONLY = _("Only adults may have an account. If you are 18 or older, tick this.")


class JoiningForm(forms.Form):
    """What somebody who comes in says of themselves."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = ContactField(
        label=_("E-mail address or HP number"),
        help_text=_("With it you sign in. It is not shown to visitors."),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 8 characters. A short sentence is easy to keep in mind."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    is_adult = forms.BooleanField(label=_ADULT, error_messages={"required": _ADULTS_ONLY})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"name", "contact", "password"} <= cleaned.keys():
            person = Person(name=cleaned["name"], **cleaned["contact"]._asdict())
            try:
                validate_password(cleaned["password"], person)
            except ValidationError as weak:
                self.add_error("password", weak)
        elif "password" in cleaned:
            self.add_error("password", _("Type the password once more."))
        return cleaned

    @property
    def newcomer(self) -> Newcomer:
        said = self.cleaned_data
        return Newcomer(said["name"], said["password"], **said["contact"]._asdict())


class AskingForm(StrangerForm):
    """What somebody who asks to be let in says of themselves."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = ContactField(
        label=_("E-mail address or HP number"),
        help_text=_("There we reach you with the answer."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    why = forms.CharField(
        label=_("What do you want to do on Balai?"),
        help_text=_("For example: show what my group weaves. Who you are in the village helps."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_adult = forms.BooleanField(label=_ADULT, error_messages={"required": _ADULTS_ONLY})

    @property
    def asking(self) -> Asking:
        said = self.cleaned_data
        return Asking(said["name"], said["why"], **said["contact"]._asdict())
