"""Plain functions that make venues, their things, and reservations of them."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from balai.accounts.models import Person
from balai.reservations.actions.booking import book
from balai.reservations.actions.making import Act
from balai.reservations.actions.venues import Described, add_resource, add_venue, set_hours
from balai.reservations.models import Hours, Reservation, Resource, Terms, Venue
from balai.reservations.rules.hours import DayHours
from balai.reservations.wishes import Wish
from tests.factories import NOON, make_person

# A Thursday, two days after NOON.
THURSDAY = NOON.replace(day=26, hour=0)


def at(hour: int, minute: int = 0, *, day: datetime = THURSDAY) -> datetime:
    return day.replace(hour=hour, minute=minute)


def make_terms(**fields: Any) -> Terms:
    return Terms.objects.create(**{"name": "Tata tertib", **fields})


def make_venue(name: str = "Hub Merasa", **terms: Any) -> Venue:
    """Make a venue that is open from eight to five each day."""
    under = make_terms(**terms)
    venue = add_venue(name, under, area_code="64.03.01.2005", by=None, now=NOON)
    every_day = [DayHours(weekday, time(8), time(17)) for weekday in range(7)]
    set_hours(venue, Hours.Kind.OPEN, every_day, by=None, now=NOON)
    return venue


def make_thing(
    venue: Venue, name: str = "Kursi 1", *, inside: Resource | None = None, **said: Any
) -> Resource:
    described = Described(name=name, **said)
    return add_resource(venue, described, inside=inside, by=None, now=NOON)


def wish(*things: Resource, start: datetime, hours: float = 1, **said: Any) -> Wish:
    """Wish for one of each thing, from a moment for some hours."""
    counts = said.pop("counts", {})
    return Wish(
        things={thing.pk: counts.get(thing.name, 1) for thing in things},
        starts_at=start,
        ends_at=start + timedelta(hours=hours),
        **said,
    )


def act(by: Person | None = None, **said: Any) -> Act:
    """Act as Mira, at noon, with a key of its own."""
    return Act(**{"by": by or make_person(), "now": NOON, "key": uuid4(), **said})


def make_reservation(*things: Resource, start: datetime | None = None, **said: Any) -> Reservation:
    """Book some things, by default on Thursday at nine, for one hour."""
    wanted = wish(*things, start=start or at(9), **said)
    return book(things[0].venue, wanted, act())
