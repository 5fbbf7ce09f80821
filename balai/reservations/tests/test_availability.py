"""When each thing is free: by its hours, its power, its family and its stock."""

from datetime import time, timedelta

import pytest

from balai.reservations.actions.venues import close, set_hours
from balai.reservations.models import Closure, Hours
from balai.reservations.queries.availability import Free, availability
from balai.reservations.rules.hours import DayHours
from balai.reservations.rules.spans import Span
from tests.factories import NOON
from tests.factories_of_reservations import (
    THURSDAY,
    at,
    make_reservation,
    make_thing,
    make_venue,
)

pytestmark = pytest.mark.django_db
DAY = Span.between(THURSDAY, THURSDAY + timedelta(days=1))


def free(start, end, left=1):
    return Free(Span.between(at(*start), at(*end)), left)


def test_what_is_reserved_in_a_family_is_taken_from_all_of_it_and_nothing_beside():
    hub = make_venue()
    hall = make_thing(hub, "Aula")
    room, beside = (make_thing(hub, name, inside=hall) for name in ("Ruang 1", "Ruang 2"))
    seat = make_thing(hub, inside=room)
    make_reservation(room, start=at(9))

    found = availability(hub.pk, DAY)

    taken = [free((8,), (9,)), free((10,), (17,))]
    assert [found[one.pk] for one in (hall, room, seat)] == [taken, taken, taken]
    assert found[beside.pk] == [free((8,), (17,))]


def test_a_stock_says_how_many_are_left():
    hub = make_venue()
    camera = make_thing(hub, "Kamera", stock=3)
    make_reservation(camera, start=at(9), hours=3, counts={"Kamera": 2})
    make_reservation(camera, start=at(10))

    found = availability(hub.pk, DAY)

    assert found[camera.pk] == [
        free((8,), (9,), 3),
        free((9,), (10,)),
        free((11,), (12,)),
        free((12,), (17,), 3),
    ]


def test_what_needs_power_is_free_while_there_is_power_and_the_rest_while_it_is_open():
    hub = make_venue()
    printer = make_thing(hub, "Printer", needs_power=True)
    table = make_thing(hub, "Meja")
    evening = [DayHours(weekday, time(15), time(0)) for weekday in range(7)]
    set_hours(hub, Hours.Kind.POWER, evening, by=None, now=NOON)

    found = availability(hub.pk, DAY)

    assert found[printer.pk] == [free((15,), (17,))]
    assert found[table.pk] == [free((8,), (17,))]


def test_a_room_may_have_hours_of_its_own():
    hub = make_venue()
    room = make_thing(hub, "Studio")
    seat = make_thing(hub, inside=room)
    set_hours(
        hub, Hours.Kind.OPEN, [DayHours(3, time(19), time(21))], resource=room, by=None, now=NOON
    )

    found = availability(hub.pk, DAY)

    assert found[room.pk] == found[seat.pk] == [free((19,), (21,))]


def test_a_closure_of_a_room_says_what_stands_in_it_and_cancels_nothing():
    hub = make_venue()
    hall = make_thing(hub, "Aula")
    room = make_thing(hub, "Ruang", inside=hall)
    made = make_reservation(room, start=at(9))
    shut = Closure(venue=hub, resource=room, starts_at=at(9), ends_at=at(12), why="Perbaikan")

    standing = close(shut, by=None, now=NOON)

    made.refresh_from_db()
    assert (standing, made.state) == ([made], "confirmed")
    found = availability(hub.pk, DAY)
    assert found[room.pk] == [free((8,), (9,)), free((12,), (17,))]
    assert found[hall.pk] == [free((8,), (9,)), free((10,), (17,))]


@pytest.mark.parametrize("count", [2, 12])
def test_it_asks_four_times_however_much_there_is(django_assert_num_queries, count):
    hub = make_venue()
    for number in range(count):
        seat = make_thing(hub, f"Kursi {number}")
        make_reservation(seat)

    with django_assert_num_queries(4):
        found = availability(hub.pk, DAY)

    assert len(found) == count
