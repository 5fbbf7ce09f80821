"""Tables read from what people send: XLSX or CSV, behind limits."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from io import BytesIO, StringIO
from typing import NamedTuple, TypeAlias

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from balai.core.sheets.errors import SheetUnreadable
from balai.core.sheets.unpacking import (
    LAST_ROW,
    MOST_COLUMNS,
    check_sizes,
    column_letters,
    found_in,
    part_of_sheet,
    unpacked,
)

MOST_BYTES = 5_000_000
MOST_LINES = 500
Value: TypeAlias = str | int | float | bool | date | time | timedelta
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """One line of a table: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: Sequence[Value]


class Table(NamedTuple):
    """A heading, the lines below it that hold something, and the cells with formulas."""

    heading: list[str]
    lines: list[Line]
    formulas: set[tuple[int, int]]


def read_table(content: bytes, *, called: str = "") -> Table:
    """Read the sheet that is called so, else the first. Raises SheetUnreadable."""
    if len(content) > MOST_BYTES:
        raise SheetUnreadable(_("This file is larger than 5 MB. Send the table alone."))
    if not content.strip():
        raise SheetUnreadable(_("This file is empty."))
    if content.startswith(_ZIP):
        return _xlsx(content, called=called)
    return _table(_csv_rows(_text_of(content)), formulas=set())


def _xlsx(content: bytes, *, called: str) -> Table:
    safe = unpacked(content)
    check_sizes(safe.parts)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(safe.content)) as book:
            name = _sheet_to_read(book, called)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OverflowError, ValueError) as broken:
        raise SheetUnreadable(
            _("This file is damaged or did not arrive whole. Save it anew and send it again.")
        ) from broken
    found = found_in(part_of_sheet(safe.parts, name))
    if found.merged:
        raise SheetUnreadable(
            _("Cells are merged: %(cells)s. Part them, so that each line stands by itself.")
            % {"cells": ", ".join(found.merged[:5])}
        )
    return _table(enumerate(rows, start=1), formulas=set(found.formulas))


def _sheet_to_read(book: CalamineWorkbook, called: str) -> str:
    seen = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if not seen:
        raise SheetUnreadable(_("There is no sheet in this file."))
    return called if called in seen else seen[0]


def _text_of(content: bytes) -> str:
    if content.startswith(_OLD_EXCEL):
        raise SheetUnreadable(
            _("This is an old Excel file, or one with a password. Save it as .xlsx without one.")
        )
    if content.startswith(_UTF16):
        raise SheetUnreadable(_("Save this file as “CSV UTF-8”, then send it again."))
    if b"\x00" in content or content.lstrip()[:1] in {b"<", b"%", b"{"}:
        raise SheetUnreadable(_("This is no table. Send an Excel file (.xlsx) or a CSV file."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as unknown:
        raise SheetUnreadable(_("Save this file as “CSV UTF-8”, then send it again.")) from unknown


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t", key=heading.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            raise SheetUnreadable(
                _("Line %(line)s: a quotation mark is not closed.") % {"line": line}
            ) from broken


def _table(rows: Iterable[tuple[int, Sequence[Value]]], *, formulas: set[tuple[int, int]]) -> Table:
    lines: list[Line] = []
    for number, cells in rows:
        if not any(str(cell).strip() for cell in cells):
            continue
        # The heading, and a line that shows how it is done, come on top.
        if number > LAST_ROW or len(lines) > MOST_LINES + 1:
            raise SheetUnreadable(too_many_lines())
        lines.append(Line(number, cells))
    if not lines:
        raise SheetUnreadable(_("This file is empty."))
    heading = [str(cell).strip() for cell in lines[0].cells]
    if len(heading) > MOST_COLUMNS:
        column = column_letters(len(heading))
        raise SheetUnreadable(
            _("There is something in column %(column)s, far to the right. %(advice)s")
            % {"column": column, "advice": _("Copy what you filled in into a new template.")}
        )
    return Table(heading, lines[1:], formulas)


def too_many_lines() -> str:
    return _("A file holds %(most)s lines at most. Send the rest in a second one.") % {
        "most": MOST_LINES
    }
