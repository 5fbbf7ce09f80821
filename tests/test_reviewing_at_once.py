"""Two who write, send, decide or begin at once: what is scarce is had by one, and counts once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections

from balai.catalogue.actions import counts, writing
from balai.catalogue.actions.drafts import (
    drop_draft,
    save_draft,
    start_draft,
    start_edit,
    submit_draft,
    take_back_draft,
)
from balai.catalogue.actions.listings import withdraw_listing
from balai.catalogue.actions.reviews import accept_revision, return_revision
from balai.catalogue.errors import NotPublished
from balai.catalogue.models import Listing, ListingCount, Revision
from balai.catalogue.queries.content import reading_of
from balai.catalogue.tests.village import make_cast, make_draft, make_submitted, person
from balai.core import search
from balai.core.errors import Refused
from balai.core.models import AuditEntry
from tests.factories import NOON, make_region

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _cast():
    make_cast()


def together(*acts):
    """Let several threads act at one moment, in turn of these; says how each ended."""
    start = Barrier(AT_ONCE)

    def one(number):
        try:
            start.wait(10)
            return acts[number % len(acts)]() or "done"
        except Refused as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def kept():
    return {
        (row.kind, row.regency_code, row.sector_number): row.standing_count
        for row in ListingCount.objects.filter(standing_count__gt=0)
    }


def check_everything_agrees():
    assert kept() == dict(counts.counted_anew())
    public = set(Listing.objects.public().values_list("pk", flat=True))
    assert set(search.indexed_numbers("listing")) == public


def done(act):
    return AuditEntry.objects.filter(act=f"catalogue.{act}").count()


def test_one_key_begins_one_draft():
    key = uuid4()

    ended = together(
        lambda: (
            start_draft(kind="product", village=make_region(), key=key, by=person("Mira"), now=NOON)
            and "done"
        )
    )

    assert ended == ["done"] * AT_ONCE
    assert (Revision.objects.count(), Listing.objects.count(), done("draft_started")) == (1, 1, 1)


def test_a_listing_has_one_open_revision_whoever_begins():
    listing = accept_revision(make_submitted(), by=person("Berau"), now=NOON)

    ended = together(
        *(
            lambda name=name: start_edit(listing, key=uuid4(), by=person(name), now=NOON) and "done"
            for name in ("Mira", "Tomas")
        )
    )

    assert ended == ["done"] * AT_ONCE
    assert Revision.objects.open().count() == 1
    assert done("edit_started") == 1


def test_two_operators_send_and_one_does_it():
    revision = make_draft()

    ended = together(
        *(
            lambda name=name: submit_draft(revision, by=person(name), now=LATER) and "done"
            for name in ("Mira", "Tomas")
        )
    )

    assert ended == ["done"] + ["not_in_hand"] * (AT_ONCE - 1)
    assert done("draft_submitted") == 1


def test_two_reviewers_accept_and_it_counts_once():
    revision = make_submitted()

    ended = together(
        *(
            lambda name=name: accept_revision(revision, by=person(name), now=LATER) and "done"
            for name in ("Berau", "Hana")
        )
    )

    assert ended == ["done"] + ["not_waiting"] * (AT_ONCE - 1)
    assert done("revision_accepted") == 1
    check_everything_agrees()


def test_one_of_those_who_accept_return_drop_or_take_back_is_first():
    revision = make_submitted()

    ended = together(
        lambda: accept_revision(revision, by=person("Berau"), now=LATER) and "done",
        lambda: return_revision(revision, said="Harga?", by=person("Hana"), now=LATER) and "done",
        lambda: take_back_draft(revision, by=person("Mira"), now=LATER) and "done",
    )

    assert ended.count("done") == 1
    stored = Revision.objects.get()
    assert (stored.state == "accepted") == Listing.objects.public().exists()
    check_everything_agrees()


def test_whoever_drops_while_it_is_accepted_is_first_or_told():
    revision = make_submitted()

    together(
        lambda: accept_revision(revision, by=person("Berau"), now=LATER) and "done",
        lambda: drop_draft(revision, by=person("Mira"), now=LATER),
    )

    accepted = Revision.objects.get().state == "accepted"
    assert (done("revision_accepted"), done("draft_dropped")) == (accepted, not accepted)
    check_everything_agrees()


def test_an_edit_accepted_while_the_listing_is_withdrawn_counts_right():
    listing = accept_revision(make_submitted(), by=person("Berau"), now=NOON)
    revision = start_edit(listing, key=uuid4(), by=person("Mira"), now=NOON)
    save_draft(revision, {"words": {"title": "Madu kelulut"}}, by=person("Mira"), now=NOON)
    submit_draft(revision, by=person("Mira"), now=NOON)

    together(
        lambda: accept_revision(revision, by=person("Hana"), now=LATER) and "done",
        lambda: withdraw_listing(listing, by=person("Mira"), now=LATER),
    )

    assert Listing.objects.get().title == "Madu kelulut"
    check_everything_agrees()


def test_all_that_many_save_at_once_is_kept():
    revision = make_draft()
    names = ["reach", "accessibility", "price_unit", "price_note", "title_en", "text_en"]

    def save(name):
        save_draft(revision, {"words": {name: "isi"}}, by=person("Tomas"), now=LATER, seen=1)

    ended = together(*(lambda name=name: save(name) for name in names))

    assert ended == ["done"] * AT_ONCE
    words = Revision.objects.get().content["words"]
    assert [words[name] for name in names] == ["isi"] * AT_ONCE
    assert Revision.objects.get().version == 1 + AT_ONCE


def test_without_the_condition_on_the_revision_all_would_accept():
    """The control run: read, then publish, as one would without thinking of two at once."""
    revision = make_submitted()
    read = Barrier(AT_ONCE)

    def accept_carelessly():
        stored = Revision.objects.select_related("listing__village").get(pk=revision.pk)
        reading = reading_of(stored)
        draft = writing.Draft(
            kind="product",
            village=stored.listing.village,
            words=reading.words,
            sectors=reading.sectors,
        )
        read.wait(10)
        if stored.state != "submitted":
            return "told"
        Listing.objects.filter(pk=stored.listing_id).update(title=draft.words["title"])
        Listing.objects.filter(pk=stored.listing_id).update(published_at=NOON)
        counts.count(stored.listing_id, +1)
        return "done"

    assert together(accept_carelessly) == ["done"] * AT_ONCE
    assert kept()["", "", 0] == AT_ONCE


def test_without_its_lock_and_version_saves_would_be_lost():
    """The control run: read what is there, add to it, write it back."""
    revision = make_draft()
    read = Barrier(AT_ONCE)
    numbers = iter(range(AT_ONCE))

    def save_carelessly():
        stored = Revision.objects.get(pk=revision.pk)
        stored.content["words"][f"answer {next(numbers)}"] = "isi"
        read.wait(10)
        Revision.objects.filter(pk=stored.pk).update(content=stored.content)
        return "done"

    together(save_carelessly)

    words = Revision.objects.get().content["words"]
    assert len([name for name in words if name.startswith("answer")]) == 1


def test_withdrawing_what_somebody_else_withdrew_is_told():
    listing = accept_revision(make_submitted(), by=person("Berau"), now=NOON)

    ended = together(lambda: withdraw_listing(listing, by=person("Mira"), now=LATER))

    assert ended == ["done"] + [NotPublished.code] * (AT_ONCE - 1)
    assert connection.vendor in {"sqlite", "postgresql"}
    check_everything_agrees()
