"""A form that anybody may send, guarded against programs that fill in whatever they find."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balai.core.strangers import QUICKEST, FormUntimely, check_stamp, shown_at


class StrangerForm(forms.Form):
    """Carries a signed moment, and a field that only a program fills in."""

    # work.css takes it out of sight. Its name is none that a browser fills in by itself.
    left_empty = forms.CharField(required=False, label=_("Leave this field empty"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["left_empty"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        self.initial.setdefault("stamp", shown_at(now))

    @property
    def is_of_a_program(self) -> bool:
        """Tell whether the trap was filled in."""
        return bool(self.data.get("left_empty"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            check_stamp(str(cleaned.get("stamp", "")), now=self.now)
        except FormUntimely as untimely:
            # Pressed once more, it goes through.
            self.data = {name: self.data[name] for name in self.data} | {
                "stamp": shown_at(self.now - QUICKEST)
            }
            raise ValidationError(str(untimely)) from untimely
        return cleaned
