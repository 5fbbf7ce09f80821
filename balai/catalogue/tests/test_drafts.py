"""Drafts are begun, sent, taken back and dropped by those who write for a village."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from balai.accounts.visitors import VISITOR
from balai.catalogue import permissions
from balai.catalogue.actions.drafts import (
    copy_listing,
    drop_draft,
    save_draft,
    start_draft,
    start_edit,
    submit_draft,
    take_back_draft,
)
from balai.catalogue.errors import (
    Incomplete,
    MayNotWrite,
    NotInHand,
    NotWaiting,
    SentByAnother,
    VillageEnded,
    WrittenMeanwhile,
)
from balai.catalogue.models import Listing, Revision, Sector
from balai.catalogue.tests.village import (
    MERASA,
    acts_of,
    make_cast,
    make_draft,
    make_submitted,
    person,
)
from balai.core.models import AuditEntry
from tests.factories import NOON, make_listing, make_organisation, make_region

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _cast():
    make_cast()


def start(*, by="Mira", key=None, village=None):
    return start_draft(
        kind="product",
        village=village or make_region(),
        key=key or uuid4(),
        by=person(by),
        now=NOON,
    )


def save(revision, *, by="Mira", seen=None, now=LATER, **content):
    return save_draft(revision, content, by=person(by), now=now, seen=seen)


def words_of(revision):
    return Revision.objects.get(pk=revision.pk).content.get("words", {})


def test_a_new_draft_is_a_listing_that_nobody_else_sees():
    revision = start()

    assert revision.state == "writing"
    assert acts_of(revision.listing) == ["draft_started"]
    assert revision.listing.product.pk == revision.listing_id
    assert not Listing.objects.shown_to(person("Mira")).exists()
    assert not Listing.objects.visible_to(VISITOR).exists()
    assert not Listing.objects.visible_to(person("Ines")).exists()


@pytest.mark.parametrize("name", ["Ines", "Berau", "Provinsi", "Rita", "Nobody"])
def test_who_does_not_write_for_a_village_cannot_begin(name):
    with pytest.raises(MayNotWrite):
        start(by=name)

    assert not Listing.objects.exists()
    assert not AuditEntry.objects.exists()


def test_nothing_new_is_begun_in_a_village_that_has_ended():
    village = make_region()
    village.valid_until, village.ended_by = village.valid_from, village.opened_by
    village.save()

    with pytest.raises(VillageEnded):
        start(village=village)

    assert not Listing.objects.exists()


def test_the_same_form_sent_twice_begins_one_draft():
    key = uuid4()

    assert start(key=key) == start(key=key)

    assert Listing.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_the_key_of_somebody_else_opens_nothing():
    key = uuid4()
    start(key=key)

    with pytest.raises(SentByAnother):
        start(key=key, by="Tomas")

    assert Listing.objects.count() == 1


@pytest.mark.parametrize("name", ["Ines", "Berau", "Nobody"])
def test_a_draft_of_another_village_cannot_be_changed_sent_or_dropped(name):
    revision = make_draft()

    with pytest.raises(MayNotWrite):
        save(revision, by=name, words={"title": "Milik saya"})
    for act in (submit_draft, drop_draft, take_back_draft):
        with pytest.raises(MayNotWrite):
            act(revision, by=person(name), now=LATER)

    assert words_of(revision)["title"] == "Madu hutan"
    assert Revision.objects.get().state == "writing"


def test_a_complete_draft_waits_for_review_and_its_new_price_is_dated():
    revision = make_submitted()

    assert (revision.state, revision.submitted_at) == ("submitted", NOON)
    assert words_of(revision)["price_as_of"] == "2026-11-24"
    assert not Listing.objects.public().exists()
    assert acts_of(revision.listing) == ["draft_started", "draft_saved", "draft_submitted"]


@pytest.mark.parametrize(
    ("kind", "content", "marked"),
    [
        ("product", {"words": {"title": " ", "text": "Madu."}}, {"title"}),
        ("product", {"words": {}, "sectors": []}, {"title", "text", "sectors"}),
        ("product", {"sectors": ["no-such"]}, {"sectors"}),
        ("product", {"seller": 999}, {"seller"}),
        ("product", {"details": {"stock_count": "banyak"}}, {"stock_count"}),
        ("product", {"details": {"stock_count": -1}}, {"stock_count"}),
        ("product", {"words": {"title": "M" * 121, "text": "Madu."}}, {"title"}),
        ("stay", {"details": {"room_count": 2.5}}, {"room_count"}),
        ("experience", {"details": {"group_min": 5, "group_max": 4}}, {"group_max"}),
        ("event", {"details": {"status": "scheduled"}}, {"start_on"}),
        ("event", {"details": {"start_on": "2026-12-02", "end_on": "2026-12-01"}}, {"end_on"}),
        ("event", {"details": {"start_on": "2026-02-30"}}, {"start_on"}),
        ("event", {"details": {"start_on": "2026-12-02", "start_time": "25.00"}}, {"start_time"}),
        ("event", {"details": {"status": "dreamt"}}, {"status"}),
    ],
)
def test_what_is_missing_or_wrong_is_said_answer_by_answer_and_nothing_changes(
    kind, content, marked
):
    revision = make_draft(kind=kind, **content)
    before = Revision.objects.values().get()

    with pytest.raises(Incomplete) as refusal:
        submit_draft(revision, by=person("Mira"), now=LATER)

    assert set(refusal.value.faults) == marked
    assert all(refusal.value.faults.values())
    assert Revision.objects.values().get() == before


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ({"price_low": "murah"}, {"price_low"}),
        ({"price_low": "35.5"}, {"price_low"}),
        ({"price_low": -5}, {"price_low"}),
        ({"price_low": 5000, "price_high": 5000}, {"price_high"}),
        ({"price_high": 5000}, {"price_low"}),
        ({"price_low": 5000, "price_as_of": "kemarin"}, {"price_as_of"}),
        ({"longitude": 117.2}, {"latitude"}),
        ({"longitude": "nan", "latitude": 1}, {"latitude"}),
        ({"longitude": 217, "latitude": 1}, {"latitude"}),
    ],
)
def test_a_price_is_whole_rupiah_and_a_place_is_on_earth(words, marked):
    revision = make_draft(words={"title": "Madu", "text": "Manis.", **words})

    with pytest.raises(Incomplete) as refusal:
        submit_draft(revision, by=person("Mira"), now=LATER)

    assert set(refusal.value.faults) == marked


def test_more_than_three_sectors_wait_until_three_are_chosen():
    codes = [Sector.objects.get_or_create(code=f"s{number}")[0].code for number in range(4)]
    revision = make_draft(sectors=codes)

    with pytest.raises(Incomplete) as refusal:
        submit_draft(revision, by=person("Mira"), now=LATER)

    assert set(refusal.value.faults) == {"sectors"}
    assert Revision.objects.get().content["sectors"] == codes


def test_only_what_was_seen_is_sent():
    revision = make_draft()
    seen = revision.version
    save(revision, by="Tomas", words={"title": "Lain"})

    with pytest.raises(WrittenMeanwhile):
        submit_draft(revision, by=person("Mira"), now=LATER, seen=seen)

    assert Revision.objects.get().state == "writing"


def test_what_waits_for_review_cannot_be_changed_until_it_is_taken_back():
    revision = make_submitted()
    with pytest.raises(NotInHand):
        save(revision, words={"title": "Lain"})
    with pytest.raises(NotInHand):
        submit_draft(revision, by=person("Mira"), now=LATER)

    take_back_draft(revision, by=person("Tomas"), now=LATER)
    save(revision, words={"title": "Lain"})

    assert words_of(revision)["title"] == "Lain"
    assert Revision.objects.get().state == "writing"


def test_only_what_waits_can_be_taken_back():
    revision = make_draft()

    with pytest.raises(NotWaiting):
        take_back_draft(revision, by=person("Mira"), now=LATER)

    assert acts_of(revision.listing) == ["draft_started", "draft_saved"]


def test_a_dropped_draft_is_over():
    revision = make_draft()

    drop_draft(revision, by=person("Tomas"), now=LATER)

    stored = Revision.objects.get()
    assert (stored.state, stored.decided_by, stored.decided_at) == (
        "dropped", person("Tomas"), LATER,
    )  # fmt: skip
    with pytest.raises(NotInHand):
        save(revision, words={"title": "Lain"})
    with pytest.raises(NotInHand):
        drop_draft(revision, by=person("Mira"), now=LATER)
    assert acts_of(revision.listing)[-1] == "draft_dropped"


def test_an_edit_begins_with_what_everyone_sees_and_changes_nothing_yet():
    seller = make_organisation()
    listing = make_listing(
        seller=seller, price_low=5000, price_as_of="2021", details={"made_to_order": True}
    )

    revision = start_edit(listing, key=uuid4(), by=person("Mira"), now=NOON)
    save(revision, words={"title": "Madu kelulut"})

    assert revision.content["words"]["price_low"] == 5000
    assert revision.content["details"]["made_to_order"] is True
    assert revision.content["seller"] == seller.pk
    listing.refresh_from_db()
    assert (listing.title, listing.is_standing) == ("Biji kakao fermentasi", True)
    assert acts_of(listing) == ["edit_started", "draft_saved"]


def test_whoever_begins_to_edit_what_is_being_edited_goes_on_with_it():
    listing = make_listing()

    first = start_edit(listing, key=uuid4(), by=person("Mira"), now=NOON)
    second = start_edit(listing, key=uuid4(), by=person("Tomas"), now=NOON)

    assert first == second
    assert acts_of(listing) == ["edit_started"]


def test_somebody_of_another_village_can_neither_edit_nor_copy():
    listing = make_listing()

    for act in (start_edit, copy_listing):
        with pytest.raises(MayNotWrite):
            act(listing, key=uuid4(), by=person("Ines"), now=NOON)

    assert not Revision.objects.exists()


def test_a_copy_has_the_same_words_without_the_age_of_its_price():
    event = make_listing(
        "Pesta panen",
        kind="event",
        price_low=5000,
        price_as_of="2021",
        details={"start_on": "2026-12-01", "status": "scheduled", "recurrence": "tiap tahun"},
    )

    copy = copy_listing(event, key=uuid4(), by=person("Mira"), now=NOON)

    assert copy.listing_id != event.pk
    assert copy.title == "Pesta panen"
    assert copy.content["words"]["price_low"] == 5000
    assert "price_as_of" not in copy.content["words"]
    assert copy.content["details"] == {"recurrence": "tiap tahun", "recurrence_en": ""}
    assert acts_of(copy.listing) == ["draft_started"]


def test_those_who_work_in_the_area_see_a_draft_and_nobody_else():
    listing = make_draft().listing

    sees = {
        name: Listing.objects.visible_to(person(name)).filter(pk=listing.pk).exists()
        for name in ("Mira", "Tomas", "Hana", "Berau", "Rita", "Provinsi", "Kukar", "Ines")
    }

    assert sees == {
        "Mira": True, "Tomas": True, "Hana": True, "Berau": True, "Rita": True,
        "Provinsi": True, "Kukar": False, "Ines": False,
    }  # fmt: skip
    assert Revision.objects.visible_to(person("Berau")).exists()
    assert not Revision.objects.visible_to(person("Kukar")).exists()
    assert not Revision.objects.visible_to(VISITOR).exists()


def test_everyone_still_sees_what_is_public_among_what_only_some_see():
    listing = make_listing()
    make_draft()

    assert list(Listing.objects.visible_to(person("Ines"))) == [listing]
    assert Listing.objects.visible_to(person("Mira")).count() == 2
    assert list(Listing.objects.shown_to(person("Mira"))) == [listing]
    assert permissions.may_write_in(person("Mira"), MERASA)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "accepted"},
        {"state": "accepted", "decided_at": NOON},
        {"decided_at": NOON},
        {"state": "submitted"},
        {"state": "returned", "decided_at": NOON, "submitted_at": NOON},
        {"state": "dropped"},
    ],
)
def test_the_database_refuses_a_revision_that_cannot_be(broken):
    revision = start()

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(**broken)

    assert Revision.objects.get().state == "writing"


def test_the_database_keeps_one_open_revision_of_a_listing():
    revision = start()

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(
            listing=revision.listing,
            request_key=uuid4(),
            started_by=person("Tomas"),
            started_at=NOON,
            changed_at=NOON,
        )

    assert Revision.objects.count() == 1


def test_the_database_lets_nothing_without_a_name_stand():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_listing("")

    assert not Listing.objects.exists()
