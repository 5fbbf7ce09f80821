"""Let areas be found under the other spellings that lists use."""

from dataclasses import dataclass, field
from pathlib import Path

from balai.core.freshness import content_changed
from balai.registry.actions.files import table_in, written_whole
from balai.registry.actions.search_entries import refresh_village_entries
from balai.registry.models import Region, RegionAlias, RegionName
from balai.registry.rules.alias_rows import alias_rows
from balai.registry.rules.counts import ImportCounts
from balai.registry.rules.faults import Faults
from balai.registry.rules.names import name_key
from balai.registry.rules.tables import Table


@dataclass
class _Plan:
    new: list[RegionAlias] = field(default_factory=list)
    changed: list[RegionAlias] = field(default_factory=list)
    unchanged_count: int = 0
    # The areas whose other names become more or change.
    codes: set[str] = field(default_factory=set)

    @property
    def counts(self) -> ImportCounts:
        return ImportCounts(len(self.new), len(self.changed), self.unchanged_count)


def import_aliases(file: Path, *, is_dry_run: bool = False) -> ImportCounts:
    """Add the spellings that a list has; those known from elsewhere stay.

    A second import writes nothing. Raises FileRefused; then nothing was written.
    """
    faults = Faults()
    table = table_in(file, faults)
    if is_dry_run:
        return _plan(table, faults).counts
    with written_whole():
        plan = _plan(table, faults)
        if plan.codes:
            RegionAlias.objects.bulk_create(plan.new)
            RegionAlias.objects.bulk_update(plan.changed, ["source"], batch_size=200)
            refresh_village_entries(plan.codes)
            content_changed()
    return plan.counts


def _plan(table: Table, faults: Faults) -> _Plan:
    numbers, names = _known_names()
    rows = alias_rows(table, names, faults)
    faults.refuse()
    known = {(alias.region_id, alias.name): alias for alias in RegionAlias.objects.all()}
    plan = _Plan()
    for row in rows:
        region = numbers[row.code]
        alias = known.get((region, row.name))
        if alias is None:
            plan.new.append(RegionAlias(region_id=region, name=row.name, source=row.source))
        elif row.source and row.source != alias.source:
            alias.source = row.source
            plan.changed.append(alias)
        else:
            plan.unchanged_count += 1
            continue
        plan.codes.add(row.code)
    return plan


def _known_names() -> tuple[dict[str, int], dict[str, set[str]]]:
    """Map each code to its row, and to the keys of all names that it bears or bore."""
    numbers = dict(Region.objects.values_list("code", "pk"))
    names: dict[str, set[str]] = {}
    for model in (RegionName, RegionAlias):
        for code, name in model.objects.values_list("region__code", "name").iterator():
            names.setdefault(code, set()).add(name_key(name))
    return numbers, names
