"""Atom feeds that any reader takes: RFC 4287."""

from datetime import datetime, timedelta

import pytest

from balai.channels.tests.reading import NAMES, read_xml, texts
from balai.core.freshness import content_changed
from tests.factories import NOON, make_listing, make_organisation, make_region

SITE = "http://balai.example"
pytestmark = pytest.mark.django_db


def links(element, rel):
    return [one.get("href") for one in element.findall("atom:link", NAMES) if one.get("rel") == rel]


@pytest.mark.parametrize(
    ("path", "name", "page"),
    [
        ("/atom.xml", "id:listings", "/sajian/"),
        ("/en/atom.xml", "en:listings", "/en/sajian/"),
        ("/produk/atom.xml", "id:kind:product", "/produk/"),
        ("/en/produk/atom.xml", "en:kind:product", "/en/produk/"),
        ("/desa/64.03.01.2005/atom.xml", "id:village:64.03.01.2005", "/desa/64.03.01.2005/"),
        ("/en/desa/64.03.01.2005/atom.xml", "en:village:64.03.01.2005", "/en/desa/64.03.01.2005/"),
    ],
)
def test_a_feed_has_all_that_the_standard_asks_of_it(client, path, name, page):
    make_listing("Madu hutan")

    answer = client.get(path)

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = read_xml(answer.content)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert texts(feed, "atom:id") == [f"tag:balai.example,2026:{name}"]
    assert texts(feed, "atom:updated") == ["2026-11-24T12:00:00+08:00"]
    assert texts(feed, "atom:author/atom:name") == ["Balai"]
    assert all(texts(feed, "atom:title"))
    assert links(feed, "self") == [SITE + path]
    assert links(feed, "alternate") == [SITE + page]
    assert texts(feed, "atom:entry/atom:title") == ["Madu hutan"]


def test_an_entry_has_all_that_the_standard_asks_of_it(client):
    seller = make_organisation("Kelompok Madu")
    listing = make_listing("Madu hutan", seller=seller, text="Madu dari hutan.\n\nManis.")

    [entry] = read_xml(client.get("/atom.xml").content).findall("atom:entry", NAMES)

    assert texts(entry, "atom:id") == [f"tag:balai.example,2026:id:listing:{listing.pk}"]
    assert texts(entry, "atom:updated") == ["2026-11-24T12:00:00+08:00"]
    assert texts(entry, "atom:published") == ["2026-11-24T12:00:00+08:00"]
    assert texts(entry, "atom:author/atom:name") == ["Kelompok Madu"]
    assert texts(entry, "atom:summary") == ["<p>Madu dari hutan.</p>\n\n<p>Manis.</p>"]
    assert links(entry, "alternate") == [SITE + listing.get_absolute_url()]
    [picture] = links(entry, "enclosure")
    assert picture.startswith(f"{SITE}/produk/{listing.pk}/bagikan.png?v=")


def test_the_english_feed_speaks_english_under_names_of_its_own(client):
    listing = make_listing("Madu hutan", title_en="Forest honey")

    feed = read_xml(client.get("/en/atom.xml").content)

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert texts(feed, "atom:entry/atom:title") == ["Forest honey"]
    assert texts(feed, "atom:entry/atom:id") == [f"tag:balai.example,2026:en:listing:{listing.pk}"]


def test_a_name_outlives_a_change_of_title(client):
    listing = make_listing("Madu hutan")
    before = texts(read_xml(client.get("/atom.xml").content), "atom:entry/atom:id")
    listing.title = "Madu hutan asli"
    listing.save()
    content_changed()

    feed = read_xml(client.get("/atom.xml").content)

    assert texts(feed, "atom:entry/atom:title") == ["Madu hutan asli"]
    assert texts(feed, "atom:entry/atom:id") == before


def test_a_feed_carries_the_fifty_freshest_first(client):
    [make_listing(f"Madu {number}", refreshed_at=NOON + timedelta(number)) for number in range(52)]

    titles = texts(read_xml(client.get("/atom.xml").content), "atom:entry/atom:title")

    assert titles == [f"Madu {number}" for number in range(51, 1, -1)]


def test_a_feed_of_a_kind_or_village_carries_nothing_else(client):
    make_listing("Madu")
    make_listing("Danau", kind="attraction")
    make_listing("Ikan asin", village=make_region("64.02.08.2009"))

    of_kind = read_xml(client.get("/wisata/atom.xml").content)
    of_village = read_xml(client.get("/desa/64.02.08.2009/atom.xml").content)

    assert texts(of_kind, "atom:entry/atom:title") == ["Danau"]
    assert texts(of_village, "atom:entry/atom:title") == ["Ikan asin"]


def test_what_is_not_published_or_is_withdrawn_is_in_no_feed(client):
    make_listing("Rahasia", published_at=None)
    make_listing("Lama", withdrawn_at=NOON)

    answers = [client.get(path) for path in ("/atom.xml", "/produk/atom.xml")]
    answers.append(client.get("/desa/64.03.01.2005/atom.xml"))

    assert [answer.content.count(b"<entry>") for answer in answers] == [0, 0, 0]
    assert b"Rahasia" not in b"".join(answer.content for answer in answers)


def test_an_empty_feed_is_whole_and_stays_the_same(client):
    first, second = (client.get("/atom.xml").content for _ in range(2))

    assert first == second
    updated = texts(read_xml(first), "atom:updated")[0]
    assert datetime.fromisoformat(updated).tzinfo is not None


def test_what_is_invented_says_so_in_its_title(client):
    make_listing("Madu", title_en="Honey", example=True)

    titles = texts(read_xml(client.get("/en/atom.xml").content), "atom:entry/atom:title")

    assert titles == ["Example: Honey"]


@pytest.mark.parametrize("title", ["<b>&amp;</b> ]]>", "Madu \x0b\x00hutan", "Madu \ufffe 🍯"])
def test_no_title_or_text_breaks_a_feed(client, title):
    clean = title.replace("\x0b", "").replace("\x00", "").replace("\ufffe", "")
    make_listing(title.replace("\x00", ""), text=f"{title} <script>".replace("\x00", ""))

    feed = read_xml(client.get("/atom.xml").content)

    assert texts(feed, "atom:entry/atom:title") == [clean]
    assert "<script>" not in texts(feed, "atom:entry/atom:summary")[0]


def test_an_unchanged_feed_is_not_sent_again(client, django_assert_num_queries):
    make_listing()
    content_changed()
    tag = client.get("/atom.xml")["ETag"]

    with django_assert_num_queries(1):
        again = client.get("/atom.xml", headers={"If-None-Match": tag})
    content_changed()
    changed = client.get("/atom.xml", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


@pytest.mark.parametrize("count", [1, 45])
def test_a_feed_asks_as_much_of_few_as_of_many(client, django_assert_num_queries, count):
    [make_listing(f"Madu {number}") for number in range(count)]

    with django_assert_num_queries(4):  # the version, names of regencies, the listings, covers
        client.get("/atom.xml")


@pytest.mark.parametrize("path", ["/desa/64.03.01.2099/atom.xml", "/desa/64.03/atom.xml"])
def test_there_is_no_feed_of_what_is_no_village(client, path):
    make_region()

    assert client.get(path).status_code == 404


def test_addresses_come_from_the_settings_and_not_from_the_request(client):
    make_listing()

    feed = client.get("/atom.xml", headers={"Host": "localhost"}).content

    assert b"http://localhost" not in feed
