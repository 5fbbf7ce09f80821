"""Lists of other spellings, read."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.core.codes import is_code, with_dots
from balai.registry.rules.faults import Faults
from balai.registry.rules.names import name_key, tidy
from balai.registry.rules.tables import Table

_LONGEST_NAME = 120
_LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class AliasRow:
    """Another spelling of an area's name, and who writes it so."""

    code: str
    name: str
    source: str


def alias_rows(table: Table, names: Mapping[str, Set[str]], faults: Faults) -> list[AliasRow]:
    """Read the rows; notes codes that no area bears, and a name that is another area's.

    `names` has, for each code, the keys of the names that it bears or bore.
    """
    code_column = table.needed("code", faults=faults)
    variant_column = table.needed("variant", "alias", faults=faults)
    official_column = table.column("official_name", "name")
    source_column = table.column("sources", "source")
    rows: dict[tuple[str, str], AliasRow] = {}
    for line, values in table.rows:
        code = with_dots(values[code_column].strip())
        row = AliasRow(
            code=code,
            name=tidy(values[variant_column]),
            source=tidy(values[source_column]) if source_column is not None else "",
        )
        official = tidy(values[official_column]) if official_column is not None else ""
        fault = _fault_of(row, names, official=official)
        if not fault and (code, row.name) in rows:
            fault = _("“%(name)s” of %(code)s stands twice") % {"name": row.name, "code": code}
        if fault:
            faults.add(table.file, line, fault)
        rows[code, row.name] = row
    return list(rows.values())


def _fault_of(row: AliasRow, names: Mapping[str, Set[str]], *, official: str) -> str:
    fields = {"code": row.code[:40], "name": official[:_LONGEST_NAME]}
    if not is_code(row.code) or row.code not in names:
        return _("no area has the code “%(code)s”") % fields
    if not row.name:
        return _("the other spelling of %(code)s is missing") % fields
    if len(row.name) > _LONGEST_NAME or not row.name.isprintable():
        return _("the name of %(code)s is too long or cannot be printed") % fields
    if len(row.source) > _LONGEST_SOURCE or not row.source.isprintable():
        return _("the source for %(code)s is too long or cannot be printed") % fields
    if official and name_key(official) not in names[row.code]:
        return _("%(code)s is not called “%(name)s”") % fields
    return ""
