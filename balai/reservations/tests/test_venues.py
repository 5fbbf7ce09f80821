"""Venues and their things are written down, and never lose what was reserved of them."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from balai.core.models import AuditEntry
from balai.reservations.actions.venues import close, reopen, retire_resource
from balai.reservations.errors import NotBookable, TooManyThings
from balai.reservations.models import Closure, Resource
from balai.reservations.rules.branches import MOST
from balai.reservations.tasks import end_at_venue, look_for_what_ran_out
from tests.factories import NOON
from tests.factories_of_reservations import at, make_reservation, make_thing, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return make_venue()


def test_each_thing_has_a_branch_inside_that_of_what_contains_it(hub):
    hall = make_thing(hub, "Aula")
    room = make_thing(hub, "Ruang", inside=hall)
    other = make_thing(hub, "Dapur")

    assert hub.branch.first < hall.first_number < room.first_number
    assert room.last_number < hall.last_number < other.first_number < hub.branch.last


def test_what_was_retired_gives_its_numbers_to_nobody(hub):
    first = make_thing(hub, "Kursi 1")
    made = make_reservation(first)

    standing = retire_resource(first, by=None, now=NOON)
    second = make_thing(hub, "Kursi 2")

    assert standing == [made]
    assert not second.branch.overlaps(first.branch)
    with pytest.raises(NotBookable):
        make_reservation(first, start=at(11))


def test_nothing_stands_inside_a_piece_of_a_stock_or_below_a_seat(hub):
    cameras = make_thing(hub, "Kamera", stock=3)
    hall = make_thing(hub, "Aula")
    seat = make_thing(hub, "Kursi", inside=make_thing(hub, "Ruang", inside=hall))
    arm = make_thing(hub, "Lengan", inside=seat)

    with pytest.raises(TooManyThings):
        make_thing(hub, "Lagi", inside=cameras)
    with pytest.raises(TooManyThings):
        make_thing(hub, "Lagi", inside=arm)
    with pytest.raises(TooManyThings):
        make_thing(hub, "Stok", inside=seat, stock=2)

    assert Resource.objects.count() == 5


def test_the_thousandth_thing_in_one_is_refused(hub, monkeypatch):
    monkeypatch.setattr("balai.reservations.actions.venues.MOST", 2)
    make_thing(hub, "Kursi 1")
    make_thing(hub, "Kursi 2")

    with pytest.raises(TooManyThings):
        make_thing(hub, "Kursi 3")

    assert (Resource.objects.count(), MOST) == (2, 999)


def test_what_is_opened_again_can_be_had_again(hub):
    seat = make_thing(hub)
    shut = Closure(venue=hub, starts_at=at(8), ends_at=at(17), why="Listrik padam")
    close(shut, by=None, now=NOON)
    with pytest.raises(NotBookable):
        make_reservation(seat)

    reopen(shut, by=None, now=NOON)
    reopen(shut, by=None, now=NOON)

    make_reservation(seat)
    acts = AuditEntry.objects.filter(thing="reservations.closure").values_list("act", flat=True)
    assert list(acts) == ["reservations.closed", "reservations.reopened"]


def test_the_worker_ends_each_minute_what_ran_out_at_a_venue(hub, monkeypatch):
    made = make_reservation(make_thing(hub))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(9, 30))

    look_for_what_ran_out()

    [task] = DBTaskResult.objects.all()
    assert task.args_kwargs == {"args": [hub.pk], "kwargs": {}}
    end_at_venue.func(*task.args_kwargs["args"])
    made.refresh_from_db()
    assert made.state == "no_show"


def test_the_worker_leaves_alone_what_still_has_time(hub, monkeypatch):
    make_reservation(make_thing(hub))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(9) + timedelta(minutes=29))

    look_for_what_ran_out()

    assert DBTaskResult.objects.count() == 0
