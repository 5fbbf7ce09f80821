"""Certificates: for whom, and why one no longer holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.models import Certificate


class NamesForm(forms.Form):
    """Who gets one: a name in each line."""

    names = forms.CharField(
        label=_("Names, one in each line"),
        help_text=_("As they are to be printed. Nobody under 18, and only who agreed."),
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={
            "required": _("Write the names of those who get a certificate, one in each line.")
        },
    )
    have_agreed = forms.BooleanField(
        label=_("Each of them agreed that Balai keeps the name for the certificate."),
        error_messages={"required": _("Ask them first, then tick this.")},
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)
    use_required_attribute = False

    def said(self) -> list[str]:
        return str(self.cleaned_data["names"]).splitlines()


class RevocationForm(forms.Form):
    """Why a certificate is revoked."""

    why = forms.ChoiceField(
        label=_("Why is it revoked?"),
        choices=Certificate._meta.get_field("revoked_why").choices or [],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )
    use_required_attribute = False
