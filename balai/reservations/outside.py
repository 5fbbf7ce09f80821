"""Reads a calendar that is kept elsewhere (RFC 5545): when it says that something is busy."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr
from icalendar import Calendar, Component, Event, vRecur

from balai.reservations.errors import NotACalendar

# What comes back without end is read so far ahead; read again, it goes on.
AHEAD = timedelta(days=366)
_DAY = timedelta(days=1)
# What comes back each second, or began with our era, would be read until tomorrow.
_MOST_DAYS = 20_000
_REPEATS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


class Busy(NamedTuple):
    """One stretch that is taken elsewhere, under a name that stays the same."""

    uid: str
    starts_at: datetime
    ends_at: datetime


class Reading(NamedTuple):
    """What a calendar says, and how many of its events could not be read."""

    busy: list[Busy]
    unread_count: int


def busy_times(content: bytes, *, now: datetime, zone: tzinfo) -> Reading:
    """List what is not over yet, each day of what comes back by itself, in order.

    Left out is what was cancelled there or marked as free; a day that was moved alone
    stands where it was moved to. Raises NotACalendar.
    """
    found: dict[str, Busy | None] = {}
    unread_count = 0
    for event in _events(content):
        try:
            found |= _busy(event, now=now, zone=zone)
        except (ValueError, OverflowError, KeyError, IndexError):
            unread_count += 1
    coming = [one for one in found.values() if one is not None and one.ends_at > now]
    coming.sort(key=lambda one: (one.starts_at, one.uid))
    return Reading(coming, unread_count)


def _events(content: bytes) -> list[Component]:
    """List the events; those that replace one day of a series come after the series."""
    try:
        whole = Calendar.from_ical(content)
    except ValueError as wrong:
        raise NotACalendar from wrong
    if not isinstance(whole, Calendar):
        raise NotACalendar
    return sorted(whole.walk("VEVENT"), key=lambda event: "RECURRENCE-ID" in event)


def _busy(event: Component, *, now: datetime, zone: tzinfo) -> dict[str, Busy | None]:
    """Name each stretch of an event; one that is free after all is None, also over a series."""
    if not isinstance(event, Event):
        return {}
    uid, start, length = str(event["UID"])[:200], event.start, _length(event)
    if "RECURRENCE-ID" in event:
        replaced: date = event.decoded("RECURRENCE-ID")
        names = {_name(uid, replaced, zone): _moment(start, zone)}
    elif "RRULE" in event:
        left_out = {_moment(day, zone) for day in event.exdates}
        starts = (_moment(one, zone) for one in _repeated(event, start, now=now, zone=zone))
        names = {_name(uid, one, zone): one for one in starts if one not in left_out}
    else:
        names = {uid: _moment(start, zone)}
    is_free = event.get("STATUS") == "CANCELLED" or event.get("TRANSP") == "TRANSPARENT"
    return {
        name: None if is_free or not length else Busy(name, one, one + length)
        for name, one in names.items()
    }


def _repeated(event: Event, start: date, *, now: datetime, zone: tzinfo) -> Iterator[date]:
    """Walk the days on which it comes back, each at the same hour of its own wall."""
    rule = event["RRULE"]
    if not isinstance(rule, vRecur) or rule["FREQ"][0] not in _REPEATS:
        raise ValueError(rule)
    first = start if isinstance(start, datetime) else datetime.combine(start, time())
    wall = first.replace(tzinfo=None)
    until = min([*(_moment(one, zone) for one in rule.get("UNTIL", [])), now + AHEAD])
    # The library wants the end in the same zone as the start, which calendars seldom do.
    endless: Any = vRecur({name: said for name, said in rule.items() if name != "UNTIL"})
    for number, one in enumerate(rrulestr(endless.to_ical().decode(), dtstart=wall)):
        day: date = one.replace(tzinfo=first.tzinfo)
        if _moment(day, zone) > until:
            return
        if number == _MOST_DAYS:
            raise ValueError(rule)
        yield day


def _length(event: Event) -> timedelta:
    """Say how long it lasts; a day without an end lasts to its midnight."""
    if "DTEND" not in event and "DURATION" not in event and not isinstance(event.start, datetime):
        return _DAY
    length: timedelta = event.end - event.start
    return length


def _moment(said: date, zone: tzinfo) -> datetime:
    """Read a day as its first midnight, and a time without a zone as one of ours."""
    if not isinstance(said, datetime):
        return datetime.combine(said, time(), tzinfo=zone)
    return said if said.tzinfo else said.replace(tzinfo=zone)


def _name(uid: str, day: date, zone: tzinfo) -> str:
    return f"{uid} {_moment(day, zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"
