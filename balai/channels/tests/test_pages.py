"""The pages themselves: what they tell machines, a person can read on them."""

from datetime import date, time
from typing import Any

import pytest

from balai.catalogue.models import ListingSector, Sector
from balai.channels.tests.reading import ReadHead, ReadText, said_in
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
    "attraction": {"longitude": 117.1, "latitude": 1.5},
    "stay": {
        "price_low": 150000,
        "price_high": 250000,
        "price_valid_until": date(2099, 12, 31),
        "details": {"room_count": 4},
    },
    "experience": {"price_low": 700000, "price_valid_until": date(2099, 12, 31)},
    "culture": {"details": {"community": "Dayak Kenyah"}},
    "event": {
        "details": {"status": "scheduled", "start_on": date(2026, 12, 10), "start_time": time(9)}
    },
    "story": {"details": {"byline": "Ibu Lenny"}},
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("kind", KINDS)
def test_all_that_a_listing_tells_machines_stands_on_its_page(client, kind, language):
    seller = make_organisation("Kelompok Perempuan Merasa")
    listing = make_listing(
        "Kakao & <Madu> Merasa", title_en="Cocoa & <Honey>", kind=kind, seller=seller, text=TEXT,
        text_en=f"English. {TEXT}", **KINDS[kind],
    )  # fmt: skip
    sector = Sector.objects.create(code="kakao", name="Kakao", name_en="Cocoa")
    ListingSector.objects.create(listing=listing, sector=sector)

    page = client.get(language + listing.get_absolute_url()).content.decode()

    said = said_in(ReadHead(page).graph)
    visible = ReadText(page).text
    assert len(said) > 5
    assert [words for words in said if words not in visible] == []


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
