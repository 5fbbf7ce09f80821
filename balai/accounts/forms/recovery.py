"""What one types who got a code in person."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class RecoveryForm(forms.Form):
    """Who it is, the code, and a new password."""

    known_as = forms.CharField(
        label=_("E-mail address or HP number"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("8 letters and digits, as on the slip. Spaces do not matter."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 8 characters. A short sentence is easy to keep in mind."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Look at what makes any password weak; who it is for is not known yet."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
