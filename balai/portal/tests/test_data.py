"""What is held about people: shown to them, and answered for by officers, against the clock."""

import json
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from balai.accounts.actions.roles import give_role
from balai.accounts.models import Consent, ConsentGiver, Person, PrivacyRequest
from balai.accounts.rules import Right
from balai.catalogue.models import Enquiry
from balai.core.strangers import shown_at
from balai.portal.queries.requests import with_clock
from tests.factories import (
    NOON,
    make_consent,
    make_giver,
    make_listing,
    make_organisation,
    make_person,
    make_privacy_request,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db

VILLAGE, REGENCY, PROVINCE = "64.03.01.2005", "64.03", "64"


@pytest.fixture
def mira(client):
    """Mira, operator of Merasa, is signed in."""
    make_region(VILLAGE)
    mira = make_role("Mira", "operator", VILLAGE).person
    client.force_login(mira)
    return mira


@pytest.fixture
def sari(client):
    """Sari, officer of Berau, is signed in."""
    make_region(VILLAGE)
    sari = make_role("Sari", "regency_officer", REGENCY).person
    client.force_login(sari)
    return sari


def read(answer):
    return answer.content.decode()


def sent(**says):
    return {
        "wish": "delete",
        "name": "Dayang Rinai",
        "contact": "0812-3456-7890",
        "area_code": REGENCY,
        "words": "Hapus nama saya.",
        "stamp": shown_at(timezone.now() - timedelta(seconds=30)),
        "request_key": str(uuid4()),
        **says,
    }


def test_one_sees_what_is_held_about_oneself_and_takes_it_along(client, mira):
    make_organisation()
    consent = make_consent(make_giver(name="", person=mira))
    give_role(make_person("Tomas"), Right("operator", VILLAGE), by=None, now=NOON)

    page = read(client.get("/akun/data/"))
    file = json.loads(client.get("/akun/data/data.json").content)

    assert "mira@balai.example" in page
    assert "/persetujuan/ABCD-EFGH-JKMN/" in page
    assert "tomas" not in page.lower()
    assert file["person"] == mira.pk
    assert file["account"][0]["email"] == "mira@balai.example"
    assert [role["role"] for role in file["roles"]] == [
        f"operator desa, {make_region(VILLAGE).called}"
    ]
    assert file["consents"][0]["text"] == consent.text.words


def test_the_file_is_kept_nowhere(client, mira):
    answer = client.get("/akun/data/data.json")

    assert answer["Cache-Control"] == "no-store"
    assert "attachment" in answer["Content-Disposition"]


def test_what_one_did_is_told_in_words(client, sari):
    make_privacy_request(id=5)
    client.post("/kerja/permintaan-data/5/", {"state": "done", "said": "Sudah."})

    assert "menjawab permintaan data" in read(client.get("/akun/data/"))


def test_one_asks_to_be_corrected(client, mira):
    asked = {"wish": "correct", "words": "Nama saya Miranda.", "key": str(UUID(int=3))}

    answers = [client.post("/akun/data/", asked) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    request = PrivacyRequest.objects.get()
    assert (request.person, request.area_code, request.name) == (mira, REGENCY, "")
    assert request.due_at - request.received_at == timedelta(hours=72)


def test_an_officer_is_answered_by_the_province(client, sari):
    client.post("/akun/data/", {"wish": "delete", "key": str(uuid4())})

    assert PrivacyRequest.objects.get().area_code == PROVINCE


def test_what_is_wrong_has_to_be_said(client, mira):
    answer = client.post("/akun/data/", {"wish": "correct", "key": str(uuid4())})

    assert answer.status_code == 422
    assert not PrivacyRequest.objects.exists()


def test_anybody_asks_without_an_account_and_without_a_cookie(client):
    make_region(VILLAGE)

    page = client.get("/privasi/permintaan/")
    answer = client.post("/privasi/permintaan/", sent())

    assert answer["Location"] == "/privasi/permintaan/diterima/"
    assert (page.cookies, answer.cookies) == ({}, {})
    request = PrivacyRequest.objects.get()
    assert (request.person, request.name, request.contact) == (
        None,
        "Dayang Rinai",
        "6281234567890",
    )


@pytest.mark.parametrize(
    "says",
    [{"name": ""}, {"contact": "12"}, {"contact": "a@b"}, {"wish": "x"}, {"area_code": "65"},
     {"words": ""}, {"request_key": ""}, {"stamp": ""}, {"words": "x" * 2001}],
)  # fmt: skip
def test_what_is_unclear_is_asked_again_and_stays_typed(client, says):
    make_region(VILLAGE)

    answer = client.post("/privasi/permintaan/", sent(**says))

    assert answer.status_code == 422
    assert "Dayang" in read(answer) or says.get("name") == ""
    assert not PrivacyRequest.objects.exists()


def test_what_a_program_filled_in_is_not_heard_and_a_person_sends_it_once_more(client):
    make_region(VILLAGE)
    said = sent(left_empty="https://spam.example")

    answer = client.post("/privasi/permintaan/", said)
    heard = PrivacyRequest.objects.count()
    (key,) = re.findall(r'name="request_key" value="([^"]+)"', read(answer))
    again = client.post("/privasi/permintaan/", said | {"left_empty": "", "request_key": key})

    assert (answer.status_code, heard) == (422, 0)
    assert "Dayang Rinai" in read(answer)
    assert again["Location"] == "/privasi/permintaan/diterima/"
    assert PrivacyRequest.objects.count() == 1


def test_one_address_sends_five_an_hour(client):
    make_region(VILLAGE)
    cache.clear()

    answers = [client.post("/privasi/permintaan/", sent()).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
    assert PrivacyRequest.objects.count() == 5


def test_it_is_not_told_whether_somebody_is_known(client):
    make_region(VILLAGE)
    make_person("Mira")

    known = client.post("/privasi/permintaan/", sent(contact="mira@balai.example"))
    unknown = client.post("/privasi/permintaan/", sent(contact="nobody@balai.example"))

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


@pytest.mark.parametrize(
    ("passed", "clock", "is_late"),
    [
        (timedelta(hours=31), "tersisa 41 jam", False),
        (timedelta(hours=72), "tersisa 0 jam", False),
        (timedelta(hours=72, seconds=1), "terlambat 0 jam", True),
        (timedelta(hours=75, minutes=59), "terlambat 3 jam", True),
    ],
)
def test_the_officer_sees_the_clock(passed, clock, is_late):
    request = make_privacy_request()

    seen = with_clock(request, now=NOON + passed)

    assert (seen.clock, seen.is_late) == (clock, is_late)


def test_the_most_urgent_stands_first_and_only_those_of_the_own_area(client, sari):
    now = timezone.now()
    for name, hours, area_code in [
        ("Urgent", 80, REGENCY),
        ("Fresh", 1, VILLAGE),
        ("Elsewhere", 90, "64.02"),
        ("Above", 90, PROVINCE),
    ]:
        received = now - timedelta(hours=hours)
        due = received + timedelta(hours=72)
        make_privacy_request(name=name, area_code=area_code, received_at=received, due_at=due)

    page = read(client.get("/kerja/permintaan-data/"))

    assert page.index("Urgent") < page.index("Fresh")
    assert "Elsewhere" not in page
    assert "Above" not in page
    assert "terlambat 8 jam" in page


def test_an_officer_answers_and_the_one_who_asked_reads_it(client, sari):
    mira = make_role("Mira", "operator", VILLAGE).person
    make_privacy_request(id=5, wish="correct", person=mira, name="", contact="")

    answer = client.post(
        "/kerja/permintaan-data/5/", {"state": "declined", "said": "Nama itu sudah benar."}
    )

    request = PrivacyRequest.objects.get()
    assert answer.status_code == 302
    assert (request.state, request.decided_by) == ("declined", sari)
    client.force_login(mira)
    assert "Nama itu sudah benar." in read(client.get("/akun/data/"))


def test_a_deletion_offers_what_may_be_theirs_and_nothing_else(client, sari):
    hers, other = make_giver(), make_giver("Ines Lung", key="ABCDEFGHJKMP")
    elsewhere = make_giver("Dayang Pela", key="ABCDEFGHJKMQ", area_code="64.02.08.2009")
    account = make_person("Dayang", phone_number="081234567890")
    make_privacy_request(id=5)

    page = read(client.get("/kerja/permintaan-data/5/"))

    assert f'name="givers" value="{hers.pk}"' in page
    assert f'name="people" value="{account.pk}"' in page
    assert f'name="givers" value="{other.pk}"' not in page
    assert f'name="givers" value="{elsewhere.pk}"' not in page


def test_a_deletion_is_done_and_the_request_names_nobody(client, sari):
    giver = make_giver()
    make_consent(giver)
    make_privacy_request(id=5)

    answer = client.post("/kerja/permintaan-data/5/penghapusan/", {"givers": [giver.pk]})

    assert answer["Location"] == "/kerja/permintaan-data/5/"
    request, giver = PrivacyRequest.objects.get(), ConsentGiver.objects.get()
    assert (request.state, request.name, request.contact, request.words) == ("done", "", "", "")
    assert (giver.name, giver.key) == ("", None)
    assert not Consent.objects.standing().exists()
    assert "Dayang" not in read(client.get("/kerja/permintaan-data/"))


def test_messages_to_sellers_are_deleted_with_who_sent_them(client, sari):
    hers, other = (
        Enquiry.objects.create(
            listing=make_listing(),
            request_key=uuid4(),
            name="Dayang Rinai",
            phone_number=number,
            message="Masih ada?",
            language="id",
            received_at=NOON,
        )
        for number in ("6281234567890", "6281234567891")
    )
    make_privacy_request(id=5)

    page = read(client.get("/kerja/permintaan-data/5/"))
    client.post("/kerja/permintaan-data/5/penghapusan/", {"messages": "on"})

    assert 'name="messages"' in page
    assert list(Enquiry.objects.all()) == [other]
    assert PrivacyRequest.objects.get().state == "done"
    assert hers.pk != other.pk


@pytest.mark.parametrize("wish", ["see", "correct", "hide"])
def test_nothing_is_deleted_that_nobody_asked_to_delete(client, sari, wish):
    giver = make_giver()
    make_privacy_request(id=5, wish=wish)

    page = client.get("/kerja/permintaan-data/5/")
    answer = client.post("/kerja/permintaan-data/5/penghapusan/", {"givers": [giver.pk]})

    assert "penghapusan" not in read(page)
    assert answer.status_code == 422
    assert ConsentGiver.objects.get() == giver
    assert ConsentGiver.objects.get().name == "Dayang Rinai"


def test_nobody_is_deleted_who_was_not_offered(client, sari):
    make_giver()
    somebody = make_person("Somebody")
    make_privacy_request(id=5)

    answer = client.post("/kerja/permintaan-data/5/penghapusan/", {"people": [somebody.pk]})

    assert answer.status_code == 422
    assert Person.objects.get(pk=somebody.pk).name == "Somebody"
    assert PrivacyRequest.objects.get().state == "waiting"


def test_an_officer_of_elsewhere_finds_nothing(client):
    make_privacy_request(id=5)
    client.force_login(make_role("Budi", "regency_officer", "64.02").person)

    answers = [
        client.get("/kerja/permintaan-data/5/"),
        client.post("/kerja/permintaan-data/5/", {"state": "done", "said": "Sudah."}),
        client.post("/kerja/permintaan-data/5/penghapusan/", {}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert PrivacyRequest.objects.get().state == "waiting"
