"""Who may accept what was submitted, and what everyone sees of it then."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.catalogue.actions.drafts import save_draft, start_edit, submit_draft, take_back_draft
from balai.catalogue.actions.listings import (
    Draft,
    Source,
    add_listing,
    confirm_still_so,
    publish_listing,
    withdraw_listing,
)
from balai.catalogue.actions.reviews import accept_revision, return_revision
from balai.catalogue.errors import (
    AnswerTooLong,
    Incomplete,
    MayNotReview,
    MayNotReviewOwn,
    MayNotWrite,
    NeverAccepted,
    NotPublished,
    NotWaiting,
    SayWhatToMend,
    WrittenMeanwhile,
)
from balai.catalogue.models import Listing, Picture, Revision, Sector
from balai.catalogue.tests.village import acts_of, make_cast, make_draft, make_submitted, person
from balai.core import search
from balai.core.freshness import content_version
from balai.core.models import AuditEntry
from tests.factories import NOON, make_region, make_role

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _cast():
    make_cast()


def accept(revision, *, by="Berau", **said):
    return accept_revision(revision, by=person(by), now=LATER, **said)


def make_published(**said):
    return accept(make_submitted(**said))


def edit(listing, *, sectors=("madu",), **words):
    revision = start_edit(listing, key=uuid4(), by=person("Mira"), now=NOON)
    content = {"words": words, "sectors": list(sectors)}
    save_draft(revision, content, by=person("Mira"), now=NOON)
    return submit_draft(revision, by=person("Mira"), now=NOON)


def found(words):
    return search.find(words, thing="listing").numbers


def test_what_is_accepted_is_seen_in_list_and_search_at_once():
    revision = make_submitted()
    before = content_version()

    listing = accept(revision)

    assert list(Listing.objects.public()) == [listing]
    assert found("madu") == [listing.pk]
    assert content_version() != before
    assert (listing.price_low, listing.price_as_of) == (70_000, "2026-11-24")
    assert (listing.refreshed_at, listing.published_at) == (LATER, LATER)
    assert listing.motif_family == "hexagon"
    stored = Revision.objects.get()
    assert (stored.state, stored.decided_by, stored.decided_at, stored.replaced) == (
        "accepted", person("Berau"), LATER, None,
    )  # fmt: skip
    assert acts_of(listing)[-1] == "revision_accepted"
    assert AuditEntry.objects.filter(area_code="64.03.01.2005").count() == 4


@pytest.mark.parametrize("name", ["Hana", "Berau", "Rita", "Provinsi"])
def test_head_reviewer_and_officers_of_the_area_accept(name):
    accept(make_submitted(), by=name)

    assert Listing.objects.public().count() == 1


@pytest.mark.parametrize("name", ["Tomas", "Ines", "Kukar", "Nobody"])
def test_nobody_else_accepts_or_returns_and_nothing_changes(name):
    revision = make_submitted()
    trail = AuditEntry.objects.count()

    with pytest.raises(MayNotReview):
        accept(revision, by=name)
    with pytest.raises(MayNotReview):
        return_revision(revision, said="Salah.", by=person(name), now=LATER)

    assert Revision.objects.get().state == "submitted"
    assert not Listing.objects.public().exists()
    assert AuditEntry.objects.count() == trail


def test_who_wrote_something_does_not_review_it():
    make_role("Mira", "reviewer", "64.03")
    revision = make_submitted()

    with pytest.raises(MayNotReviewOwn):
        accept(revision, by="Mira")

    assert Revision.objects.get().state == "submitted"


def test_the_head_of_a_village_answers_for_what_he_wrote_himself():
    accept(make_submitted(by="Hana"), by="Hana")

    assert Listing.objects.public().count() == 1


def test_an_edit_waits_unseen_and_then_takes_the_place_of_what_was_there():
    cloth = Sector.objects.create(code="wastra", name="Wastra", name_en="Cloth")
    listing = make_published()
    revision = edit(listing, sectors=[cloth.code], title="Madu kelulut")
    assert found("kelulut") == []

    accept_revision(revision, by=person("Hana"), now=LATER)

    listing.refresh_from_db()
    assert (listing.title, listing.published_at) == ("Madu kelulut", LATER)
    assert found("kelulut") == [listing.pk]
    assert [sector.code for sector in listing.sectors.all()] == ["wastra"]
    was = Revision.objects.filter(pk=revision.pk)
    assert was.get(replaced__words__title="Madu hutan", replaced__sectors=["madu"]) == revision


def test_an_edit_keeps_what_is_not_for_its_writers_to_say():
    honey = Sector.objects.get()
    listing = add_listing(
        Draft(
            kind="product",
            village=make_region(),
            words={"title": "Madu", "text": "Madu.", "example": True},
            sectors=[honey],
            sources=[Source(url="https://contoh.example/madu", publisher="contoh", said="2021")],
        ),
        now=NOON,
        key="madu-merasa",
    )
    publish_listing(listing, by=None, now=NOON)

    accept(edit(listing, title="Madu hutan"))

    listing.refresh_from_db()
    assert (listing.title, listing.key, listing.example) == ("Madu hutan", "madu-merasa", True)
    assert [source.said for source in listing.sources.all()] == ["2021"]
    assert listing.published_at == NOON


def test_a_listing_withdrawn_while_an_edit_waited_comes_back_when_it_is_accepted():
    listing = make_published()
    revision = edit(listing, title="Madu kelulut")
    withdraw_listing(listing, by=person("Mira"), now=LATER)

    accept(revision)

    assert list(Listing.objects.public()) == [listing]


def test_what_is_returned_says_what_to_mend_and_can_be_sent_again():
    revision = make_submitted()

    return_revision(revision, said=" Harga per apa? ", by=person("Berau"), now=LATER)

    stored = Revision.objects.get()
    assert (stored.state, stored.said, stored.decided_by) == (
        "returned", "Harga per apa?", person("Berau"),
    )  # fmt: skip
    save_draft(stored, {"words": {"price_unit": "botol"}}, by=person("Tomas"), now=LATER)
    submit_draft(stored, by=person("Mira"), now=LATER)
    listing = accept(stored)
    assert listing.price_unit == "botol"
    assert acts_of(listing)[2:] == [
        "draft_submitted", "revision_returned", "draft_saved", "draft_submitted",
        "revision_accepted",
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "refusal"), [("  ", SayWhatToMend), ("a" * 2001, AnswerTooLong)])
def test_nothing_is_returned_without_a_word_or_with_too_many(said, refusal):
    revision = make_submitted()

    with pytest.raises(refusal):
        return_revision(revision, said=said, by=person("Berau"), now=LATER)

    assert Revision.objects.get().state == "submitted"
    assert acts_of(revision.listing)[-1] == "draft_submitted"


@pytest.mark.parametrize("state", ["writing", "returned", "accepted"])
def test_only_what_waits_is_decided(state):
    revision = make_draft()
    if state != "writing":
        submit_draft(revision, by=person("Mira"), now=NOON)
    if state == "returned":
        return_revision(revision, said="Harga?", by=person("Berau"), now=NOON)
    if state == "accepted":
        accept(revision)
    trail = AuditEntry.objects.count()

    with pytest.raises(NotWaiting):
        accept(revision)
    with pytest.raises(NotWaiting):
        return_revision(revision, said="Harga?", by=person("Berau"), now=LATER)

    assert Revision.objects.get().state == state
    assert AuditEntry.objects.count() == trail


def test_only_what_the_reviewer_saw_is_accepted():
    revision = make_submitted()
    seen = revision.version
    take_back_draft(revision, by=person("Mira"), now=NOON)
    save_draft(revision, {"words": {"title": "Lain"}}, by=person("Mira"), now=NOON)
    submit_draft(revision, by=person("Mira"), now=NOON)

    with pytest.raises(WrittenMeanwhile):
        accept(revision, seen=seen)

    assert not Listing.objects.public().exists()


def test_what_became_wrong_while_it_waited_is_not_published():
    revision = make_submitted()
    Sector.objects.all().delete()

    with pytest.raises(Incomplete):
        accept(revision)

    assert Revision.objects.get().state == "submitted"
    assert not Listing.objects.public().exists()


def test_photos_are_seen_once_they_are_accepted_and_each_says_what_it_shows():
    revision = make_draft()
    picture = Picture.objects.create(
        listing=revision.listing, key="a" * 32, digest="d", position=0, width=4, height=3,
        widths=[], colour="#aabbcc", added_at=NOON,
    )  # fmt: skip
    with pytest.raises(Incomplete) as refusal:
        submit_draft(revision, by=person("Mira"), now=NOON)
    assert set(refusal.value.faults) == {"pictures"}
    Picture.objects.update(alt="Sebotol madu di atas meja.")
    with pytest.raises(Incomplete):
        submit_draft(revision, by=person("Mira"), now=NOON)
    Picture.objects.update(shows_somebody=False)

    submit_draft(revision, by=person("Mira"), now=NOON)
    assert not Picture.objects.public().exists()
    accept(revision)

    assert list(Picture.objects.public()) == [picture]


@pytest.mark.parametrize("name", ["Mira", "Hana", "Berau"])
def test_writers_and_reviewers_of_the_area_withdraw(name):
    listing = make_published()

    withdraw_listing(listing, by=person(name), now=LATER)

    assert not Listing.objects.public().exists()
    assert acts_of(listing)[-1] == "listing_withdrawn"


@pytest.mark.parametrize("name", ["Ines", "Kukar", "Nobody"])
def test_nobody_else_withdraws(name):
    listing = make_published()

    with pytest.raises(MayNotWrite):
        withdraw_listing(listing, by=person(name), now=LATER)

    assert list(Listing.objects.public()) == [listing]
    assert acts_of(listing)[-1] == "revision_accepted"


def test_a_writer_does_not_publish_past_the_review():
    listing = make_published()
    withdraw_listing(listing, by=person("Mira"), now=LATER)

    with pytest.raises(MayNotReview):
        publish_listing(listing, by=person("Mira"), now=LATER)

    assert not Listing.objects.public().exists()


def test_still_so_makes_a_listing_fresh_again_in_every_order():
    listing = make_published()
    other = make_published(words={"title": "Madu kelulut", "text": "Madu."})
    Listing.objects.filter(pk=listing.pk).update(refreshed_at=NOON - timedelta(days=200))

    confirm_still_so(listing, by=person("Tomas"), now=LATER + timedelta(days=2))

    assert list(Listing.objects.public().freshest_first()) == [listing, other]
    assert found("madu") == [listing.pk, other.pk]
    assert acts_of(listing)[-1] == "listing_confirmed"


def test_still_so_is_said_by_writers_of_what_is_published():
    listing = make_published()
    with pytest.raises(MayNotWrite):
        confirm_still_so(listing, by=person("Berau"), now=LATER)
    withdraw_listing(listing, by=None, now=LATER)

    with pytest.raises(NotPublished):
        confirm_still_so(listing, by=person("Mira"), now=LATER)

    assert acts_of(listing)[-1] == "listing_withdrawn"


def test_what_was_never_accepted_is_published_by_nobody():
    revision = make_submitted()

    with pytest.raises(NeverAccepted):
        publish_listing(revision.listing, by=person("Berau"), now=LATER)

    assert not Listing.objects.public().exists()
    assert acts_of(revision.listing)[-1] == "draft_submitted"
