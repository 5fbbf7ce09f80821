"""Asking to be let in, and deciding about it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balai.accounts.models import Invitation, JoinRequest
from balai.accounts.rules import Right
from balai.core.strangers import shown_at
from tests.factories import make_join_request, make_person, make_region, make_role

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"
FORM = f"/gabung/{VILLAGE}/"


def asking(*, ago=timedelta(seconds=30), **changed):
    page = Client().get(FORM)
    key = re.findall(r'name="request_key" value="([^"]+)"', page.content.decode())[0]
    return {
        "name": "Yuliana",
        "contact": "0812-3456-7099",
        "why": "Saya menenun.",
        "is_adult": "on",
        "left_empty": "",
        "stamp": shown_at(timezone.now() - ago),
        "request_key": key,
        **changed,
    }


@pytest.fixture(autouse=True)
def _village():
    make_region()


def test_a_village_is_found_without_a_script_and_without_a_cookie(client):
    page = client.get("/gabung/", {"q": VILLAGE})

    assert f'href="{FORM}"' in page.content.decode()
    assert page.cookies == {}
    assert page["Cache-Control"] == "no-cache"


def test_a_request_reaches_those_who_decide():
    answer = Client().post(FORM, asking())

    assert (answer.status_code, answer["Location"]) == (302, "/gabung/diterima/")
    request = JoinRequest.objects.get()
    assert (request.area_code, request.phone_number) == (VILLAGE, "6281234567099")
    assert request.adult_said_at is not None


def test_a_form_sent_twice_is_one_request():
    sent = asking()

    answers = [Client().post(FORM, sent) for _number in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert JoinRequest.objects.count() == 1


def test_nobody_learns_who_has_an_account():
    make_person("Ines")

    known = Client().post(FORM, asking(contact="ines@balai.example"))
    unknown = Client().post(FORM, asking(contact="nobody@balai.example"))

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert known["Location"] == unknown["Location"]


def test_a_program_that_fills_in_every_field_is_not_heard():
    answer = Client().post(FORM, asking(left_empty="https://spam.example"))

    assert answer.status_code == 422
    assert JoinRequest.objects.count() == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"ago": timedelta(seconds=1)},
        {"ago": timedelta(hours=25)},
        {"ago": timedelta(seconds=-60)},
        {"stamp": ""},
        {"stamp": "forged:stamp"},
    ],
    ids=["too quick", "too old", "from later", "none", "forged"],
)
def test_an_untimely_form_keeps_what_was_typed_and_goes_through_when_pressed_once_more(changed):
    first = Client().post(FORM, asking(**changed))

    assert first.status_code == 422
    assert "Tekan tombolnya sekali lagi" in first.content.decode()
    assert "Saya menenun." in first.content.decode()
    assert JoinRequest.objects.count() == 0
    stamp = re.findall(r'name="stamp" value="([^"]+)"', first.content.decode())[0]
    assert Client().post(FORM, asking(stamp=stamp)).status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"is_adult": ""},
        {"contact": ""},
        {"contact": "12"},
        {"name": ""},
        {"why": ""},
        {"why": "x" * 501},
    ],
)
def test_what_is_missing_is_said(changed):
    page = Client().post(FORM, asking(**changed))

    assert page.status_code == 422
    assert JoinRequest.objects.count() == 0


def test_one_address_asks_thirty_times_an_hour():
    answers = [Client().post(FORM, asking()).status_code for _number in range(31)]

    assert answers == [302] * 30 + [429]
    assert JoinRequest.objects.count() == 30


def test_a_head_lets_somebody_in_and_gets_the_link(client):
    make_join_request(id=9001)
    client.force_login(make_role("Ines", "village_head", VILLAGE).person)
    page = client.get("/kerja/orang/permintaan/9001/").content.decode()
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]
    sent = {"right": f"operator|{VILLAGE}|None", "token": token}

    first = client.post("/kerja/orang/permintaan/9001/", sent)

    assert first["Location"].startswith("/undangan/")
    assert Invitation.objects.get().right == Right("operator", VILLAGE)
    assert client.get("/kerja/orang/permintaan/9001/").status_code == 404


def test_an_operator_cannot_forge_an_operator(client):
    make_join_request(id=9001)
    client.force_login(make_role("Mira", "operator", VILLAGE).person)
    page = client.get("/kerja/orang/permintaan/9001/").content.decode()
    token = re.findall(r'name="token" value="([^"]+)"', page)[0]

    answer = client.post(
        "/kerja/orang/permintaan/9001/", {"right": f"operator|{VILLAGE}|None", "token": token}
    )

    assert answer.status_code == 422
    assert Invitation.objects.count() == 0


def test_who_is_declined_is_forgotten(client):
    make_join_request(id=9001)
    client.force_login(make_role("Ines", "village_head", VILLAGE).person)

    client.post("/kerja/orang/permintaan/9001/penolakan/", {"reason": "belum dikenal"})

    assert "Yuliana" not in client.get("/kerja/orang/").content.decode()
    assert JoinRequest.objects.get().name == ""


def test_another_regencys_officer_decides_nothing(client):
    make_join_request(id=9001)
    client.force_login(make_role("Budi", "regency_officer", "64.02").person)

    answers = [
        client.post("/kerja/orang/permintaan/9001/", {}).status_code,
        client.post("/kerja/orang/permintaan/9001/penolakan/", {"reason": "x"}).status_code,
    ]

    assert answers == [404, 404]
    assert JoinRequest.objects.waiting().count() == 1
