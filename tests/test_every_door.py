"""A door is a door: what is published stands at each where it belongs; withdrawn, at none.

The page cache is on and everything is fetched in one process, so that nothing kept in
memory, remembered or asked for again may show what is gone.
"""

import re
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import get_resolver, resolve

from balai.catalogue import kept
from balai.catalogue.actions.listings import (
    Draft,
    add_listing,
    publish_listing,
    withdraw_listing,
)
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.queries.cards import seed_of_listing
from balai.channels import queries
from tests.architecture.access import routes
from tests.doors_at_work import DOORS_AT_WORK
from tests.doors_of_accounts import OF_ACCOUNTS
from tests.doors_of_people import OF_PEOPLE
from tests.factories import NOON, make_picture, make_region

TITLES = ("Kain ulap doyo", "Doyo cloth")
# What of a listing can be found in an answer.
TITLE, ADDRESS, COVER, PHOTO = "its title", "its number", "its cover", "its photo"
CHANGE = "only that something is there"
LINE = {TITLE, ADDRESS}
# A listing with a photo shows no drawn cover.
SHELF = {TITLE, ADDRESS, COVER, PHOTO}
NOTHING: set[str] = set()

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Door(NamedTuple):
    """Where one may ask, and what of the listing stands there while it is published."""

    route: str
    address: str
    shows: set[str]


# Where a visitor finds nothing of a listing: each noun keeps its own.
CLOSED = [*OF_ACCOUNTS, *OF_PEOPLE, *DOORS_AT_WORK]
API_LISTS = ("regencies", "villages", "sectors", "drafts")
DOORS = [
    Door("crawlers:robots", "/robots.txt", NOTHING),
    Door("crawlers:sitemap_index", "/sitemap.xml", NOTHING),
    Door("crawlers:pages_sitemap", "/sitemap-pages.xml", NOTHING),
    Door("crawlers:regions_sitemap", "/sitemap-regions-64.xml", NOTHING),
    Door("crawlers:listings_sitemap", "/sitemap-listings-{range}.xml", {ADDRESS, PHOTO}),
    Door("ui:gallery", "/ui/", NOTHING),
    Door("ui:motif", "/motif/1/6403012005b.svg", NOTHING),
    Door("pictures:file", "/gambar/{photo}-960.jpg", {PHOTO}),
    Door("pictures:file", "/gambar/{photo}-thumb.avif", {PHOTO}),
    Door("pictures:thumbs", "/gambar/{photo_number}.avif.svg", {PHOTO}),
    Door("pictures:old_thumbs", "/gambar/{photo_number}.jpg.svg", {PHOTO}),
    Door("channels:manifest", "/manifest.webmanifest", NOTHING),
    Door("channels:feed", "/atom.xml", LINE | {PHOTO}),
    Door("channels:kind_feed", "/{kind}/atom.xml", LINE | {PHOTO}),
    Door("channels:kind_feed", "/cerita/atom.xml", NOTHING),
    Door("channels:village_feed", "/desa/64.02.08.2009/atom.xml", LINE | {PHOTO}),
    Door("channels:village_feed", "/desa/64.03.01.2005/atom.xml", NOTHING),
    Door("channels:site_picture", "/bagikan.png", NOTHING),
    Door("channels:listing_picture", "/{kind}/{number}/bagikan.png", {TITLE, COVER, PHOTO}),
    Door("channels:listing_picture", "/{kind}/{number}/bagikan.png?v=1", {TITLE, COVER, PHOTO}),
    Door("channels:listing_poster", "/{kind}/{number}/poster.pdf", SHELF),
    Door("channels:village_picture", "/desa/64.02.08.2009/bagikan.png", NOTHING),
    Door("channels:village_poster", "/desa/64.02.08.2009/poster.pdf", NOTHING),
    Door("portal:home", "/", SHELF),
    Door("portal:listings", "/sajian/", SHELF),
    Door("portal:listings", "/sajian/?jenis={jenis}", SHELF),
    Door("portal:listings", "/sajian/?kab=64.02", SHELF),
    Door("portal:listings", "/sajian/?kab=64.03", {CHANGE}),
    Door("portal:listings", "/sajian/?sektor=tenun", SHELF),
    Door("portal:listings", "/sajian/?setelah=2030-01-01T00:00:00Z_1", SHELF),
    Door("portal:listings", "/sajian/?setelah=2020-01-01T00:00:00Z_1", {CHANGE}),
    Door("portal:sectors", "/sektor/", {CHANGE}),
    Door("portal:sector", "/sektor/tenun/", SHELF),
    Door("portal:sector", "/sektor/tenun/?jenis={jenis}&kab=64.02", SHELF),
    Door("portal:kind", "/{kind}/", SHELF),
    Door("portal:kind", "/{kind}/?sektor=tenun&kab=64.02", SHELF),
    Door("portal:kind", "/cerita/", {CHANGE}),
    Door("portal:listing_by_number", "/{kind}/{number}/", {ADDRESS}),
    Door("portal:enquiry", "/{kind}/{number}/tanya/", LINE),
    Door("portal:enquiry_sent", "/{kind}/{number}/tanya/terkirim/", LINE),
    Door("portal:listing", "/{kind}/{number}/kain-ulap-doyo/", SHELF),
    Door("portal:listing", "/{kind}/{number}/another-title/", {ADDRESS}),
    Door("portal:listing", "/produk/{neighbour}/tikar-rotan/", SHELF),
    Door("portal:villages", "/desa/", {CHANGE}),
    Door("portal:province_map", "/desa/peta.svg", NOTHING),
    Door("portal:village", "/desa/64.02.08.2009/", SHELF),
    Door("portal:village", "/desa/64.03.01.2005/", NOTHING),
    Door("portal:village_by_name", "/desa/64.02.08.2009/pela/", NOTHING),
    Door("portal:district", "/kecamatan/64.02.08/", SHELF),
    Door("portal:regency", "/kabupaten/64.02/", SHELF),
    Door("portal:regency", "/kabupaten/64.03/", NOTHING),
    Door("portal:regency_map", "/kabupaten/64.02/peta.svg", NOTHING),
    Door("portal:search", "/cari/?q=doyo", SHELF),
    Door("portal:search", "/cari/?q=anyaman", SHELF),
    Door("portal:search", "/cari/?q=doyo&jenis={jenis}&sektor=tenun&kab=64.02", SHELF),
    Door("portal:search", "/cari/?q=anyaman&kab=64.03", {CHANGE}),
    Door("portal:search", "/cari/?q=pela", SHELF),
    Door("portal:search", "/cari/", NOTHING),
    Door("portal:suggestions", "/cari/saran/?q=doy", {TITLE}),
    *(Door(route, address, NOTHING) for route, address in CLOSED),
    Door("portal:about", "/tentang/", NOTHING),
    Door("portal:privacy", "/privasi/", NOTHING),
    Door("portal:help", "/bantuan/", NOTHING),
    Door("portal:api", "/api/", NOTHING),
    *(Door(f"api:{one}", f"/api/v1/{one}", NOTHING) for one in API_LISTS),
    Door("api:village", "/api/v1/villages/64.02.08.2009", NOTHING),
    Door("api:listings", "/api/v1/listings", LINE),
    Door("api:listings", "/api/v1/listings?kind={jenis}&regency=64.02&sector=tenun", LINE),
    Door("api:listing", "/api/v1/listings/{number}", LINE),
    Door("api:search", "/api/v1/search?q=anyaman", LINE),
    Door("api:own_listings", "/api/v1/own-listings", NOTHING),
    Door("api:draft", "/api/v1/drafts/1", NOTHING),
    Door("api:submission", "/api/v1/drafts/1/submission", NOTHING),
    Door("api:openapi", "/api/v1/openapi.json", NOTHING),
    Door("api:root", "/api/v1/", NOTHING),
    Door("api:nothing", "/api/v1/nowhere", NOTHING),
]
ONCE = ("crawlers:", "ui:", "pictures:", "api:")
_TOKEN = re.compile(
    r'<input type="hidden" name="(?:csrf\w+|\w*key|stamp)"[^>]*>|"challenge": "[^"]+"'
)


