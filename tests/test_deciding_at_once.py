"""Of those who decide about one thing at once, one decides and the others look again."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event, get_ident

import pytest
from django.db import connection, connections
from django.db.models import F

from balai.catalogue.actions import counts, doors
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.actions.protocols import approve_change, decide_protocol
from balai.catalogue.errors import DecidedMeanwhile
from balai.catalogue.models import Listing, ListingCount, Protocol, ProtocolChange
from balai.catalogue.rules import protocols as rules
from balai.catalogue.tests.protocols import OF_US, OPEN, Keepers, OtherKeepers
from tests.factories import NOON, make_listing, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Let each of these be done by a thread of its own at one moment; says how each ended."""
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait(10)
            return act()
        except DecidedMeanwhile:
            return "looks again"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.fixture
def protocol():
    keepers = Keepers()
    listing = make_listing("Tari hudoq", kind="culture", village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    return keepers.keep_as(listing, OF_US)


def close(seen):
    decide_protocol(seen, rules.Protocol(), by=make_person("Usat"), now=NOON)
    return "closed"


def test_who_opens_and_who_closes_at_once_do_not_both_decide(protocol):
    change = decide_protocol(protocol, rules.Protocol((OPEN,)), by=make_person("Usat"), now=NOON)
    assert change is not None
    bulan, seen = make_person("Bulan"), Protocol.objects.get(pk=protocol.pk)
    proposed = ProtocolChange.objects.select_related("protocol__community").get(pk=change.pk)

    def approve():
        approve_change(proposed, by=bulan, now=NOON)
        return "opened"

    ended = together(approve, lambda: close(seen))

    assert ended in (["opened", "looks again"], ["looks again", "closed"])
    is_open = Listing.objects.public().exists()
    assert is_open == (ended[0] == "opened")
    kept = {
        (row.kind, row.regency_code, row.sector_number): row.standing_count
        for row in ListingCount.objects.filter(standing_count__gt=0)
    }
    assert kept == dict(counts.counted_anew())


def test_one_of_several_decides_about_what_all_of_them_saw(protocol):
    seen = [Protocol.objects.get(pk=protocol.pk) for _ in range(4)]

    ended = together(*(lambda one=one: close(one) for one in seen))

    assert sorted(ended) == ["closed", "looks again", "looks again", "looks again"]


def test_without_the_version_all_of_them_would_decide(protocol):
    def write():
        rows = Protocol.objects.filter(pk=protocol.pk)
        return rows.update(version=F("version") + 1)

    assert together(*[write] * 4) == [1, 1, 1, 1]


@pytest.fixture
def one_opens_while_the_other_closes(monkeypatch):
    """Let both communities of one thing decide, each after both have read the other."""
    keepers, others = Keepers(), OtherKeepers()
    listing = make_listing("Tari hudoq", kind="culture", village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    second = others.keep(listing)
    first = keepers.keep_as(listing, OPEN)
    others.agree(second)
    others.decide(second, OF_US)
    change = decide_protocol(second, rules.Protocol((OPEN,)), by=make_person("Wani"), now=NOON)
    assert change is not None
    seri, seen = make_person("Seri"), Protocol.objects.get(pk=first.pk)
    proposed = ProtocolChange.objects.select_related("protocol__community").get(pk=change.pk)
    both_have_read, has_closed = Barrier(2), Event()
    opener, tell_when_content_lapses = [], doors._tell_when_content_lapses

    def approve():
        opener.append(get_ident())
        approve_change(proposed, by=seri, now=NOON)

    def close_it():
        try:
            return close(seen)
        finally:
            has_closed.set()

    def decide(*, patience):
        def after_both():
            with suppress(BrokenBarrierError):
                both_have_read.wait(patience)
                # Both wrote what they had read; whoever opens writes last.
                if get_ident() in opener:
                    has_closed.wait(patience)
            tell_when_content_lapses()

        # What it calls when it has read what all keepers say.
        monkeypatch.setattr(doors, "_tell_when_content_lapses", after_both)
        return together(approve, close_it)

    return decide


def test_what_one_community_closes_the_other_does_not_open_at_that_moment(
    one_opens_while_the_other_closes,
):
    assert one_opens_while_the_other_closes(patience=2) == [None, "closed"]

    assert not Listing.objects.public().exists()


def test_without_the_lock_it_would(one_opens_while_the_other_closes, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write after the other, whatever they lock.")
    monkeypatch.setattr(doors, "_lock", lambda _protocol: None)

    one_opens_while_the_other_closes(patience=20)

    assert Listing.objects.public().exists()
