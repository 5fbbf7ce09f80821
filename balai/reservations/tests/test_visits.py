"""Who came and went: by code, late, twice, in any order; who did not, frees the place."""

from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from balai.reservations.actions.endings import cancel, end_what_ran_out
from balai.reservations.actions.visits import Seen, tell_passage, walk_in
from balai.reservations.errors import NotBookable, NotConfirmed, NotToday
from balai.reservations.models import Claim, Passage, Reservation
from balai.reservations.queries.days import check_in_code, of_day, reservation_with_code
from tests.factories import NOON, make_person
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
HOUR = timedelta(hours=1)


@pytest.fixture
def seat():
    return make_thing(make_venue())


@pytest.fixture
def made(seat):
    return make_reservation(seat, hours=3)


def seen(direction, moment):
    return Seen(uuid4(), direction, moment)


def tell(made, one, *, now):
    tell_passage(made, one, by=make_person(), now=now)
    made.refresh_from_db()
    return made.state, made.came_at, made.left_at


def test_who_comes_is_here_and_who_goes_has_been(made):
    assert tell(made, seen("in", at(9, 5)), now=at(9, 5)) == ("checked_in", at(9, 5), None)
    assert tell(made, seen("out", at(11)), now=at(11)) == ("finished", at(9, 5), at(11))


def test_two_phones_that_tell_the_same_tell_it_once(made):
    came = seen("in", at(9, 5))

    tell(made, came, now=at(9, 5))
    tell(made, came, now=at(9, 6))

    assert Passage.objects.count() == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_is_told_in_any_order_ends_the_same(made, order):
    day = [seen("in", at(9)), seen("out", at(10)), seen("in", at(10, 30))]

    for number in order:
        tell(made, day[number], now=at(11))

    made.refresh_from_db()
    assert (made.state, made.came_at, made.left_at) == ("checked_in", at(9), None)


def test_who_goes_before_anybody_saw_them_come_was_there(made):
    assert tell(made, seen("out", at(10)), now=at(10)) == ("finished", None, at(10))
    assert tell(made, seen("in", at(9)), now=at(12)) == ("finished", at(9), at(10))


def test_a_clock_that_runs_ahead_is_set_back_to_now(made):
    assert tell(made, seen("in", at(11)), now=at(9)) == ("checked_in", at(9), None)


def test_the_code_finds_the_reservation_of_the_day_however_it_is_typed(made):
    code = check_in_code(made)
    typed = f" {code[:4].lower()}-{code[4:]} "

    assert reservation_with_code(made.venue_id, typed, day=THURSDAY.date()) == made
    assert reservation_with_code(made.venue_id, typed, day=NOON.date()) is None
    assert reservation_with_code(made.venue_id, "22222222", day=THURSDAY.date()) is None


def test_nobody_comes_on_another_day_or_to_what_was_called_off(made):
    with pytest.raises(NotToday):
        tell(made, seen("in", NOON), now=NOON)
    cancel(made, by=make_person(), now=NOON)
    with pytest.raises(NotConfirmed):
        tell(made, seen("in", at(9)), now=at(9))

    assert Passage.objects.count() == 0


def test_who_does_not_come_frees_the_place_and_stays_in_the_day(made, seat):
    assert end_what_ran_out(seat.venue_id, now=at(9, 29)) == 0
    assert end_what_ran_out(seat.venue_id, now=at(9, 30)) == 1
    assert end_what_ran_out(seat.venue_id, now=at(9, 30)) == 0

    make_reservation(seat, start=at(10))
    states = of_day(seat.venue_id, THURSDAY.date()).values_list("state", flat=True)
    assert list(states) == ["no_show", "confirmed"]


def test_who_was_there_after_all_is_believed_and_keeps_nobody_out(made, seat):
    end_what_ran_out(seat.venue_id, now=at(9, 30))
    other = make_reservation(seat, start=at(10))

    assert tell(made, seen("in", at(9, 10)), now=at(9, 45))[0] == "checked_in"

    assert list(Claim.objects.values_list("reservation", flat=True)) == [other.pk]


def test_who_stays_to_the_end_is_finished_by_the_clock(made, seat):
    tell(made, seen("in", at(9)), now=at(9))

    assert end_what_ran_out(seat.venue_id, now=at(12)) == 1

    made.refresh_from_db()
    assert (made.state, made.left_at) == ("finished", None)


def test_a_guest_is_let_in_at_once_and_once(seat):
    once = act(now=at(13))

    guest = walk_in(seat.venue, wish(seat, start=at(13), hours=2), once)
    again = walk_in(seat.venue, wish(seat, start=at(13), hours=2), once)

    assert (guest.pk, guest.state, guest.is_walk_in) == (again.pk, "checked_in", True)
    assert (guest.came_at, Passage.objects.count()) == (at(13), 1)
    with pytest.raises(NotBookable):
        make_reservation(seat, start=at(14))


def test_a_guest_finds_a_taken_seat_taken(made, seat):
    with pytest.raises(NotBookable):
        walk_in(seat.venue, wish(seat, start=at(9)), act(now=at(9)))

    assert Reservation.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "state"), [(at(9, 20), "checked_in"), (at(16), "finished")], ids=["late", "evening"]
)
def test_a_guest_who_is_told_of_late_has_been_there_whoever_has_the_seat(seat, now, state):
    made = make_reservation(seat, hours=8)
    tell(made, seen("in", at(9)), now=at(9))

    guest = walk_in(seat.venue, wish(seat, start=at(9)), act(now=now))

    assert (guest.state, guest.came_at, guest.claims.count()) == (state, at(9), 0)
    assert made.claims.count() == 1
