"""The page of a village leads to its organisations by a press that counts, and tells no number."""

import re

import pytest
from django.utils import timezone

from balai.core.freshness import content_version
from balai.portal.views.chats import PRESSES
from balai.registry.models import ContactPress, Region
from tests.factories import (
    make_decree,
    make_listing,
    make_organisation,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 13) Chrome/130.0 Mobile"}
NUMBER = "6281234567890"
MERASA, PELA = "64.03.01.2005", "64.02.08.2009"


@pytest.fixture
def group():
    return make_organisation(whatsapp_number=NUMBER)


def pressed(client, organisation, *, code=MERASA, **sent):
    return client.get(f"/desa/{code}/wa/{organisation.pk}/", **({"headers": PHONE} | sent))


def counted():
    rows = ContactPress.objects.order_by("pk")
    return list(rows.values_list("organisation", "village__code", "day", "press_count"))


def test_the_page_leads_to_a_chat_and_tells_no_number(client, group):
    page = client.get(f"/desa/{MERASA}/")

    said = page.content.decode()
    assert f'href="/desa/{MERASA}/wa/{group.pk}/" rel="nofollow noopener"' in said
    assert NUMBER not in said
    assert page.cookies == {}


def test_a_press_leads_to_the_chat_and_counts(client, group):
    before = content_version()

    answer = pressed(client, group)

    assert answer.status_code == 303
    assert answer["Location"].startswith(f"https://wa.me/{NUMBER}?text=Halo%2C%20saya%20menemukan")
    assert "Merasa" in answer["Location"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer.cookies == {}
    assert counted() == [(group.pk, MERASA, timezone.localdate(), 1)]
    assert content_version() == before


def test_in_english_the_first_words_are_english(client, group):
    answer = client.get(f"/en/desa/{MERASA}/wa/{group.pk}/", headers=PHONE)

    assert "text=Hello%2C%20I%20found" in answer["Location"]


def test_one_network_counts_a_few_times_for_each_organisation(client, group):
    other = make_organisation("Koperasi rotan", whatsapp_number="6281200000000")

    for _time in range(PRESSES.most + 2):
        pressed(client, group)
    pressed(client, other)

    assert [row[3] for row in counted()] == [PRESSES.most, 1]


@pytest.mark.parametrize("sent", [{"User-Agent": "WhatsApp/2.24"}, {}])
def test_programs_are_led_on_and_not_counted(client, group, sent):
    answer = pressed(client, group, headers=sent)

    assert (answer.status_code, counted()) == (303, [])


def test_what_is_fetched_ahead_is_fetched_again_when_it_is_pressed(client, group):
    answer = pressed(client, group, headers=PHONE | {"Sec-Purpose": "prefetch"})

    assert (answer.status_code, counted()) == (503, [])
    assert "Location" not in answer


@pytest.mark.parametrize(
    "changed",
    [
        {"contact_of": ""},
        {"contact_of": "person"},
        {"whatsapp_number": ""},
        {"kind": "maker"},
    ],
    ids=str,
)
def test_whoever_agreed_to_nothing_is_not_reached(client, group, changed):
    type(group).objects.filter(pk=group.pk).update(**changed)

    answer = pressed(client, group)

    assert (answer.status_code, counted()) == (404, [])
    assert NUMBER.encode() not in answer.content
    assert f"/wa/{group.pk}/" not in client.get(f"/desa/{MERASA}/").content.decode()


def test_it_is_reached_through_its_own_villages_alone(client, group):
    make_region(PELA)
    elsewhere = pressed(client, group, code=PELA)
    regency = pressed(client, group, code="64.03")
    village = Region.objects.filter(code=MERASA)
    village.update(valid_until=timezone.localdate(), ended_by=make_decree("SK 1"))
    ended = pressed(client, group)

    assert [page.status_code for page in (elsewhere, regency, ended)] == [404] * 3
    assert client.post(f"/desa/{MERASA}/wa/{group.pk}/").status_code == 405
    assert counted() == []


def presses_in(page):
    return re.findall(r">([^<]+)</a></th><td>(\d+)</td><td>(\d+)</td>", page.content.decode())


def test_presses_are_shown_to_those_who_write_there_and_to_members(client, group):
    other = make_organisation("Koperasi rotan", whatsapp_number="6281200000000")
    listing = make_listing("Kakao", seller=group)
    pressed(client, group)
    pressed(client, group)
    pressed(client, other)
    client.get(f"/produk/{listing.pk}/wa/", headers=PHONE)
    people = [
        make_role("Mira", "operator", MERASA),
        make_role("Lidya", "member", MERASA, organisation_number=group.pk),
        make_role("Ines", "operator", make_region(PELA).code),
    ]

    seen = []
    for held in people:
        client.force_login(held.person)
        seen.append(presses_in(client.get("/kerja/pesan/")))

    own = [("Petani kakao Merasa", "2", "2"), ("Kakao", "1", "1")]
    assert seen == [[*own, ("Koperasi rotan", "1", "1")], own, []]
