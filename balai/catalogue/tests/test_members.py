"""Members of an organisation write what it sells, and nothing else of their village."""

from uuid import uuid4

import pytest

from balai.catalogue.actions.drafts import copy_listing, save_draft, start_draft, start_edit
from balai.catalogue.actions.listings import confirm_still_so, withdraw_listing
from balai.catalogue.errors import MayNotReview, MayNotWrite
from balai.catalogue.models import Listing, Picture, Revision
from balai.catalogue.permissions import check_may_review
from balai.catalogue.queries.revisions import own_listings
from balai.catalogue.tests.village import MERASA, make_cast, person
from balai.registry.actions.members import add_member
from tests.factories import NOON, make_listing, make_organisation, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def growers():
    """Growers of cocoa, of whom Selvi is one."""
    make_cast()
    growers = make_organisation()
    add_member(growers, person("Selvi"), village=make_region(), by=None, now=NOON)
    return growers


def begin(village=None):
    return start_draft(
        kind="product",
        village=village or make_region(),
        key=uuid4(),
        by=person("Selvi"),
        now=NOON,
    )


def test_a_member_begins_in_the_name_of_the_organisation(growers):
    revision = begin()

    assert revision.content == {"seller": growers.pk}
    assert revision.listing.seller == growers
    assert list(own_listings(person("Selvi")).writing) == [revision]
    assert list(Revision.objects.visible_to(person("Selvi"))) == [revision]


def test_a_member_does_not_write_in_another_village(growers):
    with pytest.raises(MayNotWrite):
        begin(make_region("64.02.08.2009"))

    assert not Listing.objects.exists()


def test_a_member_changes_copies_and_confirms_what_the_organisation_sells(growers):
    listing = make_listing(seller=growers)
    Picture.objects.create(
        listing=listing, key="a" * 32, digest="d", position=0, width=4, height=3,
        widths=[], colour="#aabbcc", added_at=NOON,
    )  # fmt: skip

    edit = start_edit(listing, key=uuid4(), by=person("Selvi"), now=NOON)
    copy = copy_listing(listing, key=uuid4(), by=person("Selvi"), now=NOON)
    confirm_still_so(listing, by=person("Selvi"), now=NOON.replace(year=2027))

    assert {one.pk for one in own_listings(person("Selvi")).writing} == {edit.pk, copy.pk}
    assert Picture.objects.visible_to(person("Selvi")).count() == 1


@pytest.mark.parametrize("seller", ["nobody", "others"])
def test_a_member_touches_nothing_that_others_sell(growers, seller):
    others = make_organisation("Penenun Merasa") if seller == "others" else None
    listing = make_listing(seller=others)

    for act in (start_edit, copy_listing):
        with pytest.raises(MayNotWrite):
            act(listing, key=uuid4(), by=person("Selvi"), now=NOON)
    with pytest.raises(MayNotWrite):
        withdraw_listing(listing, by=person("Selvi"), now=NOON)

    assert not Revision.objects.exists()
    assert not own_listings(person("Selvi")).published.exists()


@pytest.mark.parametrize("seller", [None, "others"])
def test_a_member_gives_nothing_to_another_seller(growers, seller):
    revision = begin()
    other = make_organisation("Penenun Merasa").pk if seller else None

    with pytest.raises(MayNotWrite):
        save_draft(revision, {"seller": other}, by=person("Selvi"), now=NOON)

    assert Revision.objects.get().content == {"seller": growers.pk}


def test_a_member_does_not_review(growers):
    with pytest.raises(MayNotReview):
        check_may_review(person("Selvi"), make_listing(seller=growers))

    assert growers.villages.get().code == MERASA