class Hall:
    """A village with a draft, one beside it that shows a mat, and whoever walks by."""

    def __init__(self, kind: str, *, has_photo: bool) -> None:
        sector = save_sector(code="tenun", name="Tenun", name_en="Weaving", by=None, now=NOON)
        mat = Draft(
            kind="product",
            village=make_region(),
            words={"title": "Tikar rotan", "text": "Anyaman dari Merasa."},
            sectors=[sector],
        )
        self.neighbour = add_listing(mat, now=NOON)
        publish_listing(self.neighbour, by=None, now=NOON)
        cloth = Draft(
            kind=kind,
            village=make_region("64.02.08.2009"),
            words={"title": TITLES[0], "title_en": TITLES[1], "text": "Anyaman serat daun."},
            sectors=[sector],
        )
        self.listing = add_listing(cloth, now=NOON)
        self.picture = make_picture(self.listing) if has_photo else None
        self.client = Client()

    def walk(self, known: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask at every door in each language; a browser that knows an answer revalidates it."""
        return {
            address: self.ask(address, (known or {}).get(address)) for address in self.addresses()
        }

    def ask(self, address: str, known: Any) -> Any:
        tag = known.get("ETag", "") if known else ""
        # The page that one signs in on leaves a cookie.
        self.client.cookies.clear()
        return self.client.get(address, headers={"If-None-Match": tag} if tag else {})

    def addresses(self) -> dict[str, Door]:
        return {
            f"{language}{self.of_listing(door.address)}": door
            for door in DOORS
            for language in ([""] if door.route.startswith(ONCE) else ["", "/en"])
        }

    def of_listing(self, address: str) -> str:
        return address.format(
            kind={"product": "produk", "event": "acara"}[self.listing.kind],
            jenis=self.listing.kind,
            number=self.listing.pk,
            range=self.listing.pk // queries.RANGE,
            neighbour=self.neighbour.pk,
            seller=self.listing.seller_id or 1,
            photo=self.picture.key if self.picture else "0" * 32,
            photo_number=self.picture.pk if self.picture else 1,
        )

    def shows(self, door: Door) -> set[str]:
        return door.shows - ({COVER} if self.picture else {PHOTO})

    def traces_of_photo(self) -> list[str]:
        if self.picture is None:
            return []
        thumbs = [kept.thumb_in_text(self.picture.key, ending) for ending in ("avif", "jpg")]
        return [self.picture.key, *thumbs]

    def traces(self, answer: Any, *, before: Any) -> set[str]:
        """Say what of the listing stands in an answer that did not stand there before."""
        text = said(answer)
        found = {
            TITLE: any(title in text for title in TITLES),
            # A page that is not there names the address that was asked for, before and after.
            ADDRESS: self.of_listing("/{kind}/{number}/") in text and text != said(before),
            COVER: seed_of_listing(self.listing) in text,
            PHOTO: any(trace in text for trace in self.traces_of_photo()),
        }
        seen = {name for name, is_there in found.items() if is_there}
        return seen or ({CHANGE} if text != said(before) else NOTHING)


def said(answer: Any) -> str:
    """Read all that an answer says, but for what each form gets anew."""
    body = _TOKEN.sub("", answer.content.decode(errors="replace"))
    return f"{answer.status_code} {answer.get('Location', '')} {body}"


def all_said(answers: dict[str, Any]) -> dict[str, str]:
    return {address: said(answer) for address, answer in answers.items()}


def as_shown(answers: dict[str, Any], *, known: dict[str, Any]) -> dict[str, Any]:
    """Show what a browser shows: what it has, where it is told that nothing changed."""
    return {
        address: known[address] if answer.status_code == 304 else answer
        for address, answer in answers.items()
    }


@pytest.fixture(params=["product", "event", "product with a photo"])
def hall(request, settings, tmp_path, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 300
    settings.MEDIA_ROOT = tmp_path
    # A press that writes down what it is told to draw, so that it can be read.
    monkeypatch.setattr(
        "balai.channels.pictures.share_picture",
        lambda shows, *, seconds: f"\x89PNG {shows} IEND\xaeB`\x82".encode("latin-1"),
    )
    monkeypatch.setattr(
        "balai.channels.pictures.poster", lambda shows, *, seconds: f"{shows} %%EOF".encode()
    )
    return Hall(request.param.split()[0], has_photo="photo" in request.param)


def test_every_route_is_a_door():
    assert {door.route for door in DOORS} == set(routes(get_resolver()))


def test_every_door_is_at_its_address(hall):
    paths = [hall.of_listing(door.address).partition("?")[0] for door in DOORS]

    assert [resolve(path).view_name for path in paths] == [door.route for door in DOORS]


def test_what_is_published_stands_at_every_door_where_it_belongs_and_at_no_other(hall):
    before = hall.walk()

    publish_listing(hall.listing, by=None, now=NOON)

    seen = {
        address: hall.traces(answer, before=before[address])
        for address, answer in hall.walk().items()
    }
    assert seen == {address: hall.shows(door) for address, door in hall.addresses().items()}


def test_what_is_withdrawn_is_gone_from_every_door_at_once(hall):
    before = hall.walk()
    publish_listing(hall.listing, by=None, now=NOON)
    published = [hall.walk(), hall.walk()]

    withdraw_listing(hall.listing, by=None, now=NOON)

    assert all_said(published[0]) == all_said(published[1]) != all_said(before)
    assert all_said(hall.walk()) == all_said(before)


def test_who_asks_again_for_what_they_have_is_told_so_until_it_is_withdrawn(hall):
    before = hall.walk()
    publish_listing(hall.listing, by=None, now=NOON)
    published = hall.walk()

    asked_again = hall.walk(known=published)
    withdraw_listing(hall.listing, by=None, now=NOON)
    asked_after = hall.walk(known=published)

    assert {address for address, answer in asked_again.items() if answer.status_code != 304} == {
        address
        for address, answer in published.items()
        if answer.status_code != 200 or not answer.get("ETag")
    }
    assert all_said(as_shown(asked_after, known=published)) == all_said(before)


def test_whoever_is_in_between_asks_again_too(hall):
    publish_listing(hall.listing, by=None, now=NOON)

    kept_for = {
        address: answer["Cache-Control"]
        for address, answer in hall.walk().items()
        if hall.shows(hall.addresses()[address])
    }

    kept_nowhere = "max-age=0, no-cache, no-store, must-revalidate, private"
    assert set(kept_for.values()) <= {"no-cache", "public, no-cache", kept_nowhere}


def test_the_page_cache_is_on(hall, django_assert_num_queries):
    publish_listing(hall.listing, by=None, now=NOON)
    hall.walk()

    with django_assert_num_queries(2):  # the version, once for each
        hall.client.get("/")
        hall.client.get("/cari/?q=doyo")
