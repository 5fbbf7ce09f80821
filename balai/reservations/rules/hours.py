"""Hours of the week, in the time that clocks on the wall show, as stretches of real time."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from balai.reservations.rules.spans import Span, joined

_DAY = timedelta(days=1)


class DayHours(NamedTuple):
    """From when to when, on a day of the week (Monday is 0). Midnight ends a day."""

    weekday: int
    starts: time
    ends: time


def spans_of(hours: Iterable[DayHours], *, first: date, last: date, zone: tzinfo) -> list[Span]:
    """List the stretches that lie on these days; what goes on over midnight is one."""
    by_weekday: dict[int, list[DayHours]] = {}
    for one in hours:
        by_weekday.setdefault(one.weekday, []).append(one)
    spans = []
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        spans += [_on(day, one, zone) for one in by_weekday.get(day.weekday(), ())]
    return joined(spans)


def on_day(day: date, wall: datetime) -> datetime:
    """Give a moment's time on the wall to another day: nine stays nine."""
    return datetime.combine(day, wall.time(), tzinfo=wall.tzinfo)


def _on(day: date, hours: DayHours, zone: tzinfo) -> Span:
    last_day = day + _DAY if hours.ends == time.min else day
    return Span.between(
        datetime.combine(day, hours.starts, tzinfo=zone),
        datetime.combine(last_day, hours.ends, tzinfo=zone),
    )
