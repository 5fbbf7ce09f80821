"""Which code followed which, as a list says."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from balai.registry.rules.codes import is_code, with_dots
from balai.registry.rules.faults import Faults
from balai.registry.rules.tables import Table

Succession = tuple[str, str]


def successions_in(
    table: Table, *, ended: Collection[str], standing: Collection[str], faults: Faults
) -> list[Succession]:
    """Read pairs of a code that has ended and one that stands; notes every other pair."""
    old_column = table.needed("old_code", faults=faults)
    new_column = table.needed("new_code", faults=faults)
    found: dict[Succession, None] = {}
    for line, values in table.rows:
        old, new = with_dots(values[old_column].strip()), with_dots(values[new_column].strip())
        for code, stand, text in (
            (old, ended, _("“%(code)s” is no code that has ended")),
            (new, standing, _("“%(code)s” is no code that stands")),
        ):
            if not is_code(code) or code not in stand:
                faults.add(table.file, line, text % {"code": code[:40]})
        found[old, new] = None
    return list(found)
