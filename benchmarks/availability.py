"""Say when 30 things of a hub are free in a week in which 5,000 reservations stand.

The reservations all lie in that week, on SQLite: a hall, four rooms in it, seats in these,
and a stock of cameras. What is measured is the whole answer, read anew each time.
"""

import sys
import time
from argparse import Namespace
from datetime import datetime, timedelta
from datetime import time as clock
from pathlib import Path
from statistics import median
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import django_ready

if __name__ == "__main__":
    django_ready.prepare()

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.reservations.actions.venues import Described, add_resource, add_venue, set_hours
from balai.reservations.models import Claim, Hours, Reservation, Resource, Terms, Venue
from balai.reservations.queries.availability import availability
from balai.reservations.rules.hours import DayHours
from balai.reservations.rules.spans import Span
from benchmarks.figures import Figure, at_most, noted, run, say

RESERVATIONS, TIMES = 5_000, 30
QUERIES, MILLISECONDS = 4, 30
_LENGTH = 15 * 60


def measure(_options: Namespace) -> list[Figure]:
    call_command("migrate", verbosity=0)
    monday = timezone.make_aware(datetime(2026, 11, 23))  # noqa: DTZ001  (made aware here)
    venue = _hub(monday)
    say(f"writing {RESERVATIONS:,} reservations")
    _reserve(venue, monday)
    week = Span.between(monday, monday + timedelta(days=7))
    with CaptureQueriesContext(connection) as asked:
        found = availability(venue.pk, week)
    took, worked = zip(*(_timed(venue, week) for _time in range(TIMES)), strict=True)
    return [
        noted("things", len(found)),
        noted("reservations in the week", Reservation.objects.count()),
        noted("stretches in the answer", sum(map(len, found.values()))),
        at_most("queries", len(asked), QUERIES),
        at_most(f"availability of a week: median of {TIMES}", median(took), MILLISECONDS, "ms"),
        noted("the slowest", max(took), "ms"),
        noted("time of the processor alone: median", median(worked), "ms"),
    ]


def _timed(venue: Venue, week: Span) -> tuple[float, float]:
    """Measure the time on the clock, and that of the processor, which others do not lengthen."""
    begun, worked = time.perf_counter(), time.process_time()
    availability(venue.pk, week)
    return (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000


def _hub(now: datetime) -> Venue:
    terms = Terms.objects.create(name="Tata tertib")
    venue = add_venue("Hub", terms, area_code="", by=None, now=now)
    hours = [DayHours(weekday, clock(8), clock(21)) for weekday in range(7)]
    set_hours(venue, Hours.Kind.OPEN, hours, by=None, now=now)
    hall = _add(venue, "Aula", None, now)
    for room in range(4):
        inside = _add(venue, f"Ruang {room}", hall, now)
        for seat in range(6):
            _add(venue, f"Kursi {room}-{seat}", inside, now)
    add_resource(venue, Described(name="Kamera", stock=5), by=None, now=now)
    return venue


def _add(venue: Venue, name: str, inside: Resource | None, now: datetime) -> Resource:
    return add_resource(venue, Described(name=name), inside=inside, by=None, now=now)


@transaction.atomic
def _reserve(venue: Venue, monday: datetime) -> None:
    """Fill seats and cameras, one after the other, a quarter of an hour each with a gap."""
    seats = [
        (one.first_number, one.last_number)
        for one in venue.resources.filter(name__startswith="Kursi")
    ]
    camera = venue.resources.get(name="Kamera")
    cameras = [(camera.first_number + number,) * 2 for number in range(1, 6)]
    places = [*seats, *cameras]
    first = int(monday.timestamp())
    rows, claims = [], []
    for number in range(RESERVATIONS):
        turn, place = divmod(number, len(places))
        day, slot = divmod(turn, 26)
        start = first + day * 86_400 + 8 * 3600 + slot * 2 * _LENGTH
        at = datetime.fromtimestamp(start).astimezone()
        rows.append(
            Reservation(
                key=UUID(int=number), venue=venue, state="confirmed", starts_at=at,
                ends_at=at + timedelta(seconds=_LENGTH), made_at=monday, changed_at=monday,
            )
        )  # fmt: skip
        claims.append((places[place], start))
    made = Reservation.objects.bulk_create(rows, batch_size=500)
    Claim.objects.bulk_create(
        (
            Claim(
                venue=venue, reservation=one, first_number=numbers[0], last_number=numbers[1],
                from_second=start, to_second=start + _LENGTH,
            )
            for one, (numbers, start) in zip(made, claims, strict=True)
        ),
        batch_size=500,
    )  # fmt: skip


if __name__ == "__main__":
    run(measure, __doc__)
