"""Who came is one row a person and session, put right later with the trail kept."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.accounts.models import Consent, ConsentGiver
from balai.activities.actions.attendance import Marks, count_heads, take_attendance
from balai.activities.actions.participants import write_participant, write_walk_in
from balai.activities.actions.sheets import Sheet, enter_sheet
from balai.activities.errors import (
    CountsDoNotFit,
    MayNotKeepTheList,
    NobodyNamed,
    NotTheDayYet,
    NumbersUnknown,
    SessionCalledOff,
    TotalsDoNotMatch,
)
from balai.activities.models import (
    Attendance,
    AttendanceMark,
    HeadCount,
    Participant,
    attendance_key,
)
from balai.activities.plans import Counted, Told
from balai.activities.queries.roster import tally_of
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_region, make_role
from tests.factories_of_activities import make_participant, make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"
LATER = NOON + timedelta(hours=1)


def mira():
    return make_role("Mira", "operator", VILLAGE).person


def present():
    there = Attendance.objects.filter(is_present=True).select_related("participant__giver")
    return sorted(one.participant.called for one in there)


def test_two_phones_that_say_the_same_say_it_once():
    session, dayang = make_session(), make_participant("Dayang")
    lung = make_role("Lung", "village_head", VILLAGE).person

    for by in (mira(), lung):
        take_attendance(session, Marks(came=[dayang.key]), by=by, now=NOON, key=uuid4())

    attendance = Attendance.objects.get()
    assert attendance.key == attendance_key(session.key, dayang.key)
    assert AttendanceMark.objects.count() == 1


def test_one_form_marks_nobody_again_after_somebody_put_it_right():
    by, session, dayang, key = mira(), make_session(), make_participant("Dayang"), uuid4()
    take_attendance(session, Marks(came=[dayang.key]), by=by, now=NOON, key=key)
    take_attendance(session, Marks(left=[dayang.key]), by=by, now=LATER, key=uuid4())

    changed = take_attendance(session, Marks(came=[dayang.key]), by=by, now=LATER, key=key)

    assert (changed, present()) == (0, [])
    trail = AttendanceMark.objects.order_by("pk").values_list("is_present", "at")
    assert list(trail) == [(True, NOON), (False, LATER)]


def test_who_leads_no_session_ticks_nobody():
    session, dayang = make_session(), make_participant("Dayang")
    ines = make_role("Ines", "operator", "64.02.08.2009").person
    sari = make_role("Sari", "regency_officer", "64.03").person

    for by in (ines, sari):
        with pytest.raises(MayNotKeepTheList):
            take_attendance(session, Marks(came=[dayang.key]), by=by, now=NOON, key=uuid4())

    assert not Attendance.objects.exists()


def test_a_facilitator_ticks():
    session, dayang, ines = make_session(), make_participant("Dayang"), make_person("Ines")
    session.facilitators.add(ines)

    take_attendance(session, Marks(came=[dayang.key]), by=ines, now=NOON, key=uuid4())

    assert present() == ["Dayang"]


@pytest.mark.parametrize(
    ("session", "refusal"),
    [
        ({"status": "cancelled"}, SessionCalledOff),
        ({"starts_at": NOON + timedelta(days=2)}, NotTheDayYet),
    ],
)
def test_nobody_came_to_what_is_called_off_or_to_come(session, refusal):
    dayang, kept = make_participant("Dayang"), make_session(**session)

    with pytest.raises(refusal):
        take_attendance(kept, Marks(came=[dayang.key]), by=mira(), now=NOON, key=uuid4())
    assert not Attendance.objects.exists()


def test_people_of_other_villages_and_made_up_keys_are_left_out():
    session = make_session()
    away = make_participant("Hamid", village=make_region("64.02.08.2009"))

    changed = take_attendance(
        session, Marks(came=[away.key, uuid4()]), by=mira(), now=NOON, key=uuid4()
    )

    assert (changed, Attendance.objects.count()) == (0, 0)


def test_who_walks_in_is_written_down_agrees_and_is_here_once():
    by, session, key = mira(), make_session(), uuid4()

    for _twice in range(2):
        write_walk_in(session, " Yuliana  Ngau ", Told(sex="woman"), by=by, now=NOON, key=key)

    participant = Participant.objects.get()
    consent = Consent.objects.get()
    assert (participant.called, participant.sex, participant.number) == ("Yuliana Ngau", "woman", 1)
    assert (consent.purpose, consent.thing_number) == ("attendance", participant.pk)
    assert consent.text.words.startswith("Balai ingin mencatat nama Anda dalam daftar peserta")
    assert present() == ["Yuliana Ngau"]
    assert ConsentGiver.objects.count() == 1


def test_nobody_is_written_down_without_a_name():
    with pytest.raises(NobodyNamed):
        write_walk_in(make_session(), "  ", Told(), by=mira(), now=NOON, key=uuid4())
    assert not Participant.objects.exists()


def test_those_without_a_name_are_counted_and_the_newer_count_stands():
    by, session, key = mira(), make_session(), uuid4()
    first = Counted(women=3, girls=2, with_disability=1, elders=1)

    count_heads(session, first, by=by, now=NOON, key=key)
    count_heads(session, Counted(women=4), by=by, now=LATER, key=uuid4())
    count_heads(session, first, by=by, now=LATER, key=key)

    assert HeadCount.objects.count() == 2
    assert tally_of(session).counted.women == 4
    assert AuditEntry.objects.filter(act="activities.attendance_taken").count() == 2


@pytest.mark.parametrize("wrong", [Counted(women=1, with_disability=2), Counted(girls=3, elders=1)])
def test_counts_that_cannot_be_are_refused(wrong):
    with pytest.raises(CountsDoNotFit):
        count_heads(make_session(), wrong, by=mira(), now=NOON, key=uuid4())
    assert not HeadCount.objects.exists()


def test_the_day_adds_up():
    by, session = mira(), make_session()
    people = [
        make_participant("Dayang", sex="woman", age_band="60_up"),
        make_participant("Usat", sex="man", disability="sensory"),
        make_participant("Lahang", disability="none"),
    ]
    came = Marks(came=[one.key for one in people])
    take_attendance(session, came, by=by, now=NOON, key=uuid4())
    counted = Counted(women=2, men=1, girls=4, boys=3, with_disability=1, elders=1)
    count_heads(session, counted, by=by, now=NOON, key=uuid4())

    tally = tally_of(session)

    assert (tally.named, tally.total, tally.women, tally.men) == (3, 13, 7, 5)
    assert (tally.minors, tally.with_disability, tally.elders) == (7, 2, 2)


def sheet(**fields):
    said = {"numbers": (1, 2), "names": (("Yuliana", "woman"),), "counted": Counted(girls=2)}
    return Sheet(**{**said, "total": 5, "proof": "Map biru, kantor desa", **fields})


def test_a_sheet_that_adds_up_is_entered_once():
    by, session, key = mira(), make_session(), uuid4()
    make_participant("Dayang")
    make_participant("Usat")

    for _twice in range(2):
        enter_sheet(session, sheet(), by=by, now=NOON, key=key)

    assert present() == ["Dayang", "Usat", "Yuliana"]
    assert tally_of(session).total == 5
    assert Consent.objects.get(how="paper").proof == "Map biru, kantor desa"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"total": 6}, TotalsDoNotMatch),
        ({"numbers": (1, 77), "total": 5}, NumbersUnknown),
    ],
)
def test_a_sheet_that_does_not_add_up_enters_nothing(wrong, refusal):
    by, session = mira(), make_session()
    make_participant("Dayang")
    make_participant("Usat")

    with pytest.raises(refusal):
        enter_sheet(session, sheet(**wrong), by=by, now=NOON, key=uuid4())

    assert (present(), Participant.objects.count()) == ([], 2)
    assert not HeadCount.objects.exists()


def test_numbers_run_on_in_each_village():
    by = mira()
    how = {"how": "paper", "proof": "Map biru", "by": by, "now": NOON}

    numbers = [
        write_participant(name, Told(), village=make_region(), key=uuid4(), **how).number
        for name in ("Dayang", "Usat")
    ]

    assert numbers == [1, 2]
