"""What the catalogue does when something happens elsewhere."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.models import Listing
from balai.core import search
from balai.core.events import publish
from balai.core.freshness import content_changed
from balai.registry.actions.organisations import save_organisation
from balai.registry.events import RegionsRenamed
from balai.registry.models import Organisation, Region
from tests.factories import NOON, make_listing, make_region

pytestmark = pytest.mark.django_db


def shown(title: str = "Biji kakao fermentasi", **fields) -> Listing:
    """A listing that stands and can be found."""
    listing = make_listing(title, published_at=None, **fields)
    publish_listing(listing, now=NOON)
    return listing


def save_seller(name: str = "Petani Hulu", **says) -> Organisation:
    who: dict[str, Any] = {
        "key": "petani",
        "kind": "maker",
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
