"""A sheet of listings read: what each line would become, and what is wrong with it."""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balai.catalogue.queries.lists import sectors
from balai.catalogue.rules import crossed
from balai.core.sheets import (
    MOST_LINES,
    SheetUnreadable,
    Table,
    Value,
    column_letters,
    read_table,
    too_many_lines,
)
from balai.portal.forms.drafts import DraftForm
from balai.portal.forms.questions import fields_of
from balai.portal.sheets.cells import answer_in
from balai.portal.sheets.columns import (
    NEEDED,
    NOTE,
    SECTORS,
    as_heading,
    columns_by_heading,
    columns_of,
)

Sellers: TypeAlias = list[tuple[str, str]]
_EXAMPLES = ("contoh", "example")


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong in one cell, and how it would be right."""

    line: int
    column: str
    says: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line that can become a draft."""

    number: int
    content: dict[str, Any]

    @property
    def title(self) -> str:
        return str(self.content["words"].get("title", ""))


@dataclass(slots=True)
class SheetReading:
    """All lines of a sheet, and all that is wrong with them."""

    lines: list[SheetLine] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)


class _Reader:
    """Knows the columns of a kind, and what may be chosen in a village."""

    def __init__(self, table: Table, kind: str, *, sellers: Sellers, needed: Set[str]) -> None:
        self.table = table
        self.kind = kind
        columns = columns_of(kind)
        self.labels = {column.name: column.label for column in columns}
        self.sorts = {column.name: column.kind for column in columns}
        self.needed = needed
        self.places = _places(table.heading, kind, needed={n: self.labels[n] for n in needed})
        self.sectors = [(code, str(one)) for code, one in sectors().items()]
        self.sellers = sellers
        self.by_sector = _named(
            (code, name)
            for code, one in sectors().items()
            for name in (one.name, one.name_en, code)
        )
        self.by_seller = _named(self.sellers)

    def read(self) -> SheetReading:
        reading = SheetReading()
        first_seen: dict[str, int] = {}
        for number, cells in self.table.lines:
            if self._is_example(cells):
                continue
            faults, content = self._line(number, cells)
            twin = first_seen.setdefault(json.dumps(content, sort_keys=True), number)
            if not faults and twin != number:
                faults = {NOTE: _("This line says the same as line %(line)s.") % {"line": twin}}
            reading.faults += [
                SheetFault(number, self._column(name), faults[name])
                for name in sorted(faults, key=self._place)
            ]
            reading.lines.append(SheetLine(number, content))
        return reading

    def _is_example(self, cells: Sequence[Value]) -> bool:
        place = self.places.get(NOTE)
        note = str(cells[place]) if place is not None and place < len(cells) else ""
        return note.strip().casefold().startswith(_EXAMPLES)

    def _place(self, name: str) -> int:
        return self.places.get(SECTORS[0] if name == "sectors" else name, -1)

    def _column(self, name: str) -> str:
        """Name a column as the page and the spreadsheet do: C, Price in rupiah."""
        name = SECTORS[0] if name == "sectors" else name
        if name not in self.places:
            return self.labels.get(name, "")
        return f"{column_letters(self.places[name] + 1)}, {self.labels[name]}"

    def _line(self, number: int, cells: Sequence[Value]) -> tuple[dict[str, str], dict[str, Any]]:
        data, faults = self._answers(number, cells)
        form = DraftForm(data, kind=self.kind, sectors=self.sectors, sellers=self.sellers)
        form.is_valid()
        for name, errors in form.errors.items():
            faults.setdefault(name, " ".join(map(str, errors)))
        for name, says in crossed(form.cleaned_data).items():
            faults.setdefault(name, says)
        for name in sorted(self.needed):
            answer = "sectors" if name in SECTORS else name
            if not data.get(answer) and name not in faults and answer not in faults:
                faults[name] = _("This cannot stay empty.")
        return faults, form.content()

    def _answers(
        self, number: int, cells: Sequence[Value]
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """Read the cells as somebody would have typed them into the form."""
        data: dict[str, Any] = {"sectors": []}
        faults: dict[str, str] = {}
        for name, place in self.places.items():
            if name == NOTE or place >= len(cells):
                continue
            try:
                if (number, place + 1) in self.table.formulas:
                    raise ValidationError(
                        _("Here is a formula. Copy the cell and paste it as a value.")
                    )
                answer = self._answer(name, cells[place])
            except ValidationError as wrong:
                faults[name] = " ".join(wrong.messages)
                continue
            if name in SECTORS:
                data["sectors"] += [answer] if answer else []
            else:
                data[name] = answer
        return data, faults

    def _answer(self, name: str, cell: Value) -> str:
        text = answer_in(cell, self.sorts[name])
        if name not in SECTORS and name != "seller":
            return text
        known = self.by_seller if name == "seller" else self.by_sector
        if text and as_heading(text) not in known:
            raise ValidationError(
                _('"%(text)s" is not in the list. Choose one from the sheet with the choices.')
                % {"text": text[:60]}
            )
        return known.get(as_heading(text), "")


def _named(choices: Any) -> dict[str, str]:
    return {as_heading(name): value for value, name in choices}


def _places(heading: Sequence[str], kind: str, *, needed: Mapping[str, str]) -> dict[str, int]:
    """Find the column of each answer. Raises SheetUnreadable: one unknown, twice or missing."""
    known = columns_by_heading(kind)
    places: dict[str, int] = {}
    unknown = []
    for place, title in enumerate(heading):
        name = known.get(as_heading(title))
        if name in places:
            raise SheetUnreadable(
                _("The column “%(column)s” is there twice. Delete one of them.")
                % {"column": title[:60]}
            )
        if name is not None:
            places[name] = place
        elif title:
            unknown.append(title[:60])
    missing = [needed[name] for name in sorted(needed) if name not in places]
    if missing:
        raise SheetUnreadable(
            _("The column “%(column)s” is missing. Fill in the template for this kind.")
            % {"column": missing[0]}
        )
    if unknown:
        raise SheetUnreadable(
            _("The column “%(column)s” is none of this kind. Fill in the template for it.")
            % {"column": unknown[0]}
        )
    return places


def read_listings(
    content: bytes, *, kind: str, sellers: Sellers, needs_seller: bool = False
) -> SheetReading:
    """Read a sheet of listings. Raises SheetUnreadable where it is none."""
    table = read_table(content, called=_("Listings"))
    needed = NEEDED | ({"seller"} & set(fields_of(kind)) if needs_seller else set())
    reading = _Reader(table, kind, sellers=sellers, needed=needed).read()
    if not reading.lines:
        raise SheetUnreadable(_("Nothing is filled in below the heading."))
    if len(reading.lines) > MOST_LINES:
        raise SheetUnreadable(too_many_lines())
    return reading
