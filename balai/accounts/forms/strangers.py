"""A form that anybody may send, guarded against programs that fill in whatever they find."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balai.core.strangers import OLDEST, QUICKEST, FormUntimely, check_stamp, shown_at


class StrangerForm(forms.Form):
    """Carries a signed moment, a key of its own, and a field that only a program fills in.

    A browser, too, may fill that in for a person: whoever is refused for it, or for the
    moment or the key, finds all they wrote, and sent once more it goes through.
    """

    # How long one may take to send it.
    oldest = OLDEST
    # work.css takes it out of sight. Its name is none that a browser fills in by itself.
    left_empty = forms.CharField(required=False, label=_("Leave this field empty"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["left_empty"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        self.initial.setdefault("stamp", shown_at(now))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        mended: dict[str, str] = {}
        if self.data.get("left_empty") or "request_key" in self.errors:
            mended = {"left_empty": "", "request_key": str(uuid4())}
        try:
            check_stamp(str(cleaned.get("stamp", "")), now=self.now, oldest=self.oldest)
        except FormUntimely:
            mended["stamp"] = shown_at(self.now - QUICKEST)
        if mended:
            self.data = {name: self.data[name] for name in self.data} | mended
            raise ValidationError(FormUntimely.sentence)
        return cleaned
