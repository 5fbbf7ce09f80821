"""Sessions are planned, come back, are moved, put off and called off, and never vanish."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from balai.activities.actions.days import tell_the_day
from balai.activities.actions.sessions import (
    cancel_session,
    change_session,
    plan_next_part,
    plan_series,
    plan_session,
    postpone_session,
)
from balai.activities.errors import (
    EndsBeforeItStarts,
    MayNotKeepTheList,
    MayNotPlan,
    NoDayLeft,
    SentByAnother,
    SessionCalledOff,
    SessionChangedMeanwhile,
    SessionHeldAlready,
    SessionNotYet,
)
from balai.activities.models import Series, Session, SessionChange
from balai.activities.plans import Day, Plan, Repeat
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_region, make_role
from tests.factories_of_activities import make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"
LATER = NOON + timedelta(days=1)
HOURS = timedelta(hours=2)


def mira():
    return make_role("Mira", "operator", VILLAGE).person


def plan(**fields):
    said = {"kind": "training", "topic": "Foto", "audience": "public", "place": "Balai desa"}
    when = {"starts_at": LATER, "ends_at": LATER + HOURS}
    return Plan(**{**said, **when, "village": make_region(), **fields})


def test_a_session_is_planned_once_however_often_it_is_sent():
    by, key = mira(), uuid4()

    first = plan_session(plan(), by=by, now=NOON, key=key)
    again = plan_session(plan(topic="Lain"), by=by, now=LATER, key=key)

    assert first == again
    assert Session.objects.get().topic == "Foto"
    assert SessionChange.objects.get().what == "planned"
    assert AuditEntry.objects.get().act == "activities.session_planned"


def test_the_form_of_somebody_else_is_not_ones_own():
    by, key = mira(), uuid4()
    plan_session(plan(), by=by, now=NOON, key=key)
    lung = make_role("Lung", "village_head", VILLAGE).person

    with pytest.raises(SentByAnother):
        plan_session(plan(), by=lung, now=NOON, key=key)
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "area_code"),
    [("operator", "64.02.08.2009"), ("regency_officer", "64.03"), ("representative", VILLAGE)],
)
def test_whoever_does_not_work_for_the_village_plans_nothing(kind, area_code):
    ines = make_role("Ines", kind, area_code).person

    with pytest.raises(MayNotPlan):
        plan_session(plan(), by=ines, now=NOON, key=uuid4())
    assert not Session.objects.exists()


def test_it_does_not_end_before_it_starts():
    with pytest.raises(EndsBeforeItStarts):
        plan_session(plan(ends_at=LATER), by=mira(), now=NOON, key=uuid4())
    assert not Session.objects.exists()


def test_a_series_is_a_session_for_each_day_but_those_left_out():
    by, key = mira(), uuid4()
    repeat = Repeat(frequency="weekly", until=date(2026, 12, 31), skipped=(date(2026, 12, 9),))

    series = plan_series(plan(), repeat, by=by, now=NOON, key=key)
    again = plan_series(plan(), repeat, by=by, now=NOON, key=key)

    days = [session.day for session in series]
    assert days == ["2026-11-25", "2026-12-02", "2026-12-16", "2026-12-23", "2026-12-30"]
    assert again == series
    assert series[-1].starts_at == LATER + timedelta(weeks=5)
    assert Series.objects.get().skipped == ["2026-12-09"]


def test_a_series_without_a_day_is_refused():
    repeat = Repeat(frequency="monthly", until=date(2026, 11, 24))

    with pytest.raises(NoDayLeft):
        plan_series(plan(), repeat, by=mira(), now=NOON, key=uuid4())
    assert not Session.objects.exists()


def test_the_second_of_a_day_follows_the_first():
    by, first = mira(), make_session(starts_at=LATER)

    second = plan_next_part(first, by=by, now=NOON, key=uuid4())

    assert (second.part, second.topic) == (2, first.topic)
    assert (second.starts_at, second.ends_at) == (first.ends_at, first.ends_at + HOURS)


def test_moving_keeps_what_was_and_calendars_hear_of_it():
    by = mira()
    session = plan_session(plan(), by=by, now=NOON, key=uuid4())
    moved = plan(starts_at=LATER + HOURS, ends_at=LATER + 2 * HOURS)

    change_session(session, moved, seen=0, by=by, now=NOON)

    kept = Session.objects.get()
    change = SessionChange.objects.latest("pk")
    assert (kept.starts_at, kept.sequence) == (LATER + HOURS, 1)
    assert (change.what, change.was_at, change.becomes_at) == ("moved", LATER, LATER + HOURS)


def test_who_saw_an_older_plan_is_told_to_look_again():
    by = mira()
    session = plan_session(plan(), by=by, now=NOON, key=uuid4())
    change_session(session, plan(topic="Video"), seen=0, by=by, now=NOON)

    with pytest.raises(SessionChangedMeanwhile):
        change_session(Session.objects.get(), plan(topic="QRIS"), seen=0, by=by, now=NOON)
    assert Session.objects.get().topic == "Video"


def test_what_is_cancelled_stays_written_and_is_cancelled_once():
    by, session = mira(), make_session()

    cancel_session(session, why="Banjir", by=by, now=NOON)

    with pytest.raises(SessionCalledOff):
        cancel_session(Session.objects.get(), why="Banjir", by=by, now=NOON)
    kept = Session.objects.get()
    assert (kept.status, kept.sequence, kept.starts_at) == ("cancelled", 1, NOON)
    assert SessionChange.objects.get().why == "Banjir"


def test_what_was_put_off_is_planned_again_with_its_new_day():
    by, session = mira(), make_session()
    postpone_session(session, why="Hujan", by=by, now=NOON)

    change_session(session, plan(), seen=session.sequence, by=by, now=NOON)

    assert Session.objects.get().status == "planned"
    assert Session.objects.get().starts_at == LATER


def test_what_was_held_is_neither_moved_away_nor_cancelled():
    by, session = mira(), make_session()
    tell_the_day(session, Day(began_at=NOON, ended_at=NOON + HOURS), by=by, now=LATER)

    with pytest.raises(SessionHeldAlready):
        cancel_session(session, why="Salah", by=by, now=LATER)
    assert Session.objects.get().status == "held"


def test_the_day_is_told_once_it_has_begun_and_the_newer_word_stands():
    by, session = mira(), make_session()
    day = Day(began_at=NOON, ended_at=NOON + HOURS, power="generator", cost=350_000)

    with pytest.raises(SessionNotYet):
        tell_the_day(session, day, by=by, now=NOON - HOURS)
    tell_the_day(session, day, by=by, now=LATER)
    tell_the_day(session, day, by=by, now=LATER)
    tell_the_day(session, Day(began_at=NOON, ended_at=NOON + HOURS, power="none"), by=by, now=LATER)

    kept = Session.objects.get()
    assert (kept.status, kept.power, kept.cost) == ("held", "none", None)
    assert SessionChange.objects.filter(what="held").count() == 2


def test_a_facilitator_leads_but_does_not_plan():
    session, ines = make_session(), make_person("Ines")
    with pytest.raises(MayNotKeepTheList):
        tell_the_day(session, Day(began_at=NOON, ended_at=NOON + HOURS), by=ines, now=LATER)
    session.facilitators.add(ines)

    tell_the_day(session, Day(began_at=NOON, ended_at=NOON + HOURS), by=ines, now=LATER)

    assert Session.objects.get().status == "held"
    with pytest.raises(MayNotPlan):
        postpone_session(Session.objects.get(), why="Hujan", by=ines, now=LATER)
