"""Tables as offices send them: CSV, perhaps packed, from a spreadsheet or a script."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.registry.rules.faults import Faults

MAX_BYTES = 200_000_000
_GZIP_MARK = b"\x1f\x8b"
_READS_GZIP = 31  # zlib's number for a stream with gzip's head and tail


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and the rows below it, each with the line on which it begins."""

    file: str
    heading: tuple[str, ...]
    rows: list[tuple[int, list[str]]]

    def column(self, *names: str) -> int | None:
        """Find the first of these columns that the table has."""
        return next((self.heading.index(name) for name in names if name in self.heading), None)

    def needed(self, *names: str, faults: Faults) -> int:
        """Find a column that the table must have."""
        found = self.column(*names)
        if found is None:
            text = _("the column “%(column)s” is missing") % {"column": names[0]}
            faults.stop(self.file, 1, text)
        return found


def read_table(content: bytes, *, file: str, faults: Faults) -> Table:
    """Read a table in UTF-8, packed by gzip or not, parted by commas or semicolons.

    Refuses what cannot be read; notes each row that does not fit the heading.
    """
    text = _as_text(_unpacked(content, file=file, faults=faults), file=file, faults=faults)
    numbered = _numbered_rows(text, file=file, faults=faults)
    _line, titles = next(numbered, (1, []))
    heading = tuple(title.strip().casefold() for title in titles)
    if not any(heading):
        faults.stop(file, 1, _("the file is empty"))
    if len(set(heading)) < len(heading):
        faults.stop(file, 1, _("two columns have the same name"))
    rows = []
    for line, values in numbered:
        if len(values) == len(heading):
            rows.append((line, values))
        elif values:
            fields = {"found": len(values), "wanted": len(heading)}
            text = _("%(found)d fields instead of %(wanted)d") % fields
            faults.add(file, line, text)
    if not rows and not faults.count:
        faults.stop(file, 1, _("there are no rows under the heading"))
    return Table(file, heading, rows)


def _unpacked(content: bytes, *, file: str, faults: Faults) -> bytes:
    if not content.startswith(_GZIP_MARK):
        return content
    unpacker = zlib.decompressobj(_READS_GZIP)
    try:
        plain = unpacker.decompress(content, MAX_BYTES)
    except zlib.error:
        faults.stop(file, 0, _("the file is damaged: it cannot be unpacked"))
    if unpacker.unconsumed_tail:
        faults.stop(file, 0, _("the file is too large"))
    if not unpacker.eof or unpacker.unused_data:
        faults.stop(file, 0, _("the file is damaged: it cannot be unpacked"))
    return plain


def _as_text(content: bytes, *, file: str, faults: Faults) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        faults.stop(file, line, _("the text is not in UTF-8; save it again as CSV UTF-8"))
    if (position := text.find("\0")) >= 0:
        line = text.count("\n", 0, position) + 1
        faults.stop(file, line, _("there is a NUL character; this is no table"))
    return text


def _numbered_rows(text: str, *, file: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            faults.stop(file, line, _("a quotation mark is not closed, or a field is endless"))
