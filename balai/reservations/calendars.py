"""Writes reservations as a calendar (RFC 5545), for phones that ask again by themselves.

A reservation keeps its name (UID) for good, and each change counts its SEQUENCE up; what
was cancelled stays and says so. A calendar names things and places, and nobody.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from balai.reservations.models import Reservation, State

_ZONE = "Asia/Makassar"
_WITA = timedelta(hours=8)
_STATUS = {State.CANCELLED: "CANCELLED", State.NO_SHOW: "CANCELLED", State.REQUESTED: "TENTATIVE"}


def calendar(
    title: str,
    reservations: Iterable[Reservation],
    *,
    address_of: Callable[[Reservation], str],
) -> bytes:
    """Write a calendar, the same bytes as long as nothing in it changes.

    `address_of` says where the page of a reservation is, as a whole address; the items
    and the venue of each are loaded.
    """
    whole = Calendar()
    whole.add("prodid", "-//Balai//Pemesanan//ID")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", title)
    whole.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    whole.add_component(_zone())
    for reservation in reservations:
        whole.add_component(_event(reservation, address_of(reservation)))
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


def _event(reservation: Reservation, address: str) -> Event:
    event = Event()
    event.add("uid", f"{reservation.key}@balai")
    event.add("sequence", reservation.sequence)
    event.add("dtstamp", reservation.changed_at.astimezone(UTC))
    event.add("last-modified", reservation.changed_at.astimezone(UTC))
    event.add("dtstart", _local(reservation.starts_at))
    event.add("dtend", _local(reservation.ends_at))
    event.add("status", _STATUS.get(State(reservation.state), "CONFIRMED"))
    event.add("summary", _summary(reservation))
    event.add("location", reservation.venue.name)
    event.add("url", address)
    return event


def _summary(reservation: Reservation) -> str:
    marks = []
    if State(reservation.state) in _STATUS:
        marks.append(str(reservation.get_state_display()).capitalize())
    if reservation.venue.example:
        marks.append(_("Example"))
    return ": ".join([*marks, ", ".join(_things(reservation))])


def _things(reservation: Reservation) -> Iterable[str]:
    for item in sorted(reservation.items.all(), key=lambda one: one.resource_id):
        yield item.resource.name if item.count == 1 else f"{item.count} × {item.resource.name}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(timezone.get_default_timezone())
