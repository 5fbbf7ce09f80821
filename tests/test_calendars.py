"""Calendars of sessions, as the phones of people read them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from balai.accounts.actions.forgetting import forget_person
from balai.activities.actions.sessions import cancel_session
from tests.factories import make_person, make_region, make_role
from tests.factories_of_activities import make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"
ADDRESS = f"/desa/{VILLAGE}/kegiatan.ics"


def read(answer):
    return Calendar.from_ical(answer.content)


def events(answer):
    return {str(event["summary"]): event for event in read(answer).walk("VEVENT")}


def tomorrow():
    return timezone.now().replace(microsecond=0) + timedelta(days=1)


def make_link(client):
    page = client.post("/kerja/kegiatan/kalender/").content.decode()
    return page.partition('value="http://balai.example')[2].partition('"')[0]


def test_a_village_offers_what_everybody_may_come_to(client):
    session = make_session("Foto; harga, jujur", starts_at=tomorrow(), place="Balai adat")
    make_session("Rapat tertutup", starts_at=tomorrow(), audience="invited")

    answer = client.get(ADDRESS)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    [(title, event)] = events(answer).items()
    assert (title, event["sequence"]) == ("Foto; harga, jujur", 0)
    assert str(event["uid"]) == f"{session.key}@balai"
    assert event["dtstart"].dt == timezone.localtime(session.starts_at)
    assert event["dtstart"].params["TZID"] == "Asia/Makassar"
    [zone] = read(answer).walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Makassar"


def test_what_is_cancelled_keeps_its_name_and_counts_on(client):
    session = make_session(starts_at=tomorrow())
    before = next(iter(events(client.get(ADDRESS)).values()))
    mira = make_role("Mira", "operator", VILLAGE).person

    cancel_session(session, why="Banjir", by=mira, now=timezone.now())

    [(title, event)] = events(client.get(ADDRESS)).items()
    assert (event["uid"], event["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert str(event["status"]) == "CANCELLED"
    assert title == f"Dibatalkan: {session.topic}"


def test_an_unchanged_calendar_is_not_sent_again(client):
    make_session(starts_at=tomorrow())
    tag = client.get(ADDRESS)["ETag"]

    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304


def test_ones_own_calendar_has_what_one_leads_and_what_the_village_does(client):
    make_region("64.02.08.2009")
    away = make_region("64.02.08.2009")
    mira = make_role("Mira", "operator", VILLAGE).person
    make_session("Rapat", starts_at=tomorrow(), audience="invited")
    make_session("Jauh", starts_at=tomorrow(), village=away)
    make_session("Dipandu", starts_at=tomorrow(), village=away).facilitators.add(mira)
    client.force_login(mira)
    link = make_link(client)
    client.logout()

    assert set(events(client.get(link))) == {"Rapat", "Dipandu"}


def test_a_revoked_link_and_the_one_before_a_new_one_show_nothing(client):
    mira = make_role("Mira", "operator", VILLAGE).person
    client.force_login(mira)
    first, second = make_link(client), make_link(client)

    assert [client.get(link).status_code for link in (first, second)] == [404, 200]
    client.post("/kerja/kegiatan/kalender/penarikan/")
    assert client.get(second).status_code == 404


def test_who_is_forgotten_has_no_calendar(client):
    mira = make_role("Mira", "operator", VILLAGE).person
    client.force_login(mira)
    link = make_link(client)

    forget_person(mira, by=make_role("Sari", "regency_officer", "64.03").person, now=timezone.now())

    assert client.get(link).status_code == 404
    assert make_person("Mira").pk != mira.pk
