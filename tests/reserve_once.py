"""Books one thing for an hour: as Balai does, or carelessly. Also as a process of its own."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

from django.db import connections, transaction

from balai.accounts.models import Person
from balai.reservations.actions.booking import book
from balai.reservations.actions.making import Act
from balai.reservations.actions.placing import place
from balai.reservations.errors import NotBookable
from balai.reservations.models import Reservation, Resource
from balai.reservations.queries.asks import ask_for
from balai.reservations.queries.diaries import diary_of
from balai.reservations.rules.asking import Ask
from balai.reservations.rules.booking import is_possible
from balai.reservations.rules.spans import Span
from balai.reservations.wishes import Wish

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reserve(thing: Resource, by: Person, start: datetime) -> None:
    """Book as Balai does."""
    wish = Wish(things={thing.pk: 1}, starts_at=start, ends_at=start + HOUR)
    book(thing.venue, wish, Act(by=by, now=start - DAY, key=uuid4()))


def look(thing: Resource, start: datetime) -> Ask:
    """See that it is free, as one would without thinking of two at once."""
    wish = Wish(things={thing.pk: 1}, starts_at=start, ends_at=start + HOUR)
    diary = diary_of(thing.venue_id, Span.between(start, start + HOUR))
    ask = ask_for(wish, diary, now=start - DAY)
    assert is_possible(ask)
    connections.close_all()
    return ask


@transaction.atomic
def write(thing: Resource, ask: Ask, start: datetime) -> None:
    """Write what was seen to be free, without a lock and without looking again."""
    reservation = Reservation.objects.create(
        key=uuid4(),
        venue=thing.venue,
        starts_at=start,
        ends_at=start + HOUR,
        state="confirmed",
        made_at=start - DAY,
        changed_at=start - DAY,
    )
    place(reservation, ask)


def ended(do: Callable[[], None]) -> str:
    try:
        do()
    except NotBookable as refusal:
        return refusal.reasons[0].code
    return "confirmed"


def obey(person: int, second: int) -> None:
    """Do what each line that comes in says, `book 7`; answer how it ended, after how long."""
    start, by = datetime.fromtimestamp(second, UTC), Person.objects.get(pk=person)
    say("ready")
    for line in sys.stdin:
        what, number = line.split()
        thing = Resource.objects.select_related("venue").get(pk=number)
        if what == "look":
            ask = look(thing, start)
            say("free")
            continue
        write_it = partial(write, thing, ask, start) if what == "write" else None
        begun = time.monotonic()
        end = ended(write_it or partial(reserve, thing, by, start))
        say(f"{end} {time.monotonic() - begun}")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
