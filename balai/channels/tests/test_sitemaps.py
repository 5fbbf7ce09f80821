"""Sitemaps lead to every page, in both languages, and to nothing else."""

from urllib.parse import urlsplit

import pytest

from balai.catalogue.models import Sector
from balai.channels import queries
from balai.channels.tests.reading import NAMES, read_xml, texts
from tests.factories import NOON, make_listing, make_region

SITE = "http://balai.example"
pytestmark = pytest.mark.django_db


def listed(client):
    """Read all pages that the index leads to."""
    index = read_xml(client.get("/sitemap.xml").content)
    maps = [urlsplit(address).path for address in texts(index, "map:sitemap/map:loc")]
    trees = [read_xml(client.get(path).content) for path in maps]
    return [address for tree in trees for address in texts(tree, "map:url/map:loc")]


def test_the_index_leads_to_pages_regions_and_listings(client):
    listing = make_listing()
    Sector.objects.create(code="kakao", name="Kakao", name_en="Cocoa")

    pages = listed(client)

    assert len(pages) == len(set(pages))
    assert {
        f"{SITE}/",
        f"{SITE}/en/",
        f"{SITE}/en/produk/",
        f"{SITE}/sektor/kakao/",
        f"{SITE}/kabupaten/64.03/",
        f"{SITE}/kecamatan/64.03.01/",
        f"{SITE}/desa/64.03.01.2005/",
        f"{SITE}/en/desa/64.03.01.2005/",
        SITE + listing.get_absolute_url(),
    } <= set(pages)


def test_every_listed_page_answers(client):
    make_listing()
    make_listing("Erau", kind="event")
    Sector.objects.create(code="kakao", name="Kakao", name_en="Cocoa")

    statuses = {page: client.get(urlsplit(page).path).status_code for page in listed(client)}

    assert {page for page, status in statuses.items() if status != 200} == set()
    assert len(statuses) == 2 * (10 + 7 + 1 + 3 + 2)  # pages, kinds, sectors, regions, listings


def test_an_entry_names_its_day_and_all_its_translations(client):
    listing = make_listing("Madu", pk=1)
    path = listing.get_absolute_url()

    tree = read_xml(client.get("/sitemap-listings-0.xml").content)

    translations = [
        {one.get("hreflang"): one.get("href") for one in entry.findall("xhtml:link", NAMES)}
        for entry in tree.findall("map:url", NAMES)
    ]
    expected = {"id": SITE + path, "en": f"{SITE}/en{path}", "x-default": SITE + path}
    assert translations == [expected, expected]
    assert texts(tree, "map:url/map:loc") == [SITE + path, f"{SITE}/en{path}"]
    assert texts(tree, "map:url/map:lastmod") == ["2026-11-24T12:00:00+08:00"] * 2


def test_what_is_hidden_or_invented_is_in_no_sitemap(client):
    make_listing("Rahasia", published_at=None)
    make_listing("Lama", withdrawn_at=NOON)
    make_listing("Contoh", example=True)

    pages = listed(client)

    assert [page for page in pages if page.endswith(("rahasia/", "lama/", "contoh/"))] == []
    assert b"sitemap-listings" not in client.get("/sitemap.xml").content


def test_listings_are_parted_by_their_numbers(client, monkeypatch):
    monkeypatch.setattr(queries, "RANGE", 100)
    [make_listing(pk=number) for number in (5, 99, 100, 731)]

    index = texts(read_xml(client.get("/sitemap.xml").content), "map:sitemap/map:loc")
    numbers = [
        len(texts(read_xml(client.get(f"/sitemap-listings-{one}.xml").content), "map:url/map:loc"))
        for one in (0, 1, 2, 7)
    ]

    assert index[-3:] == [f"{SITE}/sitemap-listings-{one}.xml" for one in (0, 1, 7)]
    assert numbers == [4, 2, 0, 2]


@pytest.mark.parametrize("count", [10, 1000])
def test_a_sitemap_asks_as_much_of_few_as_of_many(
    client, django_assert_num_queries, monkeypatch, count
):
    monkeypatch.setattr(queries, "RANGE", 50)
    make_region()
    [make_listing(f"Madu {number}", pk=number + 1) for number in range(count)]
    client.get("/sitemap.xml")

    with django_assert_num_queries(3):  # the version, the last number, and all ranges at once
        client.get("/sitemap.xml")
    with django_assert_num_queries(3):
        client.get("/sitemap-listings-0.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-regions-64.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-pages.xml")


def test_a_full_sitemap_stays_within_the_limits_of_the_standard(client):
    make_listing("Biji kakao fermentasi dari kebun warga di tepi sungai" * 2, pk=1)
    entry = client.get("/sitemap-listings-0.xml").content

    assert 2 * queries.RANGE <= 50_000
    assert len(entry) * queries.RANGE < 50 * 1024 * 1024


@pytest.mark.parametrize(
    "path", ["/sitemap-regions-99.xml", "/sitemap-regions-64.03.xml", "/sitemap-x.xml"]
)
def test_there_is_no_sitemap_of_what_is_no_province(client, path):
    make_region()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [7, 10**17, 10**30])
def test_a_range_with_nothing_in_it_is_an_empty_list(client, number):
    make_listing()

    tree = read_xml(client.get(f"/sitemap-listings-{number}.xml").content)

    assert texts(tree, "map:url/map:loc") == []


def test_an_unchanged_sitemap_is_not_sent_again(client):
    make_listing()
    tag = client.get("/sitemap-listings-0.xml")["ETag"]

    again = client.get("/sitemap-listings-0.xml", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_a_site_that_moved_is_sent_anew(client, settings):
    tag = client.get("/sitemap.xml")["ETag"]
    settings.SITE_URL = "https://balai.kaltim.example"

    answer = client.get("/sitemap.xml", headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert b"https://balai.kaltim.example/sitemap-pages.xml" in answer.content
