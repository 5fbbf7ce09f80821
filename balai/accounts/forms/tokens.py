"""What one says of a new token."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

LASTS = {
    "30": _("30 days"),
    "90": _("90 days"),
    "365": _("one year"),
}


class TokenForm(forms.Form):
    """A name to know it by, and how long it opens."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("For example: price list of the cooperative"),
        max_length=60,
    )
    days = forms.ChoiceField(
        label=_("How long does it open?"), choices=list(LASTS.items()), initial="90"
    )

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=int(self.cleaned_data["days"]))
