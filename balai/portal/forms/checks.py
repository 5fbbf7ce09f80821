"""The literacy check on somebody's own phone: a number, and a pick for each question."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.accounts.forms.strangers import StrangerForm
from balai.activities.public import ShownItem

LETTERS = "ABCD"


class CheckForm(StrangerForm):
    """What was picked; a question may stay without an answer."""

    taker = forms.IntegerField(
        label=_("Your number"),
        help_text=_("It stands on the paper that you were given."),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write your number, for example 7.")},
    )

    # Written in a village without signal, it may be sent once its phone is in town again.
    oldest = timedelta(days=14)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: list[ShownItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["request_key"].widget.attrs["data-outbox"] = True
        self.items = items
        for item in items:
            self.fields[f"q{item.number}"] = forms.ChoiceField(
                label=f"{item.number}. {item.question}",
                choices=[(str(place), words) for place, words in enumerate(item.options)],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def questions(self) -> list[tuple[ShownItem, forms.BoundField]]:
        return [(item, self[f"q{item.number}"]) for item in self.items]

    @property
    def picks(self) -> dict[int, int | None]:
        said = {item.number: self.cleaned_data.get(f"q{item.number}") for item in self.items}
        return {number: int(pick) if pick else None for number, pick in said.items()}
