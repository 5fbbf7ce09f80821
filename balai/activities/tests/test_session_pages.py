"""Sessions in the workroom and on the pages that everybody sees."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from balai.activities.models import Session
from tests.factories import make_region, make_role
from tests.factories_of_activities import make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"


@pytest.fixture
def mira(client):
    make_region()
    person = make_role("Mira", "operator", VILLAGE).person
    client.force_login(person)
    return person


def planned(**fields):
    said = {
        "kind": "training", "topic": "Foto produk", "day": "2026-12-01", "begins": "09:00",
        "ends": "11:00", "audience": "public", "frequency": "once", "request_key": str(uuid4()),
    }  # fmt: skip
    return said | fields


def tomorrow(**hours):
    return timezone.now() + timedelta(days=1, **hours)


def test_an_operator_plans_and_everybody_sees_it(client, mira):
    answer = client.post("/kerja/kegiatan/baru/", planned())

    session = Session.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/kerja/kegiatan/{session.pk}/")
    assert timezone.localtime(session.starts_at).isoformat() == "2026-12-01T09:00:00+08:00"
    page = client.get(f"/kerja/kegiatan/{session.pk}/").content.decode()
    assert "Foto produk" in page


def test_what_was_typed_stays_where_something_is_missing(client, mira):
    answer = client.post("/kerja/kegiatan/baru/", planned(ends="", topic="Jual jujur"))

    assert answer.status_code == 422
    assert "Jual jujur" in answer.content.decode()
    assert not Session.objects.exists()


def test_a_day_left_out_that_is_no_day_is_named(client, mira):
    wrong = planned(frequency="weekly", until="2026-12-31", skipped="2026-12-08\nNatal")

    answer = client.post("/kerja/kegiatan/baru/", wrong)

    assert answer.status_code == 422
    assert "“Natal”" in answer.content.decode()


def test_a_series_needs_its_last_day(client, mira):
    answer = client.post("/kerja/kegiatan/baru/", planned(frequency="weekly"))

    assert answer.status_code == 422
    assert not Session.objects.exists()


def test_today_stands_first_in_the_workroom(client, mira):
    make_session("Hari ini", starts_at=timezone.now())
    make_session("Besok", starts_at=tomorrow())

    room = client.get("/kerja/").content.decode()

    assert "Hari ini" in room
    assert "Besok" not in room


def test_what_is_for_the_village_or_those_invited_is_on_no_public_page(client):
    for audience in ("public", "village", "invited"):
        make_session(f"Untuk {audience}", audience=audience, starts_at=tomorrow())

    pages = [client.get(path).content.decode() for path in ("/kegiatan/", f"/desa/{VILLAGE}/")]

    assert ["Untuk public" in page for page in pages] == [True, True]
    assert [page for page in pages if "Untuk village" in page or "Untuk invited" in page] == []


def test_a_cancelled_session_says_so_and_why(client, mira):
    session = make_session(starts_at=tomorrow())

    client.post(f"/kerja/kegiatan/{session.pk}/pembatalan/", {"why": "Banjir di jalan"})

    client.logout()
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Banjir di jalan" in page
    assert "https://schema.org/EventCancelled" in page


def test_a_page_tells_machines_when_and_where(client):
    session = make_session(starts_at=tomorrow(), place="Balai desa")

    page = client.get(session.get_absolute_url()).content.decode()

    assert '"@type":"Event"' in page
    assert f'"startDate":"{timezone.localtime(session.starts_at).isoformat()}"' in page
    sitemap = client.get("/sitemap-sessions.xml").content.decode()
    assert session.get_absolute_url() in sitemap


def test_an_invented_session_is_in_no_sitemap_and_tells_machines_nothing(client):
    session = make_session(starts_at=tomorrow(), example=True)

    assert '"@type":"Event"' not in client.get(session.get_absolute_url()).content.decode()
    assert session.get_absolute_url() not in client.get("/sitemap-sessions.xml").content.decode()


def test_a_list_asks_as_much_of_few_as_of_many(client, django_assert_num_queries):
    make_session(starts_at=tomorrow())
    client.get("/kegiatan/")
    for number in range(5):
        make_session(f"Lagi {number}", starts_at=tomorrow(hours=number))

    with django_assert_num_queries(2):  # the version, and the list
        client.get("/kegiatan/")


def test_pressing_for_a_second_session_twice_makes_one(client, mira):
    session, key = make_session(starts_at=tomorrow()), str(uuid4())

    for _twice in range(2):
        client.post(f"/kerja/kegiatan/{session.pk}/sesi-berikut/", {"request_key": key})

    assert sorted(Session.objects.values_list("part", flat=True)) == [1, 2]


def changed(session, seen, **fields):
    said = planned(topic=session.topic, day="2026-12-01") | {
        "request_version": seen,
        "request_base": "{}",
    }
    return said | fields


def test_a_change_that_saw_an_older_plan_overwrites_nothing(client, mira):
    session = make_session(starts_at=tomorrow())
    address = f"/kerja/kegiatan/{session.pk}/perubahan/"
    assert client.post(address, changed(session, 0, topic="Video")).status_code == 302

    answer = client.post(address, changed(session, 0, topic="QRIS"))

    assert answer.status_code == 410
    assert (Session.objects.get().topic, Session.objects.get().sequence) == ("Video", 1)


def test_a_form_that_arrives_twice_plans_once(client, mira):
    sent = planned()

    answers = [client.post("/kerja/kegiatan/baru/", sent) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Session.objects.count() == 1


def test_machines_read_when_it_starts_off_the_page(client):
    session = make_session(starts_at=tomorrow().replace(microsecond=0))

    page = client.get(session.get_absolute_url()).content.decode()

    local = timezone.localtime(session.starts_at)
    assert f'<time datetime="{local:%Y-%m-%dT%H:%M:%S}+0800">' in page
