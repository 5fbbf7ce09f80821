"""An XLSX is a packed folder of XML: unpacked here within limits, and packed anew.

What comes out holds nothing but the tables, each part as long as it says, with no
instructions for whoever reads XML and no cell far outside, for which a reader of tables
would clear a field of a billion.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from balai.core.sheets.errors import SheetUnreadable

MOST_UNPACKED = 40_000_000
MOST_PARTS = 300
MOST_COLUMNS = 100
LAST_ROW = 5_000
_BROKEN = (
    BadZipFile, LargeZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
_INSTRUCTIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|\x00", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class Unpacked(NamedTuple):
    """A workbook that is safe to read, and the parts that it consists of."""

    content: bytes
    parts: dict[str, bytes]


class Found(NamedTuple):
    """What a table holds that no table to be read should: formulas and merged cells."""

    formulas: list[tuple[int, int]]
    merged: list[str]


def unpacked(content: bytes) -> Unpacked:
    """Unpack a workbook and pack it anew. Raises SheetUnreadable."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = dict(_parts_of(archive))
    except _BROKEN as broken:
        raise SheetUnreadable(_damaged()) from broken
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise SheetUnreadable(_with_macros())
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return Unpacked(packed.getvalue(), parts)


def _parts_of(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if len(names) < len(infos) or len(infos) > MOST_PARTS:
        raise SheetUnreadable(_damaged())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetUnreadable(_with_macros())
    if "xl/workbook.xml" not in names:
        raise SheetUnreadable(_("This is no Excel file (.xlsx). Fill in the template and send it."))
    left = MOST_UNPACKED
    for info in infos:
        if info.filename.endswith((".xml", ".rels")):
            part = _read(archive, info, at_most=left)
            left -= len(part)
            yield info.filename, part


def _read(archive: ZipFile, info: ZipInfo, *, at_most: int) -> bytes:
    with archive.open(info) as file:
        part = file.read(at_most + 1)
    if len(part) > at_most:
        raise SheetUnreadable(
            _("Unpacked, this file is far too large. Copy what you filled in into a new template.")
        )
    if _INSTRUCTIONS.search(part):
        raise SheetUnreadable(
            _("This file holds instructions that no table needs. Fill in a new template.")
        )
    return part


def part_of_sheet(parts: dict[str, bytes], name: str) -> bytes:
    """Find the part that holds the sheet of this name."""
    number = next((
        value
        for sheet in _elements(parts["xl/workbook.xml"], "sheet")
        if sheet.get("name") == name
        for key, value in sheet.items()
        if key.rpartition(":")[2] == "id"
    ), "")  # fmt: skip
    relations = _elements(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
    target = next((one.get("Target", "") for one in relations if one.get("Id") == number), "")
    path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    if path not in parts:
        raise SheetUnreadable(_damaged())
    return parts[path]


def check_sizes(parts: dict[str, bytes]) -> None:
    """Refuse a workbook one of whose sheets says something far to the right or below."""
    for name, part in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            found_in(part)


def found_in(sheet: bytes) -> Found:
    """Walk through a sheet. Raises SheetUnreadable where a cell lies far outside."""
    walk = _Walk()
    _parse(sheet, walk.start)
    return Found(walk.formulas, walk.merged)


class _Walk:
    def __init__(self) -> None:
        self.row, self.column = 0, 0
        self.formulas: list[tuple[int, int]] = []
        self.merged: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self._go_to(attributes.get("r"))
        elif name in {"v", "is", "f"}:
            self._check()
            if name == "f":
                self.formulas.append((self.row, self.column))
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", "")[:20])

    def _go_to(self, place: str | None) -> None:
        if place is None:
            self.column += 1
            return
        read = _PLACE.fullmatch(place)
        if read is None:
            raise ValueError(place)
        self.column, self.row = column_number(read[1]), int(read[2])

    def _check(self) -> None:
        if self.column > MOST_COLUMNS:
            raise SheetUnreadable(
                _("There is something in column %(column)s, far to the right. %(advice)s")
                % {"column": column_letters(self.column), "advice": _advice()}
            )
        if self.row > LAST_ROW:
            raise SheetUnreadable(
                _("There is something in line %(line)s, far below. %(advice)s")
                % {"line": self.row, "advice": _advice()}
            )


def _elements(part: bytes, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    _parse(part, start)
    return found


def _parse(part: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(part, True)  # noqa: FBT003  (that no more comes)
    except (expat.ExpatError, ValueError) as broken:
        raise SheetUnreadable(_damaged()) from broken


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Name a column as a spreadsheet does: A, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _damaged() -> str:
    return _("This file is damaged or did not arrive whole. Save it anew and send it again.")


def _with_macros() -> str:
    return _("This file holds programs (macros). Save it as an ordinary Excel file (.xlsx).")


def _advice() -> str:
    return _("Copy what you filled in into a new template.")
