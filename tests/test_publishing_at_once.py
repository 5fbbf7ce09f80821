"""Two who publish one listing at once: one does it, the other is told, and it counts once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from balai.catalogue.actions import counts
from balai.catalogue.actions.listings import publish_listing, withdraw_listing
from balai.catalogue.errors import AlreadyPublished, NotPublished
from balai.catalogue.models import Listing, ListingCount
from tests.factories import NOON, make_listing

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds


def together(act):
    """Let several threads do the same at one moment; says how each ended."""
    start = Barrier(AT_ONCE)

    def one(_number):
        try:
            start.wait(10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def kept():
    return {
        (row.kind, row.regency_code, row.sector_number): row.standing_count
        for row in ListingCount.objects.filter(standing_count__gt=0)
    }


def test_one_publishes_and_the_others_are_told():
    listing = make_listing(published_at=None)

    def publish():
        try:
            publish_listing(Listing.objects.get(pk=listing.pk), by=None, now=NOON)
        except AlreadyPublished:
            return "told"
        return "done"

    assert together(publish) == ["done"] + ["told"] * (AT_ONCE - 1)
    assert kept() == dict(counts.counted_anew())


def test_one_withdraws_and_the_others_are_told():
    listing = make_listing(published_at=None)
    publish_listing(listing, by=None, now=NOON)

    def withdraw():
        try:
            withdraw_listing(Listing.objects.get(pk=listing.pk), by=None, now=NOON)
        except NotPublished:
            return "told"
        return "done"

    assert together(withdraw) == ["done"] + ["told"] * (AT_ONCE - 1)
    assert kept() == {}


def test_without_the_condition_on_the_row_all_would_count():
    """The control run: read, then write, as one would without thinking of two at once."""
    listing = make_listing(published_at=None)
    read = Barrier(AT_ONCE)

    def publish_carelessly():
        stands = Listing.objects.get(pk=listing.pk).is_standing
        read.wait(10)
        if stands:
            return "told"
        Listing.objects.filter(pk=listing.pk).update(published_at=NOON)
        counts.count(listing.pk, +1)
        return "done"

    assert together(publish_carelessly) == ["done"] * AT_ONCE
    assert kept()["", "", 0] == AT_ONCE
