"""Whom a community's protocol lets in, from plain values. What is not said is closed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

PUBLIC, COMMUNITY, SEASON, GROUP = "public", "community", "season", "group"
ANY, ALL = "any", "all"
MOST_TERMS = 8
# A season that is held once lies no further off.
FURTHEST = timedelta(days=3660)
_A_YEAR = timedelta(days=367)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Season:
    """Days in WITA, the first and the last among them; each year again, or once."""

    first: date
    last: date
    is_yearly: bool

    def holds(self, day: date) -> bool:
        if not self.is_yearly:
            return self.first <= day <= self.last
        first, last, asked = ((one.month, one.day) for one in (self.first, self.last, day))
        # One that ends before it begins runs over the new year.
        return first <= asked <= last if first <= last else asked >= first or asked <= last


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked: of the reader, or of the day."""

    kind: str
    season: Season | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class Belonging:
    """What somebody is to a community."""

    is_member: bool = False
    groups: frozenset[int] = frozenset()


NOBODY = Belonging()


@dataclass(frozen=True, slots=True)
class Protocol:
    """What is asked, and whether one answer is enough or all are needed.

    Without a term it lets nobody in: only the owner is left.
    """

    terms: tuple[Term, ...] = ()
    joined: str = ALL

    def lets_in(self, somebody: Belonging, day: date) -> bool:
        answers = [_holds(term, somebody, day) for term in self.terms]
        if not answers:
            return False
        return any(answers) if self.joined == ANY else all(answers)

    def is_open(self, day: date) -> bool:
        """Tell whether everyone may see it on this day."""
        return self.lets_in(NOBODY, day)

    @property
    def groups(self) -> frozenset[int]:
        return frozenset(term.group for term in self.terms if term.kind == GROUP)

    @property
    def seasons(self) -> tuple[Season, ...]:
        return tuple(term.season for term in self.terms if term.season)


def _holds(term: Term, somebody: Belonging, day: date) -> bool:
    if term.kind == PUBLIC:
        return True
    if term.kind == COMMUNITY:
        return somebody.is_member
    if term.kind == SEASON:
        return term.season is not None and term.season.holds(day)
    # Whoever has left a community has left its groups; what nobody knows holds for nobody.
    return term.kind == GROUP and somebody.is_member and term.group in somebody.groups


def is_clear(protocol: Protocol, *, today: date) -> bool:
    """Tell whether people wrote something that can be kept: few terms, seasons with two ends."""
    return (
        len(protocol.terms) <= MOST_TERMS
        and protocol.joined in {ANY, ALL}
        and all(_is_clear(term, today=today) for term in protocol.terms)
    )


def _is_clear(term: Term, *, today: date) -> bool:
    if term.kind != SEASON:
        return term.kind in {PUBLIC, COMMUNITY} or (term.kind == GROUP and term.group > 0)
    season = term.season
    if season is None:
        return False
    return season.is_yearly or season.first <= season.last <= today + FURTHEST


def next_change(protocol: Protocol, *, today: date) -> date | None:
    """Name the next day on which it opens to everyone, or closes; None where it never does."""
    if not protocol.seasons:
        return None
    is_open = protocol.is_open(today)
    days = _days_of([protocol], today=today)
    return next((day for day in days if protocol.is_open(day) != is_open), None)


def widens(before: Protocol, after: Protocol, *, today: date) -> bool:
    """Tell whether anybody at all, on any day to come, is let in who was not."""
    return any(
        after.lets_in(somebody, day) and not before.lets_in(somebody, day)
        for day in _telling_days([before, after], today=today)
        for somebody in _everybody(before.groups | after.groups)
    )


def ever_lets_in(protocol: Protocol, somebody: Belonging, *, today: date) -> bool:
    """Tell whether somebody may see it today or on some day to come."""
    return any(protocol.lets_in(somebody, day) for day in _telling_days([protocol], today=today))


def _everybody(groups: frozenset[int]) -> Iterator[Belonging]:
    """Name every sort of reader that these groups tell apart."""
    yield NOBODY
    for size in range(len(groups) + 1):
        for some in combinations(sorted(groups), size):
            yield Belonging(is_member=True, groups=frozenset(some))


def _telling_days(protocols: list[Protocol], *, today: date) -> Iterable[date]:
    """Name one day of each sort that the seasons tell apart."""
    seasons = [season for protocol in protocols for season in protocol.seasons]
    days: dict[tuple[bool, ...], date] = {}
    for day in (today, *_days_of(protocols, today=today)):
        days.setdefault(tuple(season.holds(day) for season in seasons), day)
    return days.values()


def _days_of(protocols: list[Protocol], *, today: date) -> Iterator[date]:
    """Name each day to come, until nothing new can come."""
    once = [
        season.last for protocol in protocols for season in protocol.seasons if not season.is_yearly
    ]
    end = min(max([today, *once]), today + FURTHEST) + _A_YEAR
    day = today + _A_DAY
    while day <= end:
        yield day
        day += _A_DAY


def as_kept(protocol: Protocol) -> list[dict[str, Any]]:
    """Write the terms for the database."""
    return [_term_as_kept(term) for term in protocol.terms]


def as_read(terms: Any, joined: str) -> Protocol:
    """Read the terms from the database."""
    return Protocol(terms=tuple(_term_as_read(term) for term in terms), joined=joined)


def _term_as_kept(term: Term) -> dict[str, Any]:
    kept: dict[str, Any] = {"kind": term.kind}
    if term.season:
        kept |= {
            "first": term.season.first.isoformat(),
            "last": term.season.last.isoformat(),
            "yearly": term.season.is_yearly,
        }
    if term.group:
        kept["group"] = term.group
    return kept


def _term_as_read(kept: dict[str, Any]) -> Term:
    season = None
    if kept["kind"] == SEASON:
        season = Season(
            first=date.fromisoformat(kept["first"]),
            last=date.fromisoformat(kept["last"]),
            is_yearly=kept["yearly"],
        )
    return Term(kind=kept["kind"], season=season, group=kept.get("group", 0))
