"""Bring the registry in line with a decree's list of codes and names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core import events
from balai.core.freshness import content_changed
from balai.registry import rules
from balai.registry.actions import region_history
from balai.registry.actions.files import table_in, written_whole
from balai.registry.actions.search_entries import forget_village_entries, refresh_village_entries
from balai.registry.actions.successions import hand_over
from balai.registry.errors import DecreeUnclear
from balai.registry.events import RegionsEnded, RegionsRenamed
from balai.registry.models import Region
from balai.registry.queries.regions import only_successors
from balai.registry.rules.changes import (
    Changes,
    KnownRegion,
    Verb,
    changes_of,
    check_endings,
    note_orphans,
    note_past_days,
)
from balai.registry.rules.faults import Faults
from balai.registry.rules.names import tidy
from balai.registry.rules.region_rows import RegionRow, region_rows
from balai.registry.rules.successions import Succession, successions_in
from balai.registry.rules.tables import Table

_LONGEST_NUMBER = 120


@dataclass(frozen=True, kw_only=True)
class RegionLists:
    """Lists to import, by which decree they hold, and how far they speak."""

    files: tuple[Path, ...]
    decree: str
    valid_from: date
    within: str = ""
    successors: Path | None = None
    is_ending_confirmed: bool = False
    is_dry_run: bool = False


@dataclass(frozen=True)
class Outcome:
    """How many regions of each level were new, renamed, ended…; and codes given successors."""

    counts: Mapping[tuple[rules.Level, Verb], int]
    succession_count: int


@dataclass(frozen=True)
class _Plan:
    changes: Changes
    successions: list[Succession]

    def __bool__(self) -> bool:
        return bool(self.changes or self.successions)


def import_regions(lists: RegionLists) -> Outcome:
    """Make the regions what the lists say, keeping what was before as history.

    Everything is read and checked before anything is written, and all is written or
    nothing. A second import of the same lists writes nothing. Raises FileRefused,
    TooManyEndings or DecreeUnclear.
    """
    lists = replace(lists, decree=tidy(lists.decree), within=rules.with_dots(lists.within))
    _check_decree(lists)
    faults = Faults()
    tables = [table_in(path, faults) for path in lists.files]
    succession_table = table_in(lists.successors, faults) if lists.successors else None
    rows = region_rows(tables, within=_place(lists.within, faults), faults=faults)
    faults.refuse()
    if lists.is_dry_run:
        plan = _plan(lists, rows, succession_table)
    else:
        with written_whole():
            plan = _plan(lists, rows, succession_table)
            if plan:
                _carry_out(plan, lists)
    return Outcome(Counter(plan.changes.counts), len(plan.successions))


def _check_decree(lists: RegionLists) -> None:
    is_named = 0 < len(lists.decree) <= _LONGEST_NUMBER and lists.decree.isprintable()
    if not is_named or lists.valid_from > timezone.localdate():
        raise DecreeUnclear


def _place(within: str, faults: Faults) -> str:
    if within and not rules.is_code(within):
        faults.stop("--within", 0, _("“%(code)s” is no code of a region") % {"code": within[:40]})
    return within


def _plan(lists: RegionLists, rows: list[RegionRow], succession_table: Table | None) -> _Plan:
    faults = Faults()
    known = _known_regions(rows, within=lists.within)
    changes = changes_of(rows, known, within=lists.within)
    note_orphans(rows, changes, known, faults=faults)
    note_past_days(changes, lists.valid_from, faults=faults)
    successions = _successions(succession_table, changes, faults)
    faults.refuse()
    if not lists.is_ending_confirmed:
        check_endings(changes, known.values())
    return _Plan(changes, successions)


def _known_regions(rows: Iterable[RegionRow], *, within: str) -> dict[str, KnownRegion]:
    places = {within} if within else {rules.province_of(row.code) for row in rows}
    wanted = Q(pk__in=[])
    for place in places:
        wanted |= Q(code__within=place)
    above = rules.parent_of(within)
    while above:
        wanted |= Q(code=above)
        above = rules.parent_of(above)
    columns = ("pk", "code", "name", "local_term", "bps_code", "valid_until", "valid_from")
    named_since = Max("names__valid_from")
    found = Region.objects.filter(wanted).values_list(*columns, named_since).order_by("code")
    return {
        code: KnownRegion(number, code, name, term, bps, until, since=until or named or began)
        for number, code, name, term, bps, until, began, named in found.iterator()
    }


def _successions(table: Table | None, changes: Changes, faults: Faults) -> list[Succession]:
    if table is None:
        return []
    ends = dict(Region.objects.values_list("code", "valid_until"))
    ends |= dict.fromkeys((region.code for region in changes.ended), date.max)
    ends |= dict.fromkeys((row.code for row in changes.new), None)
    ends |= dict.fromkeys((change.known.code for change in changes.changed), None)
    pairs = successions_in(
        table,
        ended={code for code, end in ends.items() if end},
        standing={code for code, end in ends.items() if not end},
        faults=faults,
    )
    known = set(Region.objects.exclude(successors=None).values_list("code", "successors__code"))
    return [pair for pair in pairs if pair not in known]


def _carry_out(plan: _Plan, lists: RegionLists) -> None:
    history = region_history.RegionHistory.opened(lists.decree, lists.valid_from)
    history.end(plan.changes.ended)
    history.change(plan.changes.changed)
    history.open(plan.changes.new)
    history.succeed(plan.successions)
    ended = _ended(plan)
    succeeded = [(old, new) for old, new in ended if new]
    hand_over(succeeded, decree=lists.decree)
    forget_village_entries(region.number for region in plan.changes.ended)
    refresh_village_entries([*_codes_called_anew(plan.changes), *(new for _old, new in succeeded)])
    content_changed()
    if renamed := tuple(_codes_with_another_name(plan.changes)):
        events.publish(RegionsRenamed(renamed))
    if ended:
        events.publish(RegionsEnded(ended))


def _ended(plan: _Plan) -> tuple[Succession, ...]:
    """Pair each code that ends, or of which more is known now, with its only successor."""
    codes = {region.code for region in plan.changes.ended}
    codes |= {old for old, _new in plan.successions}
    return tuple(sorted(only_successors(codes).items()))


def _codes_with_another_name(changes: Changes) -> Iterator[str]:
    """Name those renamed; one that reopens had no name while it did not stand."""
    for change in changes.changed:
        if change.is_renamed or change.is_reopened:
            yield change.known.code


def _codes_called_anew(changes: Changes) -> Iterator[str]:
    yield from (change.known.code for change in changes.changed)
    yield from (row.code for row in changes.new if row.level == "village")
