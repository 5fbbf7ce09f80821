"""The same every week: all of it, or exactly what stands in the way."""

from datetime import timedelta

import pytest
from django.utils import translation

from balai.reservations.actions.series import book_series
from balai.reservations.errors import SomeDaysNotBookable
from balai.reservations.models import Claim, Reservation
from tests.factories_of_reservations import (
    THURSDAY,
    act,
    at,
    make_reservation,
    make_thing,
    make_venue,
    wish,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
DAYS = [(THURSDAY + number * WEEK).date() for number in range(4)]


@pytest.fixture
def seat():
    return make_thing(make_venue())


def test_all_days_are_reserved_at_the_same_hour_under_one_key(seat):
    once = act()

    made = book_series(seat.venue, wish(seat, start=at(9)), DAYS, once)
    again = book_series(seat.venue, wish(seat, start=at(9)), DAYS, once)

    assert [one.starts_at for one in made] == [at(9) + number * WEEK for number in range(4)]
    assert {one.series_key for one in made} == {once.key}
    assert [one.pk for one in again] == [one.pk for one in made]
    assert Claim.objects.count() == 4


def test_the_days_that_cannot_be_had_are_named_with_what_is_free_and_nothing_is_written(seat):
    for number in (1, 3):
        make_reservation(seat, start=at(9) + number * WEEK)

    with pytest.raises(SomeDaysNotBookable) as refusal:
        book_series(seat.venue, wish(seat, start=at(9)), DAYS, act())

    skipped = refusal.value.skipped
    assert [one.day for one in skipped] == [DAYS[1], DAYS[3]]
    assert [one.starts_at for one in skipped[0].instead] == [at(8) + WEEK, at(10) + WEEK]
    assert {reason.code for one in skipped for reason in one.reasons} == {"taken"}
    with translation.override("en"):
        assert str(refusal.value).startswith("Not free on: 3 Dec, 17 Dec.")
    assert Reservation.objects.count() == 2


def test_without_these_days_the_rest_is_reserved(seat):
    make_reservation(seat, start=at(9) + WEEK)

    made = book_series(seat.venue, wish(seat, start=at(9)), [DAYS[0], *DAYS[2:]], act())

    assert [one.starts_at for one in made] == [at(9), at(9) + 2 * WEEK, at(9) + 3 * WEEK]
