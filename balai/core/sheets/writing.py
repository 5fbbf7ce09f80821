"""Tables written for a spreadsheet, row by row, so that a million take no more memory than ten.

A spreadsheet takes a cell that begins with certain signs for a formula, and a formula can
read other cells and ask the network. So nothing that somebody typed may become one.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import TextIOWrapper
from typing import IO, Any, NamedTuple, TypeAlias

from xlsxwriter import Workbook

Cell: TypeAlias = str | int | date | None

# What Excel in Indonesian takes for the next column; a comma is its decimal sign.
DELIMITER = ";"
LONGEST_CELL = 32_000
_BEGINS_A_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# A spreadsheet that parts columns at other signs would begin a cell in the middle of ours.
_WOULD_BEGIN_ONE = re.compile(r"(?<=[;,\t\r\n])(?=\s*(?:[=+@]|-[\w(]))")


class Column(NamedTuple):
    """The heading of a column, and how wide it is, in letters."""

    title: str
    width: int = 14


def write_xlsx(
    file: IO[bytes], *, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write a table as XLSX: days as days, numbers as numbers, all else as text."""
    book = Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day, number = (book.add_format({"num_format": shape}) for shape in ("d mmm yyyy", "#,##0"))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, (last, place), cell, day=day, number=number)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()


def _write(sheet: Any, place: tuple[int, int], cell: Cell, *, day: Any, number: Any) -> None:
    if isinstance(cell, int):
        sheet.write_number(*place, cell, number)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, day)
    elif cell:
        sheet.write_string(*place, cell[:LONGEST_CELL])


def write_csv(
    file: IO[bytes], *, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write a table as CSV in UTF-8 that Excel recognises, with days in ISO form."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=DELIMITER)
    writer.writerow(column.title for column in columns)
    writer.writerows(_plain(row) for row in rows)
    text.detach()


def _plain(row: Sequence[Cell]) -> Iterator[str | int]:
    for cell in row:
        if isinstance(cell, date):
            yield cell.isoformat()
        elif isinstance(cell, int):
            yield cell
        else:
            yield harmless(cell or "")


def harmless(text: str) -> str:
    """Write an apostrophe before what a spreadsheet would take for a formula."""
    text = _WOULD_BEGIN_ONE.sub("'", text)
    return f"'{text}" if _BEGINS_A_FORMULA.match(text) else text
