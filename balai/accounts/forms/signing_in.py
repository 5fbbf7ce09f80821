"""What one types to sign in."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import Person


class SignInForm(forms.Form):
    """Finds out who it is. Says the same of a stranger as of a wrong password."""

    known_as = forms.CharField(
        label=_("E-mail address or HP number"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    is_shared = forms.BooleanField(
        label=_("Others use this HP or computer too"),
        help_text=_("Then you are signed out when the browser is closed."),
        required=False,
    )

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request
        self.person: Person | None = None

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self.person = get_adapter().authenticate(
                self.request,
                known_as=self.cleaned_data["known_as"],
                password=self.cleaned_data["password"],
            )
            if self.person is None:
                raise ValidationError(
                    _(
                        "That does not fit. Look at the address or number and at the password "
                        "again; capital and small letters differ."
                    ),
                    code="does_not_fit",
                )
        return self.cleaned_data

    @property
    def status(self) -> int:
        """Name the status of the page that shows this form."""
        if self.has_error("__all__", "too_many_login_attempts"):
            return 429
        return 422 if self.errors else 200
