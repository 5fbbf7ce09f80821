"""The database itself refuses what must never be, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from balai.reservations.models import Claim
from balai.reservations.rules.branches import Branch
from tests.factories_of_reservations import at, make_reservation, make_thing, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def reservations():
    """Two reservations that keep nothing any more, for claims to hang on."""
    venue = make_venue()
    both = [make_reservation(make_thing(venue, name), start=at(8)) for name in ("A", "B")]
    Claim.objects.all().delete()
    return both


def claim(reservation, branch, start, end, *, is_buffer=False):
    return Claim.objects.create(
        venue=reservation.venue,
        reservation=reservation,
        first_number=branch[0],
        last_number=branch[1],
        from_second=start,
        to_second=end,
        is_buffer=is_buffer,
    )


ROOM, SEAT, OTHER_SEAT = Branch(1_000, 1_999), Branch(1_001, 1_001), Branch(1_002, 1_002)


@pytest.mark.parametrize(
    ("branch", "start", "end", "is_buffer"),
    [
        (ROOM, 100, 200, False),
        (ROOM, 199, 300, False),
        (ROOM, 0, 101, False),
        (ROOM, 120, 130, False),
        (SEAT, 120, 130, False),
        (ROOM, 150, 160, True),
    ],
)
def test_what_is_claimed_cannot_be_claimed_again(reservations, branch, start, end, is_buffer):
    mira, ines = reservations
    claim(mira, ROOM, 100, 200)

    with pytest.raises(IntegrityError), transaction.atomic():
        claim(ines, branch, start, end, is_buffer=is_buffer)

    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("branch", "start", "end"), [(SEAT, 200, 300), (SEAT, 0, 100), (OTHER_SEAT, 100, 200)]
)
def test_what_touches_or_lies_beside_can(reservations, branch, start, end):
    mira, ines = reservations
    claim(mira, SEAT, 100, 200)

    claim(ines, branch, start, end)

    assert Claim.objects.count() == 2


def test_the_room_around_a_seat_is_refused_too(reservations):
    mira, ines = reservations
    claim(mira, SEAT, 100, 200)

    with pytest.raises(IntegrityError), transaction.atomic():
        claim(ines, ROOM, 150, 250)


def test_a_buffer_keeps_a_time_away_and_lets_another_buffer_in(reservations):
    mira, ines = reservations
    claim(mira, ROOM, 200, 300, is_buffer=True)

    claim(ines, ROOM, 250, 350, is_buffer=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        claim(ines, ROOM, 299, 400)

    assert Claim.objects.count() == 2


def test_no_claim_can_be_moved_onto_another(reservations):
    mira, ines = reservations
    claim(mira, ROOM, 100, 200)
    beside = claim(ines, ROOM, 200, 300)

    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=beside.pk).update(from_second=199)

    assert list(Claim.objects.filter(pk=beside.pk).values_list("from_second")) == [(200,)]
