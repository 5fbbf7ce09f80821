"""New passwords, and what one types without one."""

from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _(
    "At least 8 letters or digits. Three or four words that only you would put together are "
    "easy to keep in mind and hard to guess."
)


class NewPasswordForm(forms.Form):
    """A new password, typed once: the browser shows and keeps it."""

    password = forms.CharField(
        label=_("New password"),
        help_text=PASSWORD_HINT,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ForgottenPasswordForm(forms.Form):
    """As whom one is known."""

    known_as = forms.CharField(
        label=_("E-mail address or HP number"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
