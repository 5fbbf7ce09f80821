"""Answers to a literacy check that a phone kept, and sends when it meets a signal: once."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from balai.activities.actions.checks import move_check
from balai.activities.models import Phase, Sheet
from balai.core.limits import Limit
from balai.core.strangers import shown_at
from balai.intake.models import Receipt
from balai.portal.views import checks
from tests.factories import make_region
from tests.factories_of_activities import make_check, make_session

pytestmark = pytest.mark.django_db

ADDRESS = "/cek/ABC234/"
QUEUE = {"Outbox": "queue", "Outbox-Person": "0"}


@pytest.fixture
def check(db):
    make_region()
    check = make_check(make_session())
    moved(check, Phase.BEFORE)
    return check


def moved(check, *phases):
    for phase in phases:
        move_check(check, phase, by=None, now=timezone.now())


def form_of(client, *, days=0, **fields):
    """Fill in the page as a phone has it, so many days after it was shown."""
    page = client.get(ADDRESS).content.decode()
    asked = re.search(r'name="asked" value="([^"]+)"', page)
    stamp = shown_at(timezone.now() - timedelta(days=days, seconds=9))
    return {
        "asked": asked[1] if asked else "", "stamp": stamp, "request_key": str(uuid4()),
        "taker": "7", "q1": "0", **fields,
    }  # fmt: skip


def test_the_page_is_one_of_the_outbox_and_sets_no_cookie(client, check):
    page = client.get(ADDRESS)
    text = page.content.decode()

    assert re.search(r'name="request_key" value="[^"]+" data-outbox', text)
    assert 'data-person="0"' in text
    assert "intake/forms" in text
    assert not page.cookies
    assert "intake/forms" not in client.get("/cek/").content.decode()


def test_a_phone_gets_a_receipt_and_the_same_one_again(client, check):
    said = form_of(client)

    first, again = (client.post(ADDRESS, said, headers=QUEUE) for _time in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["code"] == "accepted"
    assert first.json()["location"] == f"{ADDRESS}terkirim/"
    assert re.fullmatch(r"\d+ \w+ \d{4}, \d\d\.\d\d WITA", first.json()["at"])
    assert not first.cookies
    assert Sheet.objects.count() == 1
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("later", [(Phase.BETWEEN,), (Phase.BETWEEN, Phase.AFTER)])
def test_what_was_answered_in_time_arrives_days_later(client, check, later):
    said = form_of(client, days=13)
    moved(check, *later)

    answer = client.post(ADDRESS, said, headers=QUEUE)

    assert answer.status_code == 201
    sheet = Sheet.objects.get()
    assert (sheet.phase, [one.pick for one in sheet.answers.order_by("pk")][0]) == ("before", 0)


def test_once_the_key_is_told_nothing_is_taken_any_more(client, check):
    said = form_of(client)
    moved(check, Phase.BETWEEN, Phase.OVER)

    answer = client.post(ADDRESS, said, headers=QUEUE)

    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
    assert "ditutup" in answer.json()["sentence"]
    assert not Sheet.objects.exists()


def test_the_time_of_another_check_opens_nothing(client, check):
    other = make_check(make_session("Kelas lain"), code="XYZ789")
    moved(other, Phase.BEFORE)
    said = form_of(client)
    moved(other, Phase.BETWEEN)

    answer = client.post("/cek/XYZ789/", said, headers=QUEUE)

    assert answer.status_code == 422
    assert not Sheet.objects.exists()


def test_who_looks_at_the_page_gets_it_back_to_mend(client, check):
    client.post(ADDRESS, form_of(client), headers=QUEUE)

    answer = client.post(ADDRESS, form_of(client), headers=QUEUE | {"Outbox": "page"})

    assert answer.status_code == 422
    assert "Nomor 7 sudah menjawab" in answer.json()["sentence"]
    assert "Nomor 7 sudah menjawab" in answer.json()["page"]
    assert Sheet.objects.count() == 1


def test_a_flood_is_asked_to_wait_and_what_was_sent_before_is_not(client, check, monkeypatch):
    monkeypatch.setattr(checks, "OF_ONE_CHECK", Limit("check_of", most=2, seconds=3600))
    first = form_of(client, taker="1")
    client.post(ADDRESS, first, headers=QUEUE)
    client.post(ADDRESS, form_of(client, taker="2"), headers=QUEUE)

    flood = client.post(ADDRESS, form_of(client, taker="3"), headers=QUEUE)
    again = client.post(ADDRESS, first, headers=QUEUE)

    assert (flood.status_code, again.status_code) == (429, 201)
    assert Sheet.objects.count() == 2


def test_what_another_site_sends_is_refused_to_a_phone_too(client, check):
    headers = QUEUE | {"Origin": "https://evil.example"}

    answer = client.post(ADDRESS, form_of(client), headers=headers)

    assert answer.status_code == 422
    assert not Sheet.objects.exists()


def test_without_scripts_it_is_as_before(client, check):
    answer = client.post(ADDRESS, form_of(client))

    assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}terkirim/")
