"""Many who press a button at once: each counts, and nobody waits for a page."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from balai.catalogue.actions.presses import count_press
from balai.catalogue.models import ChatPress
from balai.registry.actions.presses import count_contact_press
from balai.registry.models import ContactPress
from tests.factories import NOON, make_listing, make_organisation, make_region

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds
DAY = NOON.date()


def together(act):
    start = Barrier(AT_ONCE)

    def one(_number):
        try:
            start.wait(10)
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(AT_ONCE)))


def often(act):
    for _time in range(5):
        act()


def counted():
    return list(ChatPress.objects.values_list("press_count", flat=True))


def test_the_first_presses_of_a_day_all_count():
    listing = make_listing()

    together(lambda: count_press(listing, day=DAY))

    assert counted() == [AT_ONCE]


def test_further_presses_all_count():
    listing = make_listing()
    count_press(listing, day=DAY)

    together(lambda: often(lambda: count_press(listing, day=DAY)))

    assert counted() == [1 + 5 * AT_ONCE]


def test_those_of_an_organisation_all_count():
    organisation, village = make_organisation(), make_region()

    together(lambda: often(lambda: count_contact_press(organisation, village, day=DAY)))

    assert list(ContactPress.objects.values_list("press_count", flat=True)) == [5 * AT_ONCE]


def test_read_and_written_back_they_would_not():
    """The control run: read, then write, as one would without thinking of two at once."""
    listing = make_listing()
    count_press(listing, day=DAY)
    read = Barrier(AT_ONCE)

    def count_carelessly():
        row = ChatPress.objects.get(listing=listing)
        read.wait(10)
        row.press_count += 1
        row.save()

    together(count_carelessly)

    assert counted() == [2]
