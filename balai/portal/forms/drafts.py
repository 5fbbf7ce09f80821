"""A draft as somebody types it: unfinished is fine, unreadable is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.catalogue.models import DETAILS_BY_KIND, Listing
from balai.catalogue.rules import answers_of, fault_of_sectors, label_of, whole_rupiah
from balai.core.numbers import number_in
from balai.portal.forms.questions import Question, fields_of, questions_of

_HIGHEST_PRICE = 2**31 - 1
_UNITS = ("kg", "bungkus", "botol", "lembar", "buah", "batang", "ikat", "orang", "malam")
_LONG = {"text", "text_en", "reach", "accessibility"}
# Where a question asks in other words than a list of changes names the answer.
_LABELS = {
    "price_low": gettext_lazy("Price in rupiah"),
    "price_unit": gettext_lazy("For one"),
    "seller": gettext_lazy("Group, business or maker"),
    "accessibility": gettext_lazy("For guests who walk or see badly"),
    "made_to_order": gettext_lazy("It is made when somebody orders it"),
    "etiquette": gettext_lazy("What a guest should respect"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its fields, as a page shows it."""

    question: Question
    fields: list[forms.BoundField]
    number: int


class RupiahField(forms.CharField):
    """An amount as people write it: 35000, 35.000, Rp 35.000."""

    def to_python(self, value: Any) -> Any:
        text = " ".join(str(value or "").split())
        if not text:
            return None
        amount = number_in(whole_rupiah(text))
        if amount is None:
            raise ValidationError(
                _('Write the price in figures, for example 35000. You wrote: "%(text)s".')
                % {"text": text[:40]}
            )
        if amount > _HIGHEST_PRICE:
            raise ValidationError(_("This price is too high to be one. Check the zeros."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class DraftForm(forms.Form):
    """All answers to the questions about a listing of one kind; each may be missing."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        kind: str,
        sectors: Sequence[tuple[str, str]],
        sellers: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in fields_of(kind):
            self.fields[name] = _field(kind, name, sectors=sectors, sellers=sellers)

    def questions(self) -> list[Asked]:
        """Pair each question with its fields."""
        return [
            Asked(question, [self[name] for name in question.fields], number)
            for number, question in enumerate(questions_of(self.kind), start=1)
        ]

    def clean_sectors(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["sectors"]
        if chosen and (fault := fault_of_sectors(chosen)):
            raise ValidationError(fault)
        return chosen

    def content(self) -> dict[str, Any]:
        """Lay out the answers that could be read as the content of a revision."""
        said = {name: _plain(value) for name, value in self.cleaned_data.items()}
        in_details = {field.name for field in DETAILS_BY_KIND[self.kind]._meta.fields}
        words = said.keys() - in_details - {"sectors", "seller"}
        content: dict[str, Any] = {
            "words": {name: said[name] for name in words},
            "details": {name: value for name, value in said.items() if name in in_details},
        }
        if "sectors" in said:
            content["sectors"] = said["sectors"]
        if "seller" in said:
            content["seller"] = int(said["seller"]) if said["seller"] else None
        return content


def answers_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """Lay out the content of a revision as the form shows it."""
    answers = answers_of(content)
    seller = answers.get("seller")
    return answers | {"seller": "" if seller is None else str(seller)}


def _plain(value: Any) -> Any:
    """Write a value as JSON holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _field(
    kind: str, name: str, *, sectors: Sequence[tuple[str, str]], sellers: Sequence[tuple[str, str]]
) -> forms.Field:
    label = _LABELS.get(name) or label_of(name)
    if name == "sectors":
        return forms.MultipleChoiceField(
            label=label, required=False, choices=sectors, widget=forms.CheckboxSelectMultiple
        )
    if name == "seller":
        none = ("", _("nobody yet"))
        return forms.ChoiceField(
            label=label, required=False, choices=[*sellers, none], widget=forms.RadioSelect
        )
    if name == "price_low":
        return RupiahField(
            label=label, required=False,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "40"}
            ),
        )  # fmt: skip
    return _field_of_model(kind, name, label=label)


def _field_of_model(kind: str, name: str, *, label: Any) -> forms.Field:
    details = DETAILS_BY_KIND[kind]
    in_details = name in {field.name for field in details._meta.fields}
    column: Any = (details if in_details else Listing)._meta.get_field(name)
    if name in _LONG:
        return forms.CharField(
            label=label, required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
        )
    field: forms.Field = column.formfield(label=label, required=False)
    if isinstance(field, forms.DateField):
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    elif isinstance(field, forms.TimeField):
        field.widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    elif name == "price_unit":
        field.widget.attrs["list"] = "satuan"
    return field


def units() -> tuple[str, ...]:
    """What is offered for the unit of a price; any other may be written."""
    return _UNITS
