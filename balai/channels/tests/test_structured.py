"""Structured data says what the page says, and nothing more."""

import json
from datetime import date, time, timedelta

import pytest
from django.utils import translation

from balai.catalogue.queries.cards import price_of
from balai.channels.structured import Crumb, Shown, json_ld, listing_node, trail_node
from tests.factories import NOON, make_listing, make_organisation

TODAY = date(2026, 11, 24)
PLACE = {
    "@type": "Place",
    "name": "Merasa",
    "address": {
        "@type": "PostalAddress",
        "addressLocality": "Merasa",
        "addressRegion": "Berau",
        "addressCountry": "ID",
    },
}
pytestmark = pytest.mark.django_db


def data_of(listing, *, today=TODAY):
    """Read back what a machine would, once written into a page."""
    shown = Shown(
        listing=listing,
        description=listing.text,
        pictures=["http://balai.example/x.png"],
        regency="Berau",
        price=price_of(listing, today=today),
        today=today,
    )
    return json.loads(json_ld([listing_node(shown)]))["@graph"][0]


def test_a_product_is_offered_at_the_price_its_page_shows():
    listing = make_listing(
        "Madu hutan",
        seller=make_organisation("Kelompok Madu"),
        price_low=35000,
        price_unit="botol",
        price_valid_until=date(2026, 12, 31),
    )

    data = data_of(listing)

    assert data == {
        "@type": "Product",
        "name": "Madu hutan",
        "description": "Madu hutan dari Merasa.",
        "url": f"http://balai.example{listing.get_absolute_url()}",
        "image": ["http://balai.example/x.png"],
        "offers": {
            "@type": "Offer",
            "price": 35000,
            "priceCurrency": "IDR",
            "priceValidUntil": "2026-12-31",
            "seller": {"@type": "Organization", "name": "Kelompok Madu"},
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                "price": 35000,
                "priceCurrency": "IDR",
                "unitText": "botol",
            },
        },
    }


def test_a_range_of_prices_has_a_lowest_and_a_highest():
    listing = make_listing(price_low=25000, price_high=60000, price_as_of="2026-11")

    data = data_of(listing)

    assert data["offers"] == {
        "@type": "AggregateOffer",
        "lowPrice": 25000,
        "highPrice": 60000,
        "priceCurrency": "IDR",
    }


@pytest.mark.parametrize(
    "price",
    [
        {},
        {"price_low": 35000},
        {"price_low": 35000, "price_as_of": "2021-06"},
        {"price_low": 35000, "price_valid_until": date(2026, 11, 23)},
    ],
    ids=["none", "undated", "old", "ended"],
)
def test_a_price_that_may_not_hold_is_no_offer(price):
    listing = make_listing(**price)

    data = data_of(listing)

    assert "offers" not in data


@pytest.mark.parametrize(
    ("details", "availability"),
    [
        ({"stock_count": 12}, "https://schema.org/InStock"),
        ({"stock_count": 0}, "https://schema.org/OutOfStock"),
        ({"made_to_order": True}, "https://schema.org/MadeToOrder"),
        ({"stock_count": 3, "made_to_order": True}, "https://schema.org/MadeToOrder"),
        ({}, None),
    ],
)
def test_availability_is_what_was_said_of_the_stock(details, availability):
    listing = make_listing(price_low=35000, price_as_of="2026-11", details=details)

    data = data_of(listing)

    assert data["offers"].get("availability") == availability


def test_a_stock_counted_long_ago_is_not_said_to_be_there():
    listing = make_listing(
        price_low=35000,
        price_valid_until=date(2027, 12, 31),
        refreshed_at=NOON - timedelta(days=181),
        details={"stock_count": 12},
    )

    data = data_of(listing)

    assert data["offers"]["price"] == 35000
    assert "availability" not in data["offers"]


def test_an_invented_seller_is_not_named_to_machines():
    seller = make_organisation("Kelompok Contoh", example=True)
    listing = make_listing(seller=seller, price_low=35000, price_as_of="2026-11")

    data = data_of(listing)

    assert "seller" not in data["offers"]


def test_an_attraction_stands_where_its_map_point_is():
    listing = make_listing("Danau Nyadeng", kind="attraction", longitude=117.1, latitude=1.5)

    data = data_of(listing)

    assert data["@type"] == "TouristAttraction"
    assert data["address"] == PLACE["address"]
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 1.5, "longitude": 117.1}


def test_a_stay_says_its_rooms_and_its_price_range():
    listing = make_listing(
        kind="stay",
        price_low=150000,
        price_high=250000,
        price_as_of="2026-10",
        details={"room_count": 4},
    )

    data = data_of(listing)

    assert data["@type"] == "LodgingBusiness"
    assert data["numberOfRooms"] == 4
    assert data["priceRange"] == "Rp150.000–250.000"


def test_a_stay_with_an_old_price_has_no_price_range():
    listing = make_listing(kind="stay", price_low=150000, price_as_of="2021")

    data = data_of(listing)

    assert "priceRange" not in data


