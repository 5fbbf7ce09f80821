"""What one types to take the second step."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeInput(forms.TextInput):
    """Never shows again what was typed: codes count once, and stand beside secrets."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "one-time-code", "inputmode": "numeric"})

    def format_value(self, value: Any) -> None:  # noqa: ARG002
        return None


class CodeForm(forms.Form):
    """Six digits of the app, or a spare code."""

    code = forms.CharField(label=_("Code from your app"), max_length=20, widget=CodeInput())


class PasswordForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasskeyForm(forms.Form):
    """What the phone answered; and for a new passkey the name of the phone."""

    credential = forms.CharField(max_length=20_000)
    name = forms.CharField(max_length=60, required=False)

    def clean_credential(self) -> dict[str, Any]:
        try:
            credential = json.loads(self.cleaned_data["credential"])
        except (ValueError, RecursionError):
            credential = None
        if not isinstance(credential, dict):
            raise forms.ValidationError(_("Your HP gave no answer that Balai understands."))
        return credential
