"""The public pages answer, in both languages, under one address each."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.catalogue.actions import counts
from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.models import Listing, ListingSector, Product, Sector
from balai.core.freshness import content_changed
from balai.registry.models import Boundary, Region
from tests.factories import NOON, make_decree, make_listing, make_organisation, make_region

pytestmark = pytest.mark.django_db


def make_many(total):
    """Publish many products of Merasa in bulk, in a sector, with their counts and index."""
    village = make_region()
    sector = Sector.objects.get_or_create(code="kakao", defaults={"name": "Kakao"})[0]
    start = Listing.objects.count()
    listings = Listing.objects.bulk_create(
        Listing(
            kind="product",
            village=village,
            regency_code=village.regency_code,
            title=f"Kakao nomor {number}",
            text="Biji kakao.",
            refreshed_at=NOON - timedelta(minutes=number),
            published_at=NOON,
        )
        for number in range(start, start + total)
    )
    Product.objects.bulk_create(Product(listing=listing) for listing in listings)
    ListingSector.objects.bulk_create(
        ListingSector(
            listing=listing, sector=sector, kind=listing.kind, refreshed_at=listing.refreshed_at
        )
        for listing in listings
    )
    counts.recount()
    call_command("reindex", verbosity=0)
    content_changed()


def query_count(client, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def warm(client):
    """Ask once for what a process remembers until the content changes."""
    for path in PAGES:
        client.get(path)


PAGES = [
    "/", "/sajian/", "/produk/", "/produk/?kab=64.03&sektor=kakao", "/sektor/", "/sektor/kakao/",
    "/desa/", "/desa/64.03.01.2005/", "/kecamatan/64.03.01/", "/kabupaten/64.03/",
    "/cari/?q=kelay", "/cari/?q=mrasa", "/cari/saran/?q=kakao", "/en/", "/en/produk/",
]  # fmt: skip


@pytest.mark.slow
def test_every_page_takes_as_many_queries_with_10_listings_as_with_10_000(client):
    make_many(10)
    warm(client)
    with_few = {path: query_count(client, path) for path in PAGES}

    make_many(9_990)
    warm(client)

    assert {path: query_count(client, path) for path in PAGES} == with_few


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["q=kakao", "q=kakao&jenis=product", "q=kakao&hal=2"])
def test_a_search_with_10_000_hits_takes_no_more_queries_than_one_with_25(client, asked):
    """What is found more than 1,000 times is not counted by tag: one query less."""
    make_many(25)
    query_count(client, f"/cari/?{asked}")
    with_few = query_count(client, f"/cari/?{asked}")

    make_many(9_975)
    query_count(client, f"/cari/?{asked}")

    assert query_count(client, f"/cari/?{asked}") <= with_few


@pytest.mark.slow
def test_a_listing_takes_as_many_queries_with_10_listings_as_with_10_000(client):
    make_many(10)
    address = Listing.objects.all()[0].get_absolute_url()
    with_few = query_count(client, address)

    make_many(9_990)

    assert query_count(client, address) == with_few


def test_a_village_answers_under_one_address(client):
    make_region()

    for spelling in ("6403012005", "64.03.01.2005-merasa", "6403012005-apa-saja"):
        answer = client.get(f"/desa/{spelling}/")
        assert (answer.status_code, answer["Location"]) == (301, "/desa/64.03.01.2005/")
    assert client.get("/desa/64.03.01.2005/merasa/")["Location"] == "/desa/64.03.01.2005/"
    assert client.get("/en/desa/6403012005/")["Location"] == "/en/desa/64.03.01.2005/"
    assert client.get("/desa/64.03.01.2005/").status_code == 200


def test_each_level_has_its_own_word_in_the_address(client):
    make_region()

    assert client.get("/desa/64.03/")["Location"] == "/kabupaten/64.03/"
    assert client.get("/kabupaten/64.03.01/")["Location"] == "/kecamatan/64.03.01/"
    assert client.get("/desa/64/").status_code == 404


def test_a_code_that_ended_leads_to_its_successor(client):
    old, new = make_region(), make_region("64.03.01.2006", name="Merasa Baru")
    end(old)
    old.successors.add(new)

    answer = client.get("/desa/64.03.01.2005/")

    assert (answer.status_code, answer["Location"]) == (301, "/desa/64.03.01.2006/")


def test_a_code_split_in_two_names_both(client):
    old = make_region()
    end(old)
    old.successors.add(make_region("64.03.01.2006"), make_region("64.03.01.2007"))

    page = client.get("/desa/64.03.01.2005/").content.decode()

    assert "Merasa bukan lagi wilayah tersendiri" in page
    assert 'href="/desa/64.03.01.2006/"' in page
    assert 'href="/desa/64.03.01.2007/"' in page


def test_what_a_divided_village_showed_is_found_at_both_halves(client):
    old = make_region()
    make_listing("Biji kakao", village=old)
    halves = [make_region("64.03.01.2006"), make_region("64.03.01.2007")]
    end(old)
    old.successors.add(*halves)

    addresses = [f"/desa/{code}/" for code in ("64.03.01.2005", "64.03.01.2006", "64.03.01.2007")]
    pages = [client.get(address).content.decode() for address in addresses]

    assert ["Biji kakao</a>" in page for page in pages] == [True, True, True]


def test_a_code_that_ended_without_successor_is_gone(client):
    end(make_region())

    assert client.get("/desa/64.03.01.2005/").status_code == 410


def end(region):
    Region.objects.filter(pk=region.pk).update(
        valid_until=region.valid_from, ended_by=make_decree("Kepmen 1/2027")
    )


def test_a_listing_answers_under_one_address(client):
    listing = make_listing("Biji kakao fermentasi")
    home = f"/produk/{listing.pk}/biji-kakao-fermentasi/"

    assert client.get(f"/produk/{listing.pk}/")["Location"] == home
    assert client.get(f"/wisata/{listing.pk}/apa-saja/")["Location"] == home
    assert client.get(home).status_code == 200


@pytest.mark.parametrize("hidden", [{"published_at": None}, {"withdrawn_at": NOON}])
def test_what_is_not_published_is_nowhere(client, hidden):
    make_listing("Kain rahasia", **hidden)
    number = Listing.objects.get().pk
    counts.recount()
    call_command("reindex", verbosity=0)

    assert client.get(f"/produk/{number}/").status_code == 404
    assert client.get(f"/produk/{number}/kain-rahasia/").status_code == 404
    shown = [
        "/", "/sajian/", "/produk/", "/desa/64.03.01.2005/", "/kabupaten/64.03/",
        "/kecamatan/64.03.01/", "/cari/?q=kain", "/cari/saran/?q=kain",
    ]  # fmt: skip
    pages = {path: client.get(path).content.decode() for path in shown}
    assert [path for path, page in pages.items() if "Kain rahasia" in page] == []
    assert [path for path, page in pages.items() if "1 sajian</p>" in page] == []


def test_redirects_are_asked_for_again(client):
    listing = make_listing()

    answers = [client.get(f"/produk/{listing.pk}/"), client.get("/desa/6403012005/")]

    assert [answer["Cache-Control"] for answer in answers] == ["no-cache", "no-cache"]


def test_a_map_has_the_colours_of_the_squares_and_links(client):
    listing = make_listing()
    Boundary.objects.create(
        region=listing.village, outline="M0 0h9v9z", longitude=117.2, latitude=1.8,
        left=0, top=0, right=9, bottom=9, publisher="BIG",
    )  # fmt: skip
    content_changed()

    answer = client.get("/kabupaten/64.03/peta.svg")
    page = client.get("/kabupaten/64.03/").content.decode()

    assert answer["Content-Type"] == "image/svg+xml"
    assert (
        '<a href="/desa/64.03.01.2005/"><path fill="#9d8d58" d="M0 0h9v9z"><title>Merasa</title>'
        in answer.content.decode()
    )
    assert 'src="/kabupaten/64.03/peta.svg"' in page
    assert "Garis batas: BIG" in page


@pytest.mark.parametrize("code", ["64", "64.03.01", "64.99", "64.03.01.2005"])
def test_only_regencies_have_a_map_of_their_own(client, code):
    make_region()

    assert client.get(f"/kabupaten/{code}/peta.svg").status_code == 404


def test_the_order_button_opens_a_chat_that_names_the_listing(client):
    seller = make_organisation(whatsapp_number="628000000001", contact_is_example=True)
    listing = make_listing("Biji kakao", seller=seller)

    page = client.get(listing.get_absolute_url()).content.decode()

    assert f'href="/produk/{listing.pk}/wa/" rel="nofollow noopener"' in page
    assert "628000000001" not in page
    assert "Nomor ini contoh" in page


def test_without_a_number_the_page_says_what_to_do(client):
    page = client.get(make_listing().get_absolute_url()).content.decode()

    assert "Tulis pesan" in page
    assert "Pesan lewat WhatsApp" not in page


def test_what_has_no_english_is_shown_in_indonesian_and_marked(client):
    listing = make_listing("Biji kakao", title_en="", text_en="")

    page = client.get(f"/en{listing.get_absolute_url()}").content.decode()

    assert '<h1 lang="id">Biji kakao</h1>' in page


@pytest.mark.parametrize(
    "asked",
    ["", "q=", "q=%00", "q='\"*(){}", "q=AND+OR+NOT", "q=" + "a" * 5000, "q=%F0%9F%8C%B4",
     "q=kakao&jenis=x&sektor=y&kab=z&hal=-1", "q=kakao&hal=999", "q=kakao&hal=99999999", "hal=²",
     "q=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "q=1%27%3B+DROP+TABLE"],
)  # fmt: skip
def test_any_search_gets_an_answer(client, asked):
    make_listing()

    assert client.get(f"/cari/?{asked}").status_code == 200
    assert client.get(f"/cari/saran/?{asked}").status_code == 200


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("berau", "/kabupaten/64.03/"),
        ("Kabupaten Berau", "/kabupaten/64.03/"),
        ("kelay", "/kecamatan/64.03.01/"),
        ("64.03.01.2005", "/desa/64.03.01.2005/"),
        ("6403012005", "/desa/64.03.01.2005/"),
    ],
)
def test_a_region_is_found_by_name_or_code_before_all_else(client, words, place):
    make_region()
    call_command("reindex", verbosity=0)

    page = client.get("/cari/", {"q": words}).content.decode()

    places = page[page.index("Tempat</h2>") :]
    assert places.index(f'href="{place}"') == places.index("href=")


def test_a_choice_that_leaves_nothing_says_what_was_chosen_and_offers_more(client):
    listing = make_listing()
    make_region("64.02")
    sector = Sector.objects.create(code="kakao", name="Kakao")
    put_in_sectors(listing, [sector])
    counts.recount()
    content_changed()

    page = client.get("/produk/?kab=64.02&sektor=kakao").content.decode()

    assert '<option value="64.02" selected>Kutai Kartanegara (0)</option>' in page
    assert '<option value="kakao" selected>Kakao (0)</option>' in page
    assert 'href="/produk/?sektor=kakao">Lihat Kakao' in page


@pytest.mark.parametrize("asked", ["kab=x", "kab=99.99", "sektor=x", "jenis=x", "setelah=x"])
def test_an_unknown_narrowing_is_no_narrowing(client, asked):
    make_listing("Biji kakao")
    counts.recount()

    assert "Biji kakao" in client.get(f"/sajian/?{asked}").content.decode()


def test_an_empty_hall_says_so_and_leads_on(client):
    make_region()

    village = client.get("/desa/64.03.01.2005/").content.decode()

    assert "Belum ada sajian" in client.get("/").content.decode()
    assert "Belum ada sajian dari Desa Merasa" in village
    assert 'href="/kecamatan/64.03.01/"' in village
    assert client.get("/produk/").status_code == 200
    assert client.get("/sektor/").status_code == 200


def test_pages_take_only_get(client):
    assert client.post(reverse("portal:home")).status_code == 405
    assert client.post("/cari/", {"q": "x"}).status_code == 405


def test_an_unknown_address_is_not_found_in_the_readers_language(client):
    indonesian, english = client.get("/tidak/ada/"), client.get("/en/tidak/ada/")

    assert (indonesian.status_code, english.status_code) == (404, 404)
    assert "Halaman ini tidak ada" in indonesian.content.decode()
    assert "This page is not here" in english.content.decode()
