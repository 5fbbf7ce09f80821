"""What a list of regions changes, decided before anything is written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from balai.core.codes import Level, contains, level_of, parent_of, province_of
from balai.registry.errors import TooManyEndings
from balai.registry.rules.faults import Faults
from balai.registry.rules.region_rows import RegionRow

Verb = Literal["new", "renamed", "reopened", "amended", "ended", "unchanged"]
VERBS: tuple[Verb, ...] = ("new", "renamed", "reopened", "amended", "ended", "unchanged")
# One in a hundred.
_ENDINGS_ALLOWED = 100


@dataclass(frozen=True, slots=True)
class KnownRegion:
    """A region as it stands in the registry, or stood until it ended."""

    number: int
    code: str
    name: str
    local_term: str
    bps_code: str
    valid_until: date | None
    # The day from which it stands as it does; no change may come before it.
    since: date


@dataclass(frozen=True, slots=True)
class Change:
    """What an area that is known already will be."""

    known: KnownRegion
    name: str
    local_term: str
    bps_code: str

    @property
    def is_renamed(self) -> bool:
        return self.name != self.known.name

    @property
    def is_reopened(self) -> bool:
        return self.known.valid_until is not None

    @property
    def verb(self) -> Verb:
        if self.is_reopened:
            return "reopened"
        if self.is_renamed:
            return "renamed"
        is_amended = (self.local_term, self.bps_code) != (
            self.known.local_term,
            self.known.bps_code,
        )
        return "amended" if is_amended else "unchanged"


@dataclass(frozen=True, slots=True)
class Changes:
    """New rows, changes to known regions, regions that end, and how many of each there are."""

    new: list[RegionRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    ended: list[KnownRegion] = field(default_factory=list)
    # The places and levels that the list speaks for.
    within: str = ""
    covered: set[tuple[str, Level]] = field(default_factory=set)
    counts: Counter[tuple[Level, Verb]] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.ended)

    def speaks_for(self, code: str) -> bool:
        is_inside = self.within and contains(self.within, code)
        place = self.within if is_inside else province_of(code)
        return (place, level_of(code)) in self.covered


def changes_of(
    rows: Iterable[RegionRow], known: Mapping[str, KnownRegion], *, within: str
) -> Changes:
    """Compare a list with what is known.

    The list is the truth for the levels that it names, in the provinces that it names or,
    if given, within one area. It says nothing of other levels and other places.
    """
    found = Changes(within=within)
    listed: set[str] = set()
    for row in rows:
        listed.add(row.code)
        found.covered.add((within or province_of(row.code), row.level))
        if (before := known.get(row.code)) is None:
            found.new.append(row)
            found.counts[row.level, "new"] += 1
            continue
        change = _change(row, before)
        found.counts[row.level, change.verb] += 1
        if change.verb != "unchanged":
            found.changed.append(change)
    for code, region in known.items():
        if region.valid_until is None and code not in listed and found.speaks_for(code):
            found.ended.append(region)
            found.counts[level_of(code), "ended"] += 1
    return found


def _change(row: RegionRow, before: KnownRegion) -> Change:
    # Capitals hide how a name is written, so the known writing is kept where only they differ.
    is_same = row.in_capitals and row.name.casefold() == before.name.casefold()
    return Change(
        known=before,
        name=before.name if is_same else row.name,
        local_term=before.local_term if row.local_term is None else row.local_term,
        bps_code=before.bps_code if row.bps_code is None else row.bps_code,
    )


def note_orphans(
    rows: Iterable[RegionRow],
    changes: Changes,
    known: Mapping[str, KnownRegion],
    *,
    faults: Faults,
) -> None:
    """Note each area that would stand in one that is not there, or no longer."""
    listed = {row.code: row for row in rows}
    ended = {region.code for region in changes.ended}
    left = {code for code, region in known.items() if region.valid_until is None} - ended
    standing = left | listed.keys()
    for row in listed.values():
        parent = parent_of(row.code)
        if parent and parent not in standing:
            fields = {"code": row.code, "parent": parent}
            text = _("%(code)s lies in %(parent)s, which stands neither here nor in the registry")
            faults.add(row.file, row.line, text % fields)
    for code in sorted(left - listed.keys()):
        if parent_of(code) in ended:
            fields = {"code": code, "parent": parent_of(code)}
            text = _("%(parent)s would end while %(code)s in it stands") % fields
            faults.add(_("the list"), 0, text)


def check_endings(changes: Changes, known: Iterable[KnownRegion]) -> None:
    """Refuse to end more than one in a hundred of the villages that the list speaks for."""
    standing = sum(
        region.valid_until is None
        and level_of(region.code) == "village"
        and changes.speaks_for(region.code)
        for region in known
    )
    ending = changes.counts["village", "ended"]
    if ending * _ENDINGS_ALLOWED > standing:
        raise TooManyEndings(ending=ending, standing=standing)


def note_past_days(changes: Changes, day: date, *, faults: Faults) -> None:
    """Note each change that would come before what it changes."""
    touched = [change.known for change in changes.changed] + changes.ended
    for region in touched:
        if region.since > day:
            fields = {"code": region.code, "since": str(region.since), "day": str(day)}
            text = _("%(code)s stands as it is since %(since)s, which is after %(day)s")
            faults.add(_("the list"), 0, text % fields)
