from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from balai.accounts.actions.consents import write_giver_down
from balai.accounts.actions.privacy import Asked, answer_request, delete_as_asked, send_request
from balai.accounts.consenting import hours_left
from balai.accounts.errors import (
    AnswerMissing,
    LastProvinceOfficer,
    MayNotAnswer,
    MayNotForget,
    NothingToDelete,
    PrivacyRequestDecided,
)
from balai.accounts.models import ConsentGiver, Person, PrivacyRequest
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_role

pytestmark = pytest.mark.django_db

REGENCY, VILLAGE = "64.03", "64.03.01.2005"
KEY = UUID("00000000-0000-0000-0000-000000000002")
LATER = NOON + timedelta(hours=31)


def officer(name="Tomas", kind="regency_officer", area_code=REGENCY):
    return make_role(name, kind, area_code).person


def sent(wish="delete", by=None, key=KEY, **says):
    asked = Asked(
        **{
            "wish": wish,
            "area_code": REGENCY,
            "name": "Dayang",
            "contact": "081234567890",
            "words": "Tolong.",
            **says,
        }
    )
    return send_request(asked, by=by, now=NOON, key=key)


def rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (PrivacyRequest, Person, ConsentGiver, AuditEntry)
    ]


def test_the_clock_of_a_request_runs_for_seventy_two_hours():
    request = sent()

    assert (request.received_at, request.due_at) == (NOON, NOON + timedelta(hours=72))
    assert (request.state, request.asked_by, request.contact) == (
        "waiting",
        "Dayang",
        "081234567890",
    )


@pytest.mark.parametrize(
    ("passed", "left"),
    [
        (timedelta(0), 72),
        (timedelta(seconds=1), 71),
        (timedelta(hours=31), 41),
        (timedelta(hours=71, minutes=59), 0),
        (timedelta(hours=72), 0),
        (timedelta(hours=72, seconds=1), 0),
        (timedelta(hours=73), -1),
        (timedelta(hours=100, minutes=30), -28),
    ],
)
def test_hours_are_counted_whole(passed, left):
    assert hours_left(NOON + timedelta(hours=72), now=NOON + passed) == left


def test_of_somebody_with_an_account_only_the_number_is_kept():
    mira = make_person("Mira")

    request = sent(by=mira)

    assert (request.person, request.name, request.contact) == (mira, "", "")
    assert request.asked_by == "Mira"


def test_a_form_sent_twice_is_one_request():
    first = sent()
    before = rows()

    assert sent(words="Lagi.") == first
    assert rows() == before


def test_an_answer_says_what_was_done_and_leaves_its_line():
    request, tomas = sent("correct"), officer()

    answer_request(request, said=" Sudah dibetulkan. ", state="done", by=tomas, now=LATER)

    assert (request.state, request.said) == ("done", "Sudah dibetulkan.")
    assert (request.decided_at, request.decided_by) == (LATER, tomas)
    assert list(AuditEntry.objects.order_by("pk").values_list("act", "by_number", "reason")) == [
        ("accounts.privacy_request_sent", None, ""),
        ("accounts.privacy_request_done", tomas.pk, ""),
    ]


def test_a_request_is_answered_once():
    request, tomas = sent(), officer()
    answer_request(request, said="Sudah.", state="declined", by=tomas, now=LATER)
    before = rows()

    with pytest.raises(PrivacyRequestDecided):
        answer_request(request, said="Lagi.", state="done", by=tomas, now=LATER)

    assert rows() == before


@pytest.mark.parametrize(
    ("kind", "area_code"),
    [
        ("operator", VILLAGE),
        ("village_head", VILLAGE),
        ("reviewer", REGENCY),
        ("regency_officer", "64.02"),
        ("province_officer", "65"),
    ],
)
def test_nobody_answers_for_another_area(kind, area_code):
    request, ines = sent(), officer("Ines", kind, area_code)
    mira = make_person("Mira")
    before = rows()

    with pytest.raises(MayNotAnswer):
        answer_request(request, said="Sudah.", state="done", by=ines, now=LATER)
    with pytest.raises(MayNotAnswer):
        delete_as_asked(request, people=[mira], givers=[], by=ines, now=LATER)

    assert rows() == before


def test_an_answer_has_words():
    request, tomas = sent(), officer()
    before = rows()

    with pytest.raises(AnswerMissing):
        answer_request(request, said=" ", state="done", by=tomas, now=LATER)

    assert rows() == before


def test_a_deletion_forgets_the_account_the_giver_and_the_words_of_the_request():
    request, tomas = sent(), officer()
    mira = make_role("Mira", "operator", VILLAGE).person
    giver = write_giver_down("Dayang", area_code=VILLAGE, by=None, now=NOON)

    delete_as_asked(request, people=[mira], givers=[giver], by=tomas, now=LATER)

    assert (request.state, request.name, request.contact, request.words) == ("done", "", "", "")
    mira.refresh_from_db()
    giver.refresh_from_db()
    assert (mira.forgotten_at, giver.forgotten_at) == (LATER, LATER)


@pytest.mark.parametrize("wish", ["see", "correct", "hide"])
def test_nothing_is_deleted_that_nobody_asked_to_delete(wish):
    request, tomas = sent(wish), officer()
    mira = make_role("Mira", "operator", VILLAGE).person
    before = rows()

    with pytest.raises(NothingToDelete):
        delete_as_asked(request, people=[mira], givers=[], by=tomas, now=LATER)

    assert rows() == before


def test_a_deletion_that_may_not_be_changes_nothing():
    request, tomas = sent(), officer()
    mira = make_role("Mira", "operator", VILLAGE).person
    ratna = officer("Ratna", "province_officer", "64")
    before = rows()

    with pytest.raises(MayNotForget):
        delete_as_asked(request, people=[mira, ratna], givers=[], by=tomas, now=LATER)
    with pytest.raises(LastProvinceOfficer):
        delete_as_asked(request, people=[mira, ratna], givers=[], by=ratna, now=LATER)
    with pytest.raises(NothingToDelete):
        delete_as_asked(request, people=[], givers=[], by=tomas, now=LATER)

    assert rows() == before


@pytest.mark.parametrize(
    "change",
    [
        {"due_at": NOON},
        {"state": "done"},
        {"said": "Sudah."},
        {"decided_at": NOON},
        {"state": "done", "decided_at": NOON - timedelta(days=1)},
    ],
)
def test_the_database_refuses(change):
    sent()
    before = rows()

    with pytest.raises(IntegrityError), transaction.atomic():
        PrivacyRequest.objects.update(**change)

    assert rows() == before
