"""Which code followed which, as a list says."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from balai.core.codes import level_of, with_dots
from balai.registry.rules.faults import Faults
from balai.registry.rules.tables import Table

Succession = tuple[str, str]
_SHOWN_LETTERS = 40


def successions_in(
    table: Table, *, ended: Collection[str], standing: Collection[str], faults: Faults
) -> list[Succession]:
    """Read pairs of a code that has ended and one of its level that stands; notes all others."""
    old_column = table.needed("old_code", faults=faults)
    new_column = table.needed("new_code", faults=faults)
    found: dict[Succession, None] = {}
    for line, values in table.rows:
        old, new = with_dots(values[old_column].strip()), with_dots(values[new_column].strip())
        for fault in _faults_of(old, new, ended=ended, standing=standing):
            faults.add(table.file, line, fault)
        found[old, new] = None
    return list(found)


def _faults_of(
    old: str, new: str, *, ended: Collection[str], standing: Collection[str]
) -> Iterator[str]:
    if old not in ended:
        yield _("“%(code)s” is no code that has ended") % {"code": old[:_SHOWN_LETTERS]}
    if new not in standing:
        yield _("“%(code)s” is no code that stands") % {"code": new[:_SHOWN_LETTERS]}
    elif old in ended and level_of(old) != level_of(new):
        yield _("%(old)s and %(new)s are not of one level") % {"old": old, "new": new}
