"""Who waits is offered what is freed, in turn, and asked before it is theirs."""

from datetime import timedelta

import pytest

from balai.core.events import reacts_to
from balai.reservations.actions.booking import confirm, move, wait_for
from balai.reservations.actions.endings import cancel, decline, end_what_ran_out
from balai.reservations.errors import NotBookable
from balai.reservations.events import PlaceOffered
from balai.reservations.models import Claim
from tests.factories import NOON, make_person
from tests.factories_of_reservations import (
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


def wait(seat, name, **said):
    person = make_person(name)
    wanted = wish(seat, start=at(9), holder_number=person.pk, **said)
    return wait_for(seat.venue, wanted, act(person))


def states(*reservations):
    for one in reservations:
        one.refresh_from_db()
    return [one.state for one in reservations]


def test_a_freed_place_is_kept_for_the_first_and_asked(seat):
    told = []
    reacts_to(PlaceOffered)(lambda fact: told.append(fact.reservation_pk))
    taken = make_reservation(seat)
    tomas, ines = wait(seat, "Tomas"), wait(seat, "Ines")

    cancel(taken, by=make_person(), now=NOON)

    assert states(tomas, ines) == ["held", "waiting"]
    assert (tomas.offered_at, tomas.expires_at) == (NOON, NOON + 3 * HOUR)
    assert told == [tomas.pk]
    with pytest.raises(NotBookable):
        make_reservation(seat)


def test_it_is_theirs_when_they_say_yes(seat):
    taken, tomas = make_reservation(seat), wait(seat, "Tomas")
    cancel(taken, by=make_person(), now=NOON)

    confirm(tomas, by=make_person("Tomas"), now=NOON + HOUR)

    assert states(tomas) == ["confirmed"]


def test_who_says_no_passes_it_on(seat):
    taken = make_reservation(seat)
    tomas, ines = wait(seat, "Tomas"), wait(seat, "Ines")
    cancel(taken, by=make_person(), now=NOON)

    decline(tomas, by=make_person("Tomas"), now=NOON)

    assert states(tomas, ines) == ["cancelled", "held"]


def test_who_does_not_answer_passes_it_on(seat):
    taken = make_reservation(seat)
    tomas, ines = wait(seat, "Tomas"), wait(seat, "Ines")
    cancel(taken, by=make_person(), now=NOON)

    assert end_what_ran_out(seat.venue_id, now=NOON + 3 * HOUR) == 1

    assert states(tomas, ines) == ["cancelled", "held"]
    assert (tomas.because, Claim.objects.count()) == ("expired", 1)


def test_who_wants_more_than_was_freed_is_passed_over(seat):
    taken = make_reservation(seat)
    make_reservation(seat, start=at(10))
    tomas, ines = wait(seat, "Tomas", hours=2), wait(seat, "Ines")

    cancel(taken, by=make_person(), now=NOON)

    assert states(tomas, ines) == ["waiting", "held"]


def test_what_is_moved_away_frees_its_place_too(seat):
    taken, tomas = make_reservation(seat), wait(seat, "Tomas")

    move(taken, at(14), at(15), by=make_person(), now=NOON)

    assert states(taken, tomas) == ["confirmed", "held"]


def test_who_waits_for_what_cannot_be_is_told_so(seat):
    with pytest.raises(NotBookable) as refusal:
        wait_for(seat.venue, wish(seat, start=at(20)), act())

    assert [reason.code for reason in refusal.value.reasons] == ["not_open"]