def test_an_experience_is_a_trip_that_somebody_provides():
    seller = make_organisation("Pokdarwis Bangen Tawai")
    listing = make_listing(
        kind="experience", seller=seller, price_low=700000, price_as_of="2026-11"
    )

    data = data_of(listing)

    assert data["@type"] == "TouristTrip"
    assert data["provider"] == {"@type": "Organization", "name": "Pokdarwis Bangen Tawai"}
    assert data["itinerary"] == PLACE
    assert data["offers"]["price"] == 700000


@pytest.mark.parametrize(
    ("details", "days"),
    [
        ({"start_on": date(2026, 12, 10)}, {"startDate": "2026-12-10"}),
        (
            {"start_on": date(2026, 12, 10), "end_on": date(2026, 12, 12)},
            {"startDate": "2026-12-10", "endDate": "2026-12-12"},
        ),
        (
            {"start_on": date(2026, 12, 10), "start_time": time(9), "end_time": time(15, 30)},
            {"startDate": "2026-12-10T09:00:00+08:00", "endDate": "2026-12-10T15:30:00+08:00"},
        ),
    ],
    ids=["all day", "several days", "with times"],
)
def test_an_event_says_its_days_in_wita(details, days):
    listing = make_listing(kind="event", details={"status": "scheduled", **details})

    data = data_of(listing)

    assert data["@type"] == "Event"
    assert data["location"] == PLACE
    assert {name: data[name] for name in ("startDate", "endDate") if name in data} == days


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("scheduled", "https://schema.org/EventScheduled"),
        ("postponed", "https://schema.org/EventPostponed"),
        ("cancelled", "https://schema.org/EventCancelled"),
        ("past", None),
        ("undated", None),
    ],
)
def test_an_event_says_whether_it_takes_place(status, said):
    details = {"status": status, "start_on": date(2026, 12, 10)}
    listing = make_listing(kind="event", details=details)

    data = data_of(listing)

    assert data["startDate"] == "2026-12-10"
    assert data.get("eventStatus") == said


@pytest.mark.parametrize(
    ("today", "status"),
    [(date(2026, 12, 12), "https://schema.org/EventScheduled"), (date(2026, 12, 13), None)],
)
def test_an_event_is_scheduled_until_its_last_day_is_over(today, status):
    days = {"start_on": date(2026, 12, 10), "end_on": date(2026, 12, 12)}
    listing = make_listing(kind="event", details={"status": "scheduled", **days})

    data = data_of(listing, today=today)

    assert data["endDate"] == "2026-12-12"
    assert data.get("eventStatus") == status


@pytest.mark.parametrize(
    ("status", "today", "is_offered"),
    [
        ("scheduled", TODAY, True),
        ("postponed", TODAY, True),
        ("cancelled", TODAY, False),
        ("past", TODAY, False),
        ("scheduled", date(2026, 12, 11), False),
    ],
)
def test_only_an_event_that_may_still_be_visited_is_offered(status, today, is_offered):
    details = {"status": status, "start_on": date(2026, 12, 10)}
    listing = make_listing(kind="event", details=details, price_low=35000, price_as_of="2026-11")

    data = data_of(listing, today=today)

    assert ("offers" in data) is is_offered


def test_what_is_free_is_offered_for_nothing():
    listing = make_listing(price_low=0, price_as_of="2026-11", price_unit="orang")

    data = data_of(listing)

    assert data["offers"] == {"@type": "Offer", "price": 0, "priceCurrency": "IDR"}


@pytest.mark.parametrize("status", ["undated", "postponed", "cancelled", "past"])
def test_an_event_without_a_day_is_only_a_page_about_one(status):
    details = {"status": status, "last_held": "2024-11"}
    listing = make_listing("Erau", kind="event", details=details)

    data = data_of(listing)

    assert data["@type"] == "WebPage"
    assert data["contentLocation"] == PLACE
    assert "startDate" not in data


def test_a_practice_is_a_page_about_it_in_the_readers_language():
    listing = make_listing("Tari Hudoq", kind="culture", title_en="Hudoq dance")

    with translation.override("en"):
        data = data_of(listing)

    assert (data["@type"], data["name"], data["inLanguage"]) == ("WebPage", "Hudoq dance", "en")


def test_a_story_is_an_article_with_its_teller():
    listing = make_listing("Kakao " * 19, kind="story", details={"byline": "Ibu Lenny"})

    data = data_of(listing)

    assert data["@type"] == "Article"
    assert len(data["headline"]) <= 110
    assert data["author"] == {"@type": "Person", "name": "Ibu Lenny"}
    assert [name for name in data if name.startswith("date")] == []


@pytest.mark.parametrize(
    "title",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script> \"quoted\" & 'single' \\ back",
        "Dua\u2028baris\u2029putus",
        "Madu 🍯 hutan {% now 'Y' %}",
    ],
)
def test_no_title_breaks_out_of_its_block(title):
    listing = make_listing(title)

    written = json_ld([{"@type": "Thing", "name": listing.title}])

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["@graph"][0]["name"] == title


def test_a_trail_is_numbered_and_absolute():
    trail = (Crumb("Balai", "/"), Crumb("Produk", "/produk/"))

    data = trail_node(trail)

    assert data["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Balai", "item": "http://balai.example/"},
        {
            "@type": "ListItem",
            "position": 2,
            "name": "Produk",
            "item": "http://balai.example/produk/",
        },
    ]
