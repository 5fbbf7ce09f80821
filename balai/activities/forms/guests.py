"""Whom a village invites to lead one of its sessions."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class GuestForm(forms.Form):
    """For whom the link is; the link itself is made from the key of the form."""

    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    meant_for = forms.CharField(
        label=_("For whom"),
        help_text=_("So that you can tell invitations apart. It goes when the link is opened."),
        max_length=120,
        error_messages={"required": _("Write for whom the link is.")},
    )
    use_required_attribute = False
