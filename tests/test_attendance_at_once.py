"""Two phones that tick, or write down, the same at once: one row, whatever the order."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections

from balai.activities.actions.attendance import Marks, take_attendance
from balai.activities.actions.participants import write_walk_in
from balai.activities.models import Attendance, AttendanceMark, Participant, Session
from balai.activities.plans import Told
from tests.factories import NOON, make_role
from tests.factories_of_activities import make_participant, make_session

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds
VILLAGE = "64.03.01.2005"


def together(act):
    """Let several threads do the same at one moment; says how each ended."""
    start = Barrier(AT_ONCE)

    def one(number):
        try:
            start.wait(10)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def mira():
    return make_role("Mira", "operator", VILLAGE).person


def test_phones_that_tick_the_same_people_at_once_make_one_row_each():
    session, by = make_session(), mira()
    people = [make_participant(name) for name in ("Dayang", "Usat", "Lahang")]
    keys = [one.key for one in people]

    def tick(number):
        mine = Session.objects.get(pk=session.pk)
        turned = keys[number % 3 :] + keys[: number % 3]
        take_attendance(mine, Marks(came=turned), by=by, now=NOON, key=uuid4())
        return "done"

    assert together(tick) == ["done"] * AT_ONCE
    rows = Attendance.objects.values_list("participant", "is_present")
    assert sorted(rows) == sorted((one.pk, True) for one in people)


def test_without_the_derived_key_each_phone_would_make_its_own():
    """The control: what is refused is just what a phone with a key of its own would write."""
    session, dayang = make_session(), make_participant("Dayang")

    def write(_number):
        try:
            Attendance.objects.create(
                key=uuid4(), session=session, participant=dayang, is_present=True, changed_at=NOON
            )
        except IntegrityError:
            return "refused"
        return "written"

    assert together(write) == ["refused"] * (AT_ONCE - 1) + ["written"]


def test_one_form_that_arrives_six_times_at_once_marks_once():
    session, by, dayang, key = make_session(), mira(), make_participant("Dayang"), uuid4()

    def tick(_number):
        mine = Session.objects.get(pk=session.pk)
        take_attendance(mine, Marks(came=[dayang.key]), by=by, now=NOON, key=key)
        return "done"

    assert together(tick) == ["done"] * AT_ONCE
    assert AttendanceMark.objects.count() == 1


def test_one_walk_in_that_arrives_six_times_at_once_is_one_person():
    session, by, key = make_session(), mira(), uuid4()

    def write(_number):
        mine = Session.objects.get(pk=session.pk)
        return write_walk_in(mine, "Yuliana", Told(), by=by, now=NOON, key=key).pk

    assert len(set(together(write))) == 1
    assert (Participant.objects.count(), Attendance.objects.count()) == (1, 1)


def test_six_who_walk_in_at_once_get_six_numbers():
    session, by = make_session(), mira()

    def write(number):
        mine = Session.objects.get(pk=session.pk)
        return write_walk_in(mine, f"Orang {number}", Told(), by=by, now=NOON, key=uuid4()).number

    assert together(write) == [1, 2, 3, 4, 5, 6]
