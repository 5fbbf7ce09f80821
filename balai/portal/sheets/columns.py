"""The columns of a sheet of listings: one for each answer that the wizard asks for."""

from dataclasses import dataclass

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from balai.portal.forms.drafts import DraftForm, RupiahField
from balai.portal.forms.questions import fields_of

NOTE = "note"
SECTORS = ("sectors_1", "sectors_2", "sectors_3")
NEEDED = {"title", "text", "sectors_1"}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: the answer that it takes, what it is called, and how it is filled in."""

    name: str
    label: str
    hint: str
    kind: str

    @property
    def is_needed(self) -> bool:
        return self.name in NEEDED

    @property
    def heading(self) -> str:
        return f"{self.label} *" if self.is_needed else self.label


def columns_of(kind: str) -> list[SheetColumn]:
    """Name the columns for a kind of listing, in the reader's language."""
    form = DraftForm(kind=kind, sectors=[], sellers=[])
    columns = [SheetColumn(NOTE, _("Note"), _("For yourself. Nobody else reads it."), "text")]
    for name in fields_of(kind):
        field = form.fields[name]
        sort = _sort(name, field)
        if name == "sectors":
            columns += [
                SheetColumn(one, f"{field.label} {number}", _hint(sort, field), sort)
                for number, one in enumerate(SECTORS, start=1)
            ]
        else:
            columns.append(SheetColumn(name, str(field.label), _hint(sort, field), sort))
    return columns


def columns_by_heading(kind: str) -> dict[str, str]:
    """Find the answer that a column takes by what heads it, in either language."""
    found: dict[str, str] = {}
    for language in ("en", "id"):
        with translation.override(language):
            columns = columns_of(kind)
        found |= {as_heading(column.label): column.name for column in columns}
    return found


def as_heading(text: str) -> str:
    """Compare headings without their stars, capitals and spaces."""
    return " ".join(text.replace("*", " ").casefold().split())


def _sort(name: str, field: forms.Field) -> str:
    if name in {"sectors", "seller"}:
        return name
    for sort, field_type in (
        ("price", RupiahField),
        ("day", forms.DateField),
        ("time", forms.TimeField),
        ("number", forms.IntegerField),
        ("choice", forms.BooleanField),
    ):
        if isinstance(field, field_type):
            return sort
    return "text"


def _hint(sort: str, field: forms.Field) -> str:
    if sort == "text":
        most = getattr(field, "max_length", None)
        return _("Words, at most %(most)s letters.") % {"most": most} if most else _("Words.")
    return {
        "sectors": _("Choose one from the list. Up to three, one a column."),
        "seller": _("Choose one from the list, or leave it empty."),
        "price": _("Rupiah in figures, for example 35000."),
        "day": _("A day, for example 24/11/2026."),
        "time": _("A time, for example 08:00."),
        "number": _("A whole number."),
        "choice": _("Yes or no."),
    }[sort]
