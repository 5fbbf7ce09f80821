"""What is known when somebody asks for something: plain values, for rules to decide on."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from balai.reservations.rules.branches import Branch, units_of
from balai.reservations.rules.spans import Span


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The terms of one thing; None is no limit."""

    notice: timedelta = timedelta()
    advance: timedelta | None = None
    shortest: timedelta | None = None
    longest: timedelta | None = None
    before: timedelta = timedelta()
    after: timedelta = timedelta()


class Taken(NamedTuple):
    """What another reservation keeps for itself: these numbers, in these seconds."""

    first: int
    last: int
    start: int
    end: int
    is_buffer: bool = False

    def is_in_the_way(self, span: Span, around: Span) -> bool:
        """Tell whether it meets a time, or, being no buffer itself, the buffers around it."""
        mine = span if self.is_buffer else around
        return self.start < mine.end and mine.start < self.end


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing that is asked for, and all that stands around it in the calendar."""

    number: int
    name: str
    branch: Branch
    count: int = 1
    stock: int = 1
    capacity: int | None = None
    limits: Limits = field(default_factory=Limits)
    # None where nobody has told the hours: then they stop nobody.
    open: Sequence[Span] | None = None
    power: Sequence[Span] | None = None
    internet: Sequence[Span] | None = None
    closed: Sequence[Span] = ()
    taken: Sequence[Taken] = ()

    def around(self, span: Span) -> Span:
        """Add the buffers of this thing to a time."""
        before, after = self.limits.before.total_seconds(), self.limits.after.total_seconds()
        return Span(span.start - int(before), span.end + int(after))

    def free_units(self, span: Span) -> list[Branch]:
        """List the pieces of it that nobody has at that time; the lowest number first."""
        around = self.around(span)
        near = [
            Branch(one.first, one.last) for one in self.taken if one.is_in_the_way(span, around)
        ]
        units = units_of(self.branch, self.stock)
        return [unit for unit in units if not any(unit.overlaps(one) for one in near)]


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """A quota, and the days for which whoever asks has reservations that count for it."""

    of_group: bool
    per: str
    most: int
    days: Sequence[date] = ()

    def used_around(self, day: date) -> int:
        return sum(_period(one, self.per) == _period(day, self.per) for one in self.days)


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A wish with all that is known about it."""

    span: Span
    things: Sequence[Thing]
    people_count: int
    now: int
    zone: tzinfo
    allowances: Sequence[Allowance] = ()

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=self.span.end - self.span.start)

    @property
    def day(self) -> date:
        return self.wall(self.span.start).date()

    def wall(self, second: int) -> datetime:
        """Say what clocks on the wall show at a second."""
        return datetime.fromtimestamp(second, self.zone)

    def at(self, start: int) -> "Ask":
        """Ask for the same at another time."""
        return replace(self, span=Span(start, start + self.span.end - self.span.start))


def _period(day: date, per: str) -> tuple[int, ...]:
    if per == "week":
        return day.isocalendar()[:2]
    return (day.year, day.month) if per == "month" else (day.year, day.month, day.day)
