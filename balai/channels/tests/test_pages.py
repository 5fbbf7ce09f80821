"""The pages themselves: what they tell machines, a person can read on them."""

from datetime import date, time
from typing import Any

import pytest
from django.utils import translation

from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.models import Sector
from balai.channels.tests.reading import (
    ReadHead,
    ReadText,
    moments_shown,
    moments_told,
    said_in,
)
from balai.registry.models import RegionAlias, VillageProfile
from tests.factories import make_listing, make_organisation, make_region

TEXT = "Dari kebun warga di tepi sungai, dikerjakan bersama. " * 8
KINDS: dict[str, dict[str, Any]] = {
    "product": {
        "price_low": 35000,
        "price_unit": "kg",
        "price_valid_until": date(2099, 12, 31),
        "details": {"materials": "kakao", "award": "Prudes 2025", "stock_count": 12},
    },
    "attraction": {"longitude": 117.1, "latitude": 1.5, "price_low": 10000},
    "stay": {
        "price_low": 150000,
        "price_high": 250000,
        "price_valid_until": date(2099, 12, 31),
        "details": {"room_count": 4},
    },
    "experience": {
        "price_low": 0, "price_unit": "orang", "price_valid_until": date(2099, 12, 31)
    },
    "culture": {"details": {"community": "Dayak Kenyah"}},
    "event": {"details": {"status": "scheduled", "start_on": date(2099, 12, 10)}},
    "story": {"details": {"byline": "Ibu Lenny"}},
}  # fmt: skip
EVENTS: dict[str, tuple[dict[str, Any], set[date | str]]] = {
    "all day": ({"start_on": date(2099, 4, 20)}, {date(2099, 4, 20)}),
    "from a time on": (
        {"start_on": date(2099, 4, 20), "start_time": time(19, 30)}, {date(2099, 4, 20), "19.30"}
    ),
    "some hours": (
        {"start_on": date(2099, 4, 20), "start_time": time(9), "end_time": time(15, 30)},
        {date(2099, 4, 20), "09.00", "15.30"},
    ),
    "some days": (
        {"start_on": date(2099, 4, 20), "end_on": date(2099, 4, 22)},
        {date(2099, 4, 20), date(2099, 4, 22)},
    ),
    "over the turn of a month": (
        {"start_on": date(2099, 5, 30), "start_time": time(8), "end_on": date(2099, 8, 2)},
        {date(2099, 5, 30), "08.00", date(2099, 8, 2)},
    ),
}  # fmt: skip
languages = pytest.mark.parametrize("language", ["id", "en"])
pytestmark = pytest.mark.django_db


def page_of(client, listing, language):
    """Read the page of a listing, and go on in its language."""
    translation.activate(language)  # each test starts in Indonesian again
    return client.get(listing.get_absolute_url()).content.decode()


@languages
@pytest.mark.parametrize("kind", KINDS)
def test_all_that_a_listing_tells_machines_stands_on_its_page(client, kind, language):
    seller = make_organisation("Kelompok Perempuan Merasa")
    listing = make_listing(
        "Kakao & <Madu> Merasa", title_en="Cocoa & <Honey>", kind=kind, seller=seller, text=TEXT,
        text_en=f"English. {TEXT}", **KINDS[kind],
    )  # fmt: skip
    sector = Sector.objects.create(code="kakao", name="Kakao", name_en="Cocoa")
    put_in_sectors(listing, [sector])

    page = page_of(client, listing, language)

    graph, visible = ReadHead(page).graph, ReadText(page).text
    assert len(said_in(graph)) > 5
    assert [words for words in said_in(graph) if words not in visible] == []
    assert moments_told(graph) - moments_shown(visible) == set()


@languages
@pytest.mark.parametrize(("details", "moments"), EVENTS.values(), ids=EVENTS)
def test_an_event_tells_machines_the_days_and_times_of_its_page(client, language, details, moments):
    listing = make_listing(kind="event", details={"status": "scheduled", **details})

    page = page_of(client, listing, language)

    assert moments_told(ReadHead(page).graph) == moments
    assert moments - moments_shown(ReadText(page).text) == set()


@languages
def test_a_price_tells_machines_the_last_day_that_its_page_names(client, language):
    listing = make_listing(price_low=35000, price_valid_until=date(2099, 5, 31))

    page = page_of(client, listing, language)

    assert moments_told(ReadHead(page).graph) == {date(2099, 5, 31)}
    assert date(2099, 5, 31) in moments_shown(ReadText(page).text)


@languages
@pytest.mark.parametrize(
    ("status", "told", "words"),
    [
        ("scheduled", None, {"id": "(sudah lewat)", "en": "(past)"}),
        ("past", None, {"id": "(sudah lewat)", "en": "(past)"}),
        ("postponed", "EventPostponed", {"id": "Ditunda", "en": "Postponed"}),
        ("cancelled", "EventCancelled", {"id": "Dibatalkan", "en": "Cancelled"}),
    ],
)
def test_an_event_that_is_over_is_no_promise_to_machines_either(
    client, language, status, told, words
):
    listing = make_listing(
        kind="event", price_low=35000, price_valid_until=date(2099, 12, 31),
        details={"status": status, "start_on": date(2025, 12, 10)},
    )  # fmt: skip

    page = page_of(client, listing, language)

    event = ReadHead(page).graph[0]
    assert (event["@type"], event["startDate"]) == ("Event", "2025-12-10")
    assert event.get("eventStatus") == (told and f"https://schema.org/{told}")
    assert "offers" not in event
    assert words[language] in ReadText(page).text


def test_all_that_a_village_tells_machines_stands_on_its_page(client):
    village = make_region()
    VillageProfile.objects.create(village=village, about=TEXT)
    RegionAlias.objects.create(region=village, name="Long Merasa")

    page = client.get("/desa/64.03.01.2005/").content.decode()

    said = said_in(ReadHead(page).graph)
    visible = ReadText(page).text
    assert {"Merasa", "Berau", "Long Merasa"} <= set(said)
    assert [words for words in said if words not in visible] == []
    assert "64.03.01.2005" in visible


def test_a_machine_is_told_no_price_that_the_page_calls_old(client):
    listing = make_listing(price_low=35000, price_as_of="2021-06")

    page = client.get(listing.get_absolute_url()).content.decode()

    assert "Rp35.000" in ReadText(page).text
    assert "offers" not in ReadHead(page).graph[0]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/en/",
        "/sajian/",
        "/produk/",
        "/en/produk/",
        "/desa/",
        "/kabupaten/64.03/",
        "/tentang/",
    ],
)
def test_every_page_names_itself_and_a_picture_that_answers(client, address):
    make_listing()

    head = ReadHead(client.get(address).content.decode())

    site = "http://balai.example"
    assert head.linked("canonical") == [site + address]
    assert set(head.translations()) == {"id", "en", "x-default"}
    [picture] = head.properties["og:image"]
    answer = client.get(picture.removeprefix(site))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "public, no-cache"


def test_a_hostile_title_stays_text_on_the_whole_page(client):
    title = '</script><script>alert(1)</script>" onload="x'
    listing = make_listing(title, text=title)

    page = client.get(listing.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert ReadHead(page).graph[0]["name"] == title
