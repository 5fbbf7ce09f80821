"""Lists of regions, read: each row a code with what the list says of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from balai.core.codes import (
    LEVELS,
    Level,
    contains,
    is_code,
    kind_of,
    level_of,
    parent_of,
    with_dots,
)
from balai.registry.rules.faults import Faults
from balai.registry.rules.names import all_in_capitals, in_proper_case, tidy
from balai.registry.rules.tables import Table

LONGEST_NAME = 120
_LONGEST = {"local_term": 40, "bps_code": 10}
# A list that names each area's parent in such a column is a list of the level below it.
_PARENT_COLUMNS: dict[str, Level] = {
    "province_code": "regency",
    "regency_code": "district",
    "district_code": "village",
}


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One area as a list gives it; None where the list is silent."""

    code: str
    level: Level
    kind: str
    name: str
    local_term: str | None
    bps_code: str | None
    file: str
    line: int
    # The list shouts all names, so capitals say nothing about how this one is written.
    in_capitals: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    code: int
    name: int
    level: int | None
    parent: int | None
    parent_of_level: Level | None
    kind: int | None
    local_term: int | None
    bps_code: int | None


def region_rows(tables: Iterable[Table], *, within: str, faults: Faults) -> list[RegionRow]:
    """Read the rows of all tables together; notes every fault that a row has by itself."""
    rows: list[RegionRow] = []
    first: dict[str, RegionRow] = {}
    for table in tables:
        for row in _in_proper_case(_rows_of(table, faults)):
            twin = first.setdefault(row.code, row)
            if twin is not row:
                place = {"code": row.code, "file": twin.file, "line": twin.line}
                text = _("%(code)s stands already in %(file)s, line %(line)d") % place
                faults.add(row.file, row.line, text)
            elif within and not contains(within, row.code):
                text = _("%(code)s lies outside %(within)s") % {"code": row.code, "within": within}
                faults.add(row.file, row.line, text)
            rows.append(row)
    return rows


def _columns_of(table: Table, faults: Faults) -> _Columns:
    parent_column = next((name for name in _PARENT_COLUMNS if name in table.heading), "")
    return _Columns(
        code=table.needed("code", faults=faults),
        name=table.needed("name", faults=faults),
        level=table.column("level"),
        parent=table.column("parent_code", *_PARENT_COLUMNS),
        parent_of_level=_PARENT_COLUMNS.get(parent_column),
        kind=table.column("kind"),
        local_term=table.column("local_term"),
        bps_code=table.column("bps_code"),
    )


def _rows_of(table: Table, faults: Faults) -> list[RegionRow]:
    columns = _columns_of(table, faults)
    rows = []
    for line, values in table.rows:
        code = with_dots(values[columns.code].strip())
        if not is_code(code) or not kind_of(code):
            text = _("“%(code)s” is no code of a region") % {"code": code[:LONGEST_NAME]}
            faults.add(table.file, line, text)
            continue
        row = RegionRow(
            code=code,
            level=level_of(code),
            kind=kind_of(code),
            name=tidy(values[columns.name]),
            local_term=_said(values, columns.local_term),
            bps_code=_said(values, columns.bps_code),
            file=table.file,
            line=line,
        )
        for text in (*_wrong_in(row), *_contradictions(row, values, columns)):
            faults.add(table.file, line, text)
        rows.append(row)
    return rows


def _said(values: list[str], column: int | None) -> str | None:
    return tidy(values[column]) or None if column is not None else None


def _wrong_in(row: RegionRow) -> Iterable[str]:
    if not row.name:
        yield _("%(code)s has no name") % {"code": row.code}
    if len(row.name) > LONGEST_NAME or not row.name.isprintable():
        yield _("the name of %(code)s is too long or cannot be printed") % {"code": row.code}
    for column, longest in _LONGEST.items():
        said = getattr(row, column) or ""
        if len(said) > longest or not said.isprintable():
            fields = {"column": column, "code": row.code}
            yield _("“%(column)s” of %(code)s is too long or cannot be printed") % fields


def _contradictions(row: RegionRow, values: list[str], columns: _Columns) -> Iterable[str]:
    level = _said(values, columns.level) or columns.parent_of_level or row.level
    if level.casefold() != row.level:
        fields = {"code": row.code, "level": level[:40], "by_code": row.level}
        if level.casefold() in LEVELS:
            yield _("%(code)s is the code of a %(by_code)s, not of a %(level)s") % fields
        else:
            yield _("there is no level “%(level)s”") % fields
    parent = with_dots(_said(values, columns.parent) or "")
    if columns.parent is not None and parent != parent_of(row.code):
        yield _("%(code)s cannot lie in “%(parent)s”") % {"code": row.code, "parent": parent[:40]}
    kind = _said(values, columns.kind) or row.kind
    if kind.casefold() != row.kind:
        fields = {"code": row.code, "kind": kind[:40], "by_code": row.kind}
        yield _("%(code)s is the code of a %(by_code)s, not of a “%(kind)s”") % fields


def _in_proper_case(rows: list[RegionRow]) -> list[RegionRow]:
    """Write the names as names at each level where the list shouts them all."""
    names: dict[Level, list[str]] = {}
    for row in rows:
        names.setdefault(row.level, []).append(row.name)
    shouted = {level for level, found in names.items() if all_in_capitals(found)}
    if not shouted:
        return rows
    return [
        replace(row, name=in_proper_case(row.name), in_capitals=True)
        if row.level in shouted
        else row
        for row in rows
    ]


def term_for(row: RegionRow, terms: Mapping[tuple[str, str], str]) -> str:
    """Choose what a new area is called: as the list says, else as its regency is known to."""
    return row.local_term or terms.get((row.code[:5], row.kind), "")
