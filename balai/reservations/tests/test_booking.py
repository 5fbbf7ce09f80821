"""Something is reserved, confirmed, moved and called off."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from balai.core.models import AuditEntry
from balai.reservations.actions.booking import book, confirm, grant, hold, move
from balai.reservations.actions.endings import cancel, cancel_all_of, decline
from balai.reservations.errors import ChangedMeanwhile, NotBookable, SentByAnother
from balai.reservations.models import Claim, Quota, Reservation
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


@pytest.fixture
def hub():
    return make_venue()


@pytest.fixture
def seat(hub):
    return make_thing(hub)


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_a_free_seat_is_confirmed_at_once(hub, seat):
    mira = make_person()

    made = book(hub, wish(seat, start=at(9), holder_number=mira.pk), act(mira))

    assert (made.state, made.sequence, made.made_by_number) == ("confirmed", 0, mira.pk)
    assert made.grace_until == at(9, 30)
    assert Claim.objects.get().to_second - Claim.objects.get().from_second == 3600
    trail = AuditEntry.objects.get(act="reservations.reservation_confirmed")
    assert (trail.thing_number, trail.by_number) == (made.pk, mira.pk)


def test_a_taken_seat_is_refused_with_what_is_free_instead(hub, seat):
    table = make_thing(hub, "Meja")
    make_reservation(seat)

    with pytest.raises(NotBookable) as refusal:
        book(hub, wish(seat, start=at(9)), act())

    assert codes(refusal) == ["taken"]
    assert [one.starts_at for one in refusal.value.instead] == [at(8), at(10)]
    assert Reservation.objects.count() == 1
    assert table.name not in str(refusal.value)


def test_another_seat_at_the_same_time_is_offered_first(hub):
    seats = [make_thing(hub, f"Kursi {number}", kind="seat") for number in (1, 2)]
    make_thing(hub, "Kamera", kind="camera")
    make_reservation(seats[0])

    with pytest.raises(NotBookable) as refusal:
        book(hub, wish(seats[0], start=at(9)), act())

    first = refusal.value.instead[0]
    assert (first.starts_at, first.things) == (at(9), ((seats[0].pk, seats[1].pk),))
    with translation.override("en"):
        assert str(first) == "Kursi 2 on Thursday, 26 Nov, 09.00 to 10.00"


def test_all_reasons_are_told_at_once():
    hub = make_venue(longest=timedelta(hours=4), notice=timedelta(days=3))
    seat = make_thing(hub, capacity=1)

    with pytest.raises(NotBookable) as refusal:
        book(hub, wish(seat, start=at(15), hours=5, people_count=3), act())

    assert codes(refusal) == ["notice", "longest", "not_open", "too_many_people"]


def test_the_same_form_sent_twice_is_one_reservation(hub, seat):
    once = act()

    first = book(hub, wish(seat, start=at(9)), once)
    again = book(hub, wish(seat, start=at(9)), once)

    assert first.pk == again.pk
    assert Claim.objects.count() == 1


def test_a_form_of_somebody_else_is_refused(hub, seat):
    once = act()
    book(hub, wish(seat, start=at(9)), once)

    with pytest.raises(SentByAnother):
        book(hub, wish(seat, start=at(11)), replace(once, by=make_person("Tomas")))

    assert Reservation.objects.count() == 1


def test_a_hall_keeps_its_rooms_and_seats_and_the_other_way_round(hub):
    hall = make_thing(hub, "Aula")
    rooms = [make_thing(hub, f"Ruang {number}", inside=hall) for number in (1, 2)]
    seat = make_thing(hub, "Kursi", inside=rooms[0])

    make_reservation(seat, start=at(9))
    make_reservation(rooms[1], start=at(9))

    for thing in (hall, rooms[0], seat, rooms[1]):
        with pytest.raises(NotBookable):
            make_reservation(thing, start=at(9))
    make_reservation(hall, start=at(10))
    with pytest.raises(NotBookable):
        make_reservation(seat, start=at(10))
    assert Reservation.objects.count() == 3


def test_a_stock_is_lent_piece_by_piece(hub):
    camera = make_thing(hub, "Kamera", stock=3)

    make_reservation(camera, counts={"Kamera": 2})
    with translation.override("en"), pytest.raises(NotBookable) as refusal:
        make_reservation(camera, counts={"Kamera": 2})
    make_reservation(camera)

    assert [one.sentence for one in refusal.value.reasons] == ["Of Kamera only 1 is free."]
    assert Claim.objects.count() == 3


def test_a_seat_and_a_camera_are_had_together_or_not_at_all(hub, seat):
    camera = make_thing(hub, "Kamera")
    make_reservation(camera)

    with pytest.raises(NotBookable):
        make_reservation(seat, camera)

    assert Claim.objects.count() == 1


def test_buffers_keep_a_gap_as_long_as_the_longer_of_both():
    hub = make_venue(before=timedelta(minutes=30), after=timedelta(minutes=30))
    room = make_thing(hub, "Ruang")
    make_reservation(room, start=at(9))

    with pytest.raises(NotBookable):
        make_reservation(room, start=at(10))
    with pytest.raises(NotBookable):
        make_reservation(room, start=at(10, 29))
    make_reservation(room, start=at(10, 30))

    assert Claim.objects.filter(is_buffer=True).count() == 4


def test_a_hold_lasts_a_quarter_of_an_hour_and_is_then_somebody_elses(hub, seat):
    held = hold(hub, wish(seat, start=at(9)), act())

    with pytest.raises(NotBookable):
        make_reservation(seat)
    later = NOON + timedelta(minutes=15)
    book(hub, wish(seat, start=at(9)), act(now=later))
    with pytest.raises(ChangedMeanwhile):
        confirm(held, by=make_person(), now=later)

    held.refresh_from_db()
    assert (held.state, held.because) == ("cancelled", "expired")


def test_a_hold_is_confirmed_once_however_often_one_taps(hub, seat):
    held = hold(hub, wish(seat, start=at(9)), act())

    confirm(held, by=make_person(), now=NOON)
    confirm(held, by=make_person(), now=NOON)

    held.refresh_from_db()
    assert (held.state, held.expires_at, held.sequence) == ("confirmed", None, 1)


def test_of_two_requests_for_one_place_only_one_becomes_confirmed():
    hub = make_venue(approval="keeper")
    room = make_thing(hub, "Ruang")
    first, second = (make_reservation(room) for _time in range(2))
    keeper = make_person("Mira")

    grant(second, by=keeper, now=NOON)
    with pytest.raises(NotBookable):
        grant(first, by=keeper, now=NOON)

    first.refresh_from_db()
    assert (first.state, Claim.objects.count()) == ("requested", 1)
    decline(first, by=keeper, now=NOON, why="Sudah dipakai.")
    assert (first.state, first.because, first.why) == ("cancelled", "declined", "Sudah dipakai.")


def test_what_is_moved_keeps_its_name_and_gives_up_its_place(hub, seat):
    made = make_reservation(seat)

    move(made, at(11), at(12), by=make_person(), now=NOON)

    make_reservation(seat)
    made.refresh_from_db()
    assert (made.starts_at, made.sequence, made.grace_until) == (at(11), 1, at(11, 30))


def test_it_can_be_moved_by_half_an_hour_into_its_own_place(hub, seat):
    made = make_reservation(seat)

    move(made, at(9, 30), at(10, 30), by=make_person(), now=NOON)

    assert Claim.objects.get().from_second == int(at(9, 30).timestamp())


def test_what_cannot_be_moved_stays_as_it_was(hub, seat):
    made, _other = make_reservation(seat), make_reservation(seat, start=at(11))

    with pytest.raises(NotBookable):
        move(made, at(11), at(12), by=make_person(), now=NOON)

    made.refresh_from_db()
    assert (made.starts_at, made.sequence) == (at(9), 0)
    assert Claim.objects.count() == 2


def test_what_is_called_off_says_who_when_and_why_and_frees_the_place(hub, seat):
    made, mira = make_reservation(seat), make_person()

    cancel(made, by=mira, now=NOON, why="Hujan")
    cancel(made, by=mira, now=NOON + timedelta(hours=1), why="Lagi")

    made.refresh_from_db()
    assert (made.state, made.cancelled_at, made.cancelled_by_number) == ("cancelled", NOON, mira.pk)
    assert (made.because, made.why, made.sequence) == ("asked", "Hujan", 1)
    make_reservation(seat)


def test_a_thing_that_was_retired_meanwhile_is_refused_in_words(hub, seat):
    seat.retired_at = NOON
    seat.save()

    with pytest.raises(NotBookable) as refusal:
        make_reservation(seat)

    assert codes(refusal) == ["gone"]


@pytest.mark.parametrize(
    ("per", "day", "codes_told"),
    [("day", 0, ["quota"]), ("day", 1, []), ("week", 1, ["quota"]), ("month", 7, [])],
)
def test_a_person_has_so_many_a_day_week_or_month(hub, seat, per, day, codes_told):
    Quota.objects.create(terms=hub.terms, whose="person", per=per, most=1)
    make_reservation(seat, holder_number=7)
    wanted = wish(seat, start=at(11) + timedelta(days=day), holder_number=7)

    try:
        book(hub, wanted, act(key=uuid4()))
        told = []
    except NotBookable as refusal:
        told = [reason.code for reason in refusal.reasons]

    assert told == codes_told


def test_a_group_has_its_own_quota_whoever_asks_for_it(hub, seat):
    Quota.objects.create(terms=hub.terms, whose="group", per="week", most=1)
    make_reservation(seat, holder_number=7, group_key="pkk")

    with pytest.raises(NotBookable) as refusal:
        make_reservation(seat, start=at(11), holder_number=8, group_key="pkk")
    make_reservation(seat, start=at(11), holder_number=8, group_key="karang-taruna")

    assert codes(refusal) == ["quota"]


def test_whatever_somebody_forgotten_still_has_is_called_off(hub, seat):
    officer, tomas = make_person("Ines"), make_person("Tomas")
    theirs = [make_reservation(seat, start=at(hour), holder_number=tomas.pk) for hour in (9, 11)]
    others = make_reservation(seat, start=at(13), holder_number=officer.pk)

    cancel_all_of(tomas.pk, by=officer, now=NOON)

    states = {one.pk: one.state for one in Reservation.objects.all()}
    assert states == {theirs[0].pk: "cancelled", theirs[1].pk: "cancelled", others.pk: "confirmed"}
