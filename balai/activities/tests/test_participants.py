"""Participants agree, are made one, withdraw, and are forgotten; what they attended is a number."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.accounts.actions.consents import withdraw_consent
from balai.accounts.actions.forgetting import forget_giver
from balai.accounts.models import Consent
from balai.activities.actions.attendance import Marks, take_attendance
from balai.activities.actions.participants import (
    change_participant,
    merge_participants,
    write_participant,
)
from balai.activities.errors import MayNotPlan, NotTheSamePerson
from balai.activities.models import Attendance, AttendanceMark, Participant
from balai.activities.plans import Told
from balai.activities.queries.participants import twins_in
from balai.activities.queries.roster import roster_of, tally_of
from tests.factories import NOON, make_person, make_region, make_role
from tests.factories_of_activities import make_participant, make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"
NUMBER = "6281234567890"
TOLD = Told(phone_number=NUMBER, sex="woman", disability="sensory", heads_household=True)


def mira():
    return make_role("Mira", "operator", VILLAGE).person


def written(name, told=TOLD):
    how = {"how": "spoken", "proof": "Ibu Lung", "by": mira(), "now": NOON, "key": uuid4()}
    return write_participant(name, told, village=make_region(), **how)


def came(session, *people):
    keys = [one.key for one in people]
    take_attendance(session, Marks(came=keys), by=mira(), now=NOON, key=uuid4())


def test_who_withdraws_is_on_no_list_and_what_she_attended_is_a_number():
    session, dayang = make_session(), written("Dayang Rinai")
    came(session, dayang)

    withdraw_consent(Consent.objects.get(), by=mira(), now=NOON + timedelta(days=1))

    assert roster_of(mira(), session) == []
    kept = Participant.objects.get()
    assert (kept.agreed_at, kept.phone_number, kept.sex, kept.heads_household) == (
        None,
        "",
        "",
        None,
    )
    tally = tally_of(session)
    assert (tally.named, tally.named_women) == (1, 0)


def test_who_is_forgotten_leaves_neither_name_nor_number():
    dayang = written("Dayang Rinai")

    forget_giver(dayang.giver, by=make_role("Sari", "regency_officer", "64.03").person, now=NOON)

    kept = Participant.objects.get()
    assert (kept.called, kept.phone_number) == ("", "")


def test_two_with_one_number_are_shown_and_made_one_by_a_person():
    session, other = make_session(), make_session("Lain")
    dayang = written("Dayang", Told(phone_number=NUMBER))
    twin = written("Dayang R.")
    came(session, dayang, twin)
    came(other, twin)
    [pair] = twins_in(mira(), VILLAGE)

    merge_participants(pair.kept, pair.twin, by=mira(), now=NOON)

    kept = Participant.objects.standing().get()
    assert (kept.pk, kept.sex, kept.disability) == (dayang.pk, "woman", "sensory")
    rows = Attendance.objects.filter(is_present=True).values_list("session", "participant")
    assert sorted(rows) == [(session.pk, dayang.pk), (other.pk, dayang.pk)]
    assert AttendanceMark.objects.count() == 2
    assert twins_in(mira(), VILLAGE) == []


def test_the_key_of_a_twin_still_ticks_the_one_that_is_left():
    session, dayang, twin = make_session(), written("Dayang"), written("Dayang R.")
    merge_participants(dayang, twin, by=mira(), now=NOON)

    came(session, twin)

    assert Attendance.objects.get().participant == dayang


def test_nobody_is_made_one_twice_or_across_villages():
    dayang, twin = written("Dayang"), written("Dayang R.")
    away = make_participant("Dayang", village=make_region("64.02.08.2009"))
    merge_participants(dayang, twin, by=mira(), now=NOON)

    for other in (twin, away, dayang):
        with pytest.raises(NotTheSamePerson):
            merge_participants(dayang, other, by=mira(), now=NOON)


def test_a_facilitator_sees_the_people_of_the_village_and_changes_none():
    ines, dayang = make_person("Ines"), written("Dayang")
    assert not Participant.objects.visible_to(ines).exists()
    session = make_session()
    session.facilitators.add(ines)

    assert Participant.objects.visible_to(ines).get() == dayang
    with pytest.raises(MayNotPlan):
        change_participant(dayang, Told(), by=ines, now=NOON)
    assert Participant.objects.get().sex == "woman"


@pytest.mark.parametrize(
    ("kind", "area_code"),
    [
        ("regency_officer", "64.03"),
        ("province_officer", "64"),
        ("reviewer", "64.03"),
        ("representative", VILLAGE),
        ("operator", "64.02.08.2009"),
    ],
)
def test_officers_and_strangers_see_no_names(kind, area_code):
    written("Dayang")
    person = make_role("Somebody", kind, area_code).person

    assert not Participant.objects.visible_to(person).exists()
