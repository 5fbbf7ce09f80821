"""Calendars (RFC 5545) of sessions, for phones that ask again by themselves.

A session keeps its name (UID) for good, and each change counts its SEQUENCE up; what was
cancelled stays and says so, so that no phone goes on showing it as if nothing were.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from balai.activities.public import ShownSession
from balai.channels.addresses import absolute

CONTENT_TYPE = "text/calendar; charset=utf-8"
_ZONE = "Asia/Makassar"
_WITA = timedelta(hours=8)
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def calendar(title: str, sessions: Iterable[ShownSession]) -> bytes:
    """Write sessions as one calendar, the same bytes as long as none of them changes."""
    whole = Calendar()
    whole.add("prodid", "-//Balai//Kegiatan//ID")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", title)
    whole.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    whole.add_component(_zone())
    for session in sessions:
        whole.add_component(_event(session))
    written: bytes = whole.to_ical()
    return written


def _zone() -> Timezone:
    """Say what WITA is: eight hours ahead all year, for phones that do not know it."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  (local, as the standard wants)
    standard.add("tzoffsetfrom", _WITA)
    standard.add("tzoffsetto", _WITA)
    standard.add("tzname", "WITA")
    zone = Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    return zone


def _event(session: ShownSession) -> Event:
    event = Event()
    event.add("uid", f"{session.key}@balai")
    event.add("sequence", session.sequence)
    event.add("dtstamp", session.changed_at.astimezone(UTC))
    event.add("last-modified", session.changed_at.astimezone(UTC))
    event.add("dtstart", _local(session.starts_at))
    event.add("dtend", _local(session.ends_at))
    event.add("status", _STATUS.get(session.status, "CONFIRMED"))
    event.add("summary", _summary(session))
    event.add("location", ", ".join(filter(None, [session.place, session.village])))
    if session.about:
        event.add("description", session.about)
    if session.is_public:
        event.add("url", absolute(session.url))
    return event


def _summary(session: ShownSession) -> str:
    marks = [session.status_name.capitalize()] if session.is_called_off else []
    marks += [_("Example")] if session.example else []
    return ": ".join([*marks, session.title])


def _local(moment: datetime) -> datetime:
    return moment.astimezone(timezone.get_default_timezone())
