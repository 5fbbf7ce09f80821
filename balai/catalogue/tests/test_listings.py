"""Listings are written, published and withdrawn; counts and search follow in the same step."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from balai.accounts.visitors import VISITOR
from balai.catalogue.actions import counts
from balai.catalogue.actions.listings import (
    Draft,
    Source,
    add_listing,
    publish_listing,
    withdraw_listing,
)
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.errors import AlreadyPublished, DetailsOfAnotherKind, NotPublished
from balai.catalogue.models import Listing, ListingCount, Product
from balai.core import search
from balai.core.freshness import content_version
from balai.core.models import AuditEntry
from tests.factories import NOON, make_listing, make_region

pytestmark = pytest.mark.django_db


def draft(**said):
    return Draft(
        **{
            "kind": "product",
            "village": make_region(),
            "words": {"title": "Madu hutan", "text": "Madu dari hutan Merasa."},
            **said,
        }
    )


def kept_counts():
    return {
        (row.kind, row.regency_code, row.sector_number): row.standing_count
        for row in ListingCount.objects.filter(standing_count__gt=0)
    }


def test_a_new_listing_is_seen_by_nobody():
    listing = add_listing(draft(), now=NOON)

    assert not Listing.objects.visible_to(VISITOR).exists()
    assert kept_counts() == {}
    assert search.find("madu", thing="listing").numbers == []
    assert listing.product.pk == listing.pk


def test_publishing_shows_it_in_list_count_and_search_at_once():
    honey = save_sector(
        code="madu", name="Madu", name_en="Honey", motif="hexagon", by=None, now=NOON
    )
    listing = add_listing(draft(sectors=[honey]), now=NOON)
    before = content_version()

    publish_listing(listing, by=None, now=NOON)

    assert list(Listing.objects.visible_to(VISITOR)) == [listing]
    assert search.find("madu", thing="listing").numbers == [listing.pk]
    assert kept_counts() == {
        (kind, regency, sector): 1
        for kind in ("", "product")
        for regency in ("", "64.03")
        for sector in (0, honey.pk)
    }
    assert content_version() != before


def test_a_listing_is_found_by_the_new_words_of_its_sector():
    honey = save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    listing = add_listing(
        draft(words={"title": "Botol", "text": "Botol."}, sectors=[honey]), now=NOON
    )
    publish_listing(listing, by=None, now=NOON)

    save_sector(code="madu", name="Kelulut", name_en="Stingless bees", by=None, now=NOON)

    assert search.find("kelulut", thing="listing").numbers == [listing.pk]
    assert search.find("madu", thing="listing").numbers == []


def test_a_sector_leaves_its_trail_and_none_where_nothing_changes():
    save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    save_sector(code="madu", name="Madu", name_en="Bees", by=None, now=NOON)
    before = content_version()

    save_sector(code="madu", name="Madu", name_en="Bees", by=None, now=NOON)

    acts = AuditEntry.objects.order_by("pk").values_list("act", "by_number")
    assert list(acts) == [("catalogue.sector_added", None), ("catalogue.sector_renamed", None)]
    assert content_version() == before


def test_withdrawing_takes_it_out_of_list_count_and_search_at_once():
    listing = add_listing(draft(), now=NOON)
    publish_listing(listing, by=None, now=NOON)

    withdraw_listing(listing, by=None, now=NOON)

    assert not Listing.objects.visible_to(VISITOR).exists()
    assert kept_counts() == {}
    assert search.find("madu", thing="listing").numbers == []


def test_publishing_twice_is_refused_and_counts_once():
    listing = add_listing(draft(), now=NOON)
    publish_listing(listing, by=None, now=NOON)

    with pytest.raises(AlreadyPublished):
        publish_listing(listing, by=None, now=NOON)

    assert kept_counts()["product", "64.03", 0] == 1


def test_withdrawing_what_is_not_published_is_refused_and_changes_nothing():
    listing = add_listing(draft(), now=NOON)

    with pytest.raises(NotPublished):
        withdraw_listing(listing, by=None, now=NOON)

    listing.refresh_from_db()
    assert listing.withdrawn_at is None


def test_the_same_key_again_replaces_what_was_said_and_stays_published():
    first = add_listing(draft(), now=NOON, key="madu-merasa")
    publish_listing(first, by=None, now=NOON)
    told = Source(url="https://contoh.example/madu", publisher="contoh.example", said="2021")

    second = add_listing(
        draft(words={"title": "Madu kelulut", "text": "Dari lebah tanpa sengat."}, sources=[told]),
        now=NOON,
        key="madu-merasa",
    )

    assert second.pk == first.pk
    assert [str(one) for one in Listing.objects.visible_to(VISITOR)] == ["Madu kelulut"]
    assert search.find("hutan", thing="listing").numbers == []
    assert kept_counts()["", "", 0] == 1
    assert [source.said for source in second.sources.all()] == ["2021"]


def test_what_a_second_draft_leaves_out_is_gone():
    words = {"title": "Madu", "text": "Madu.", "price_low": 70_000, "title_en": "Honey"}
    first = add_listing(draft(words=words), now=NOON, key="madu-merasa")

    second = add_listing(
        draft(kind="stay", words={"title": "Rumah madu", "text": "Menginap."}),
        now=NOON,
        key="madu-merasa",
    )

    stored = Listing.objects.get()
    assert (stored.pk, second.pk) == (first.pk, first.pk)
    assert (stored.kind, stored.title, stored.title_en, stored.price_low) == (
        "stay", "Rumah madu", "", None,
    )  # fmt: skip
    assert not Product.objects.exists()


def test_counts_follow_what_is_stored_not_what_somebody_holds():
    stale = add_listing(draft(), now=NOON, key="madu-merasa")
    publish_listing(stale, by=None, now=NOON)
    add_listing(draft(kind="story"), now=NOON, key="madu-merasa")

    withdraw_listing(stale, by=None, now=NOON)

    assert kept_counts() == {}


def test_details_of_another_kind_are_refused_and_nothing_is_written():
    with pytest.raises(DetailsOfAnotherKind):
        add_listing(draft(details={"room_count": 3}), now=NOON)

    assert not Listing.objects.exists()
    assert not Product.objects.exists()


def test_a_day_that_the_calendar_lacks_is_refused_and_nothing_is_written():
    words = {"title": "Madu", "text": "Madu.", "price_low": 1000, "price_as_of": "2021-13"}

    with pytest.raises(ValidationError):
        add_listing(draft(words=words), now=NOON)

    assert not Listing.objects.exists()


def test_an_event_of_one_day_ends_on_that_day():
    feast = draft(kind="event", details={"status": "scheduled", "start_on": date(2027, 4, 20)})

    listing = add_listing(feast, now=NOON)

    assert listing.event.end_on == date(2027, 4, 20)


def test_kept_counts_equal_a_slow_recount():
    honey = save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    cloth = save_sector(code="wastra", name="Wastra", name_en="Cloth", by=None, now=NOON)
    pela = make_region("64.02.08.2009")
    for said in (
        {"sectors": [honey]},
        {"sectors": [honey, cloth]},
        {"village": pela, "kind": "stay"},
        {"village": pela, "kind": "stay", "sectors": [cloth]},
    ):
        publish_listing(add_listing(draft(**said), now=NOON), by=None, now=NOON)
    withdraw_listing(Listing.objects.filter(kind="stay")[0], by=None, now=NOON)

    assert kept_counts() == dict(counts.counted_anew())


def test_recounting_mends_what_went_astray():
    publish_listing(add_listing(draft(), now=NOON), by=None, now=NOON)
    ListingCount.objects.update(standing_count=7)

    counts.recount()

    assert kept_counts() == dict(counts.counted_anew())


@pytest.mark.parametrize(
    "broken",
    [
        {"price_low": 5000, "price_high": 5000},
        {"price_high": 5000},
        {"longitude": 181.0, "latitude": 0.0},
        {"longitude": 117.0},
    ],
)
def test_the_database_refuses_what_cannot_be(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_listing(**broken)

    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("kind", "broken"),
    [
        ("event", {"status": "scheduled"}),
        ("event", {"start_on": "2026-12-02", "end_on": "2026-12-01"}),
        ("event", {"start_on": "2026-12-02", "end_on": None}),
        ("event", {"end_on": "2026-12-02"}),
        ("experience", {"group_min": 5, "group_max": 4}),
    ],
)
def test_the_database_refuses_details_that_cannot_be(kind, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_listing(kind=kind, details=broken)
