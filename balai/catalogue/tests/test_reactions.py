"""What the catalogue does when something happens elsewhere."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.catalogue.actions.counts import counted_anew
from balai.catalogue.actions.listings import publish_listing, put_in_sectors
from balai.catalogue.models import Listing, ListingCount, Sector
from balai.core import search
from balai.core.events import publish
from balai.core.freshness import content_changed
from balai.registry.actions.organisations import save_organisation
from balai.registry.events import RegionsEnded, RegionsRenamed
from balai.registry.models import Organisation, Region
from balai.registry.tests import lists
from balai.registry.tests.lists import MERABU, SECOND_DAY, bring_in, kelay, write
from tests.factories import NOON, make_decree, make_listing, make_region

pytestmark = pytest.mark.django_db
MERASA = "64.03.01.2005"


def shown(title: str = "Biji kakao fermentasi", **fields) -> Listing:
    """A listing that stands and can be found."""
    sectors = fields.pop("sectors", [])
    listing = make_listing(title, published_at=None, **fields)
    put_in_sectors(listing, sectors)
    publish_listing(listing, by=None, now=NOON)
    return listing


def save_seller(name: str = "Petani Hulu", **says) -> Organisation:
    who: dict[str, Any] = {
        "key": "petani",
        "kind": "maker_group",
        "villages": [make_region()],
        "name": name,
    }
    return save_organisation(**who, **says)


def call(code: str, name: str) -> None:
    Region.objects.filter(code=code).update(name=name)
    content_changed()


def found(words: str) -> list[int]:
    return search.find(words, thing="listing").numbers


@pytest.mark.parametrize("code", ["64.03.01.2005", "64.03"])
def test_listings_are_found_under_the_new_name_of_where_they_are(code):
    standing = shown()
    hidden = make_listing("Madu", published_at=None)
    call(code, "Kabupaten Sukamaju")

    publish(RegionsRenamed((code,)))

    assert found("sukamaju") == [standing.pk]
    assert hidden.pk not in found("madu")


def test_a_listing_in_several_renamed_areas_is_indexed_once():
    shown()
    other = shown("Ikan asin", village=make_region("64.02.08.2009"))
    renamed = ("64", "64.03", "64.03.01", "64.03.01.2005", "64.02.08.2009")
    call("64.02.08.2009", "Sukamaju")

    with CaptureQueriesContext(connection) as queries:
        publish(RegionsRenamed(renamed))

    titles = [query["sql"] for query in queries if '"catalogue_listing"."title"' in query["sql"]]
    assert len(titles) == 2  # once for the regency, once for the village outside of it
    assert found("sukamaju") == [other.pk]


def test_a_listing_is_not_read_when_its_district_or_province_has_another_name(
    django_assert_num_queries,
):
    shown()

    with django_assert_num_queries(0):
        publish(RegionsRenamed(("64", "64.03.01")))


def test_listings_are_found_under_the_new_name_of_their_seller_and_not_the_old():
    seller = save_seller("Petani Hulu")
    sold, withdrawn = shown(seller=seller), make_listing(published_at=None, seller=seller)
    other = shown("Madu")

    save_seller("Koperasi Hilir")

    assert found("hilir") == [sold.pk]
    assert found("hulu") == []
    assert withdrawn.pk not in found("kakao")
    assert found("madu") == [other.pk]


def test_listings_are_left_alone_when_their_seller_has_only_another_number():
    shown(seller=save_seller())

    with CaptureQueriesContext(connection) as queries:
        save_seller(whatsapp_number="0812-3456-7890")

    assert [query["sql"] for query in queries if "catalogue_listing" in query["sql"]] == []


def end(code: str) -> Region:
    Region.objects.filter(pk=make_region(code).pk).update(
        valid_until=date(2026, 1, 1), ended_by=make_decree("Kepmen 9")
    )
    return Region.objects.get(code=code)


def is_counted_right() -> bool:
    kept = ListingCount.objects.exclude(standing_count=0)
    cells = kept.values_list("kind", "regency_code", "sector_number", "standing_count")
    return {tuple(cell): total for *cell, total in cells} == counted_anew()


def test_listings_move_to_the_only_village_that_followed_theirs_with_counts_and_search():
    old, new = make_region(MERASA), make_region("64.02.08.2009", name="Pela")
    sold = shown(village=old, sectors=[Sector.objects.create(code="kakao", name="Kakao")])
    crafted = shown("Anyaman rotan", village=old, kind="culture")
    drafted = make_listing("Madu", village=old, published_at=None)
    withdrawn = make_listing("Madu hutan", village=old, withdrawn_at=NOON)
    elsewhere = shown("Ikan asin", village=make_region("64.03.01.2001"))

    end(MERASA)
    publish(RegionsEnded(((MERASA, new.code),)))

    moved = Listing.objects.filter(village=new, regency_code="64.02")
    assert set(moved) == {sold, crafted, drafted, withdrawn}
    assert is_counted_right()
    assert sorted(found("pela")) == [sold.pk, crafted.pk]
    assert search.find("kakao", thing="listing", tags=["regency:64.02"]).numbers == [sold.pk]
    assert found("madu") == []
    assert Listing.objects.get(pk=elsewhere.pk).village.code == "64.03.01.2001"


@pytest.mark.parametrize("successors", [(), ("64.03.01.2011", "64.03.01.2012")])
def test_listings_stay_where_no_single_village_followed(successors):
    sold = shown()
    old = end(MERASA)
    old.successors.set([make_region(code) for code in successors])

    publish(RegionsEnded(((MERASA, ""),)))

    assert Listing.objects.get(pk=sold.pk).village == old
    assert found("kakao") == [sold.pk]


def test_covers_of_listings_from_two_villages_differ_in_the_one_they_became():
    old, other, new = (make_region(f"64.03.01.200{number}") for number in (5, 6, 7))
    make_listing(village=old, motif_family="leaf", motif_salt=0)
    make_listing(village=old, motif_family="leaf", motif_salt=1)
    make_listing(village=other, motif_family="leaf", motif_salt=0)
    make_listing(village=new, motif_family="leaf", motif_salt=0)

    publish(RegionsEnded(((old.code, new.code), (other.code, new.code))))

    salts = Listing.objects.filter(village=new).values_list("motif_salt", flat=True)
    assert sorted(salts) == [0, 1, 2, 3]


def test_an_import_takes_the_listings_along(tmp_path):
    bring_in(kelay(tmp_path, lists.MERASA, MERABU))
    sold = shown(village=Region.objects.get(code=MERASA))
    successors = write(tmp_path, "old_code,new_code", f"{MERASA},64.03.01.2011", name="to.csv")

    bring_in(
        kelay(tmp_path, lists.MERASA.replace("2005", "2011").replace("Merasa", "Lamcin"), MERABU),
        valid_from=SECOND_DAY,
        is_ending_confirmed=True,
        successors=successors,
    )

    assert Listing.objects.get(pk=sold.pk).village.code == "64.03.01.2011"
    assert found("lamcin") == [sold.pk]
    assert is_counted_right()
