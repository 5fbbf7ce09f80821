"""Search over the real rows: what a listing is found by, and the index made anew."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.catalogue import search as listings
from balai.catalogue.actions.writing import put_in_sectors
from balai.catalogue.models import Listing, Sector
from balai.core.models import SearchEntry, Synonym
from balai.core.search import (
    Entry,
    facets,
    find,
    put,
    save_synonyms,
    similar_names,
    synonym_groups,
)
from balai.registry.models import RegionAlias
from tests.factories import NOON, make_listing, make_organisation, make_region

pytestmark = pytest.mark.django_db


def found(query, **asked):
    return find(query, thing="listing", **asked).numbers


def reindex(*arguments):
    told = StringIO()
    call_command("reindex", *arguments, stdout=told)
    return told.getvalue()


@pytest.fixture
def cocoa():
    """Show Merasa's cocoa, with all that it is said by."""
    listing = make_listing(
        title_en="Fermented cocoa beans",
        text="Dikeringkan di para-para.",
        text_en="Sun-dried for five days.",
        reach="Naik ketinting dari Tanjung Redeb.",
        accessibility_en="Step-free drying floor.",
        seller=make_organisation("Kelompok Bangen Tawai"),
        details={"materials": "biji trinitario", "award_en": "Silver medal"},
    )
    sector = Sector.objects.create(code="kakao", name="Kakao", name_en="Cocoa")
    put_in_sectors(listing, [sector])
    listings.index(listing)
    return listing


@pytest.mark.parametrize(
    "query",
    [
        "biji fermentasi", "fermented bean", "para-para", "sun dried", "ketinting",
        "drying floor", "bangen tawai", "trinitario", "silver medal", "cocoa", "kakao merasa",
        "kakao berau",
    ],
)  # fmt: skip
def test_a_listing_is_found_by_whatever_it_says(cocoa, query):
    assert found(query) == [cocoa.pk]


def test_a_listing_is_narrowed_by_kind_sector_and_regency(cocoa):
    counted = facets("kakao", thing="listing", of=["kind", "sector", "regency"])

    assert counted == {"kind": {"product": 1}, "sector": {"kakao": 1}, "regency": {"64.03": 1}}


def test_what_does_not_stand_is_not_indexed():
    draft = make_listing("Madu", published_at=None)
    withdrawn = make_listing("Madu hutan", withdrawn_at=NOON)

    listings.index(draft)
    listings.index_listings(Listing.objects.all())

    assert found("madu") == []
    assert withdrawn.pk != draft.pk


def test_of_equal_titles_the_freshest_day_comes_first_then_the_newer():
    fresh = make_listing("Madu", refreshed_at=NOON)
    old = make_listing("Madu", refreshed_at=NOON - timedelta(days=2))
    later_that_day = make_listing("Madu", refreshed_at=NOON - timedelta(hours=3))

    listings.index_listings(Listing.objects.all())

    assert found("madu") == [later_that_day.pk, fresh.pk, old.pk]


def test_indexing_takes_the_same_queries_for_one_and_for_twenty():
    make_listing("Madu")
    with CaptureQueriesContext(connection) as for_one:
        listings.index_listings(Listing.objects.all())
    for number in range(19):
        make_listing(f"Madu {number}")

    with CaptureQueriesContext(connection) as for_twenty:
        listings.index_listings(Listing.objects.all())

    assert len(found("madu")) == 20
    assert len(for_twenty) == len(for_one)


def test_reindexing_finds_what_stands_and_forgets_what_fell():
    standing, fallen = make_listing("Madu hutan"), make_listing("Madu kelulut")
    listings.index(fallen)
    Listing.objects.filter(pk=fallen.pk).update(withdrawn_at=NOON)
    put([Entry("listing", 999_999, "Madu dari tiada"), Entry("village", 999_999, "Tiada")])
    village = make_region("64.08.02.2002", name="Nehes Liah Bing")
    RegionAlias.objects.create(region=village, name="Nehas Liah Bing")

    told = reindex()

    assert found("madu") == [standing.pk]
    assert find("tiada", thing="village").numbers == []
    assert find("nehas", thing="village").numbers == [village.pk]
    assert similar_names("nehes liah bin", thing="village")[0].number == village.pk
    assert "1 listings in" in told


@pytest.mark.parametrize("arguments", [[], ["--clear"]])
def test_reindexing_twice_changes_nothing(cocoa, arguments):
    reindex()
    before = sorted(SearchEntry.objects.values_list("pk", "place", "tags"))

    reindex(*arguments)

    assert sorted(SearchEntry.objects.values_list("pk", "place", "tags")) == before
    assert found("trinitario") == [cocoa.pk]


def test_reindexing_reads_synonyms_anew(cocoa):
    save_synonyms([["uang", "duit"], ["pohon uang", "kakao"]])
    Synonym.objects.update(stems="dahulu dibaca lain")

    reindex()

    assert synonym_groups() == [["uang", "duit"], ["pohon uang", "kakao"]]
    assert found("pohon uang") == [cocoa.pk]


def test_reindexing_learns_what_rows_were_given_behind_its_back(cocoa):
    Listing.objects.filter(pk=cocoa.pk).update(title="Gula aren", title_en="")

    reindex()

    assert found("gula aren") == [cocoa.pk]
    assert found("fermentasi") == []
