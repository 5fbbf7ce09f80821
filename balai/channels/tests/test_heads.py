"""What a page says of itself to search engines and messengers."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from balai.accounts.visitors import VISITOR
from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.models import Sector
from balai.catalogue.queries.cards import price_of
from balai.catalogue.queries.listing import visible_listing
from balai.channels.heads import head_of_listing, head_of_page, head_of_village
from balai.channels.tests.reading import ReadHead
from tests.factories import make_listing, make_region

SITE = "http://balai.example"
pytestmark = pytest.mark.django_db


class Profile:
    """A village's profile, as far as a head reads it."""

    def __init__(self, about="", aliases=()):
        self.about = about
        self.aliases = aliases


def listing_head(listing, *, when=""):
    price = price_of(listing, today=timezone.localdate())
    return head_of_listing(listing, price=price, when=when)


def read(head):
    parts = ("channels/_head.html", "channels/_structured.html")
    return ReadHead("".join(render_to_string(part, {"head": head}) for part in parts))


def test_a_list_names_itself_its_translations_and_its_feed():
    page = head_of_page("/produk/", title="Produk", description="Produk desa.", feed_kind="product")

    head = read(page)

    assert head.linked("canonical") == [f"{SITE}/produk/"]
    assert head.translations() == {
        "id": f"{SITE}/produk/",
        "en": f"{SITE}/en/produk/",
        "x-default": f"{SITE}/produk/",
    }
    assert f"{SITE}/produk/atom.xml" in head.linked("alternate")
    assert head.properties["description"] == ["Produk desa."]
    assert "robots" not in head.properties
    assert head.blocks == []


def test_a_page_in_english_names_the_same_translations():
    with translation.override("en"):
        page = head_of_page("/en/produk/", title="Products", description="Made in villages.")
        head = read(page)

    assert head.linked("canonical") == [f"{SITE}/en/produk/"]
    assert head.translations()["x-default"] == f"{SITE}/produk/"
    assert f"{SITE}/en/atom.xml" in head.linked("alternate")
    assert head.properties["og:locale"] == ["en_US"]
    assert head.properties["og:locale:alternate"] == ["id_ID"]
    assert head.linked("manifest") == ["/en/manifest.webmanifest"]


@pytest.mark.parametrize("demo", [True, False])
def test_a_demo_asks_search_engines_to_stay_away(settings, demo):
    settings.IS_DEMO = demo

    page = head_of_page("/", title="Balai", description="Balai desa.")

    assert page.noindex is demo
    assert read(page).properties.get("robots", []) == ["noindex"] * demo


def test_a_shared_listing_shows_its_title_words_and_picture():
    listing = make_listing("Madu hutan", text="Madu dari hutan Merasa.", price_low=90000,
                           price_unit="botol", price_as_of="2021-06")  # fmt: skip

    properties = read(listing_head(listing)).properties

    assert properties["og:title"] == ["Madu hutan · Merasa"]
    assert properties["og:url"] == [SITE + listing.get_absolute_url()]
    assert properties["og:image:width"] == ["1200"]
    assert properties["og:image:height"] == ["630"]
    assert properties["og:image:alt"] == ["Madu hutan"]
    assert properties["og:image"][0].startswith(f"{SITE}/produk/{listing.pk}/bagikan.png")
    assert properties["twitter:card"] == ["summary_large_image"]


def test_a_title_that_names_its_village_does_not_name_it_twice():
    listing = make_listing("Biji kakao Merasa")

    assert listing_head(listing).title == "Biji kakao Merasa"


def test_a_preview_says_an_old_price_only_with_its_day():
    with translation.override("en"):
        dated = make_listing(text="Madu.", price_low=90000, price_as_of="2021-06")
        undated = make_listing(text="Madu.", price_low=90000)
        heads = [listing_head(one) for one in (dated, undated)]

    assert heads[0].description.startswith("Rp90.000 (")
    assert "June 2021" in heads[0].description
    assert "Rp90.000" in heads[1].description
    assert "undated" in heads[1].description


def test_an_event_begins_its_preview_with_its_day():
    listing = make_listing("Erau", kind="event", text="Pesta adat.")

    head = listing_head(listing, when="10 Desember 2026")

    assert head.description == "10 Desember 2026 · Pesta adat."


def test_the_trail_runs_over_kind_and_sector_as_on_the_page():
    listing = make_listing()
    sector = Sector.objects.create(code="kakao", name="Kakao", name_en="Cocoa")
    put_in_sectors(listing, [sector])

    head = listing_head(listing)

    paths = [crumb.path for crumb in head.trail]
    assert paths == ["/", "/produk/", "/sektor/kakao/"]
    assert [node["@type"] for node in read(head).graph] == ["Product", "BreadcrumbList"]


def test_what_is_invented_is_no_fact_for_machines():
    listing = make_listing(example=True)

    head = read(listing_head(listing))

    assert head.properties["robots"] == ["noindex"]
    assert [node["@type"] for node in head.graph] == ["BreadcrumbList"]


@pytest.mark.parametrize(
    "title",
    ['"><script>alert(1)</script>', "</script><img src=x>", "Madu 'asli' & \"murni\" 🍯"],
)
def test_no_title_breaks_out_of_the_head(title):
    listing = make_listing(title, text=title)

    head = read(listing_head(listing))

    assert set(head.tags) == {"meta", "link", "script"}
    assert head.tags.count("script") == 1
    assert head.properties["og:title"] == [f"{title} · Merasa"]
    assert head.graph[0]["name"] == title


def test_a_village_is_a_place_with_its_code_within_its_regency():
    village = make_region(local_term="Kampung")

    head = read(head_of_village(village, Profile("Kampung kakao di tepi Kelay.", ["Long Merasa"])))

    assert head.properties["og:title"] == ["Kampung Merasa, Berau"]
    assert head.graph[0] == {
        "@type": "AdministrativeArea",
        "name": "Merasa",
        "alternateName": ["Long Merasa"],
        "description": "Kampung kakao di tepi Kelay.",
        "url": f"{SITE}/desa/64.03.01.2005/",
        "image": head.properties["og:image"][0],
        "identifier": {
            "@type": "PropertyValue", "propertyID": "Kemendagri", "value": "64.03.01.2005"
        },
        "containedInPlace": {
            "@type": "AdministrativeArea", "name": "Berau", "identifier": "64.03"
        },
    }  # fmt: skip
    assert f"{SITE}/desa/64.03.01.2005/atom.xml" in head.linked("alternate")


def test_a_village_without_words_of_its_own_claims_none():
    village = make_region()

    head = read(head_of_village(village, Profile()))

    assert "description" not in head.graph[0]
    assert "alternateName" not in head.graph[0]
    assert head.properties["description"] != [""]


def test_the_head_of_a_listing_asks_nothing_that_its_page_has_not_loaded(
    django_assert_num_queries,
):
    make_listing(seller=None)
    listing = visible_listing(VISITOR, make_listing("Madu").pk)
    listing_head(listing)

    with django_assert_num_queries(1):  # the version under which names of regencies are kept
        listing_head(listing)
