"""What a record is now, in the spelling of the form that edits it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django import forms


@dataclass(frozen=True, slots=True)
class Current:
    """A record as its form shows it: its version, and the values of each field as it posts them."""

    version: int
    values: dict[str, list[str]]
    labels: dict[str, str] = field(default_factory=dict)
    # What a person reads for a value: {"kind": {"1": "Training"}}.
    choices: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of_form(cls, form: forms.BaseForm, *, version: int) -> Self:
        """Read it off an unbound form that has the record as its initial values."""
        fields = {
            form.add_prefix(name): (form[name], one)
            for name, one in form.fields.items()
            if not isinstance(one, forms.FileField)
        }
        return cls(
            version,
            {name: _posted(bound) for name, (bound, _field) in fields.items()},
            {name: str(bound.label) for name, (bound, _field) in fields.items()},
            {
                name: dict(_said(one.choices))
                for name, (_bound, one) in fields.items()
                if isinstance(one, forms.ChoiceField)
            },
        )

    def say(self, name: str, values: list[str]) -> str:
        """Say values of a field in words."""
        words = self.choices.get(name, {})
        return ", ".join(words.get(value, value) for value in values)


def _posted(bound: forms.BoundField) -> list[str]:
    """List the values a browser would send for a field that nobody touched."""
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown: Any = widget.format_value(value)
    if shown is None:
        return []
    several = shown if isinstance(shown, list | tuple) else [shown]
    return [text for one in several if (text := str(one))]


def _said(choices: Any) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _said(label)
        else:
            yield str(value), str(label)
