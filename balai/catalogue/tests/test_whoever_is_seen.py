"""A photo in which somebody can be recognised is shown while that person agrees."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.accounts.actions.consents import Agreed, record_consent, withdraw_consent
from balai.accounts.consenting import LISTING, NAME, PHOTO, PICTURE
from balai.accounts.visitors import VISITOR
from balai.catalogue.actions.agreed import agreed_since, show_as_agreed
from balai.catalogue.actions.arrangements import describe_picture
from balai.catalogue.actions.drafts import submit_draft
from balai.catalogue.actions.listings import publish_listing, put_in_sectors
from balai.catalogue.actions.pictures import Words
from balai.catalogue.actions.reviews import accept_revision
from balai.catalogue.errors import Incomplete
from balai.catalogue.models import Picture, Revision, Sector
from balai.catalogue.queries.pictures import covers_of, photos_of, pictures_lacking_consent
from balai.catalogue.queries.revisions import preview_of
from balai.catalogue.tests.village import MERASA, make_cast, person
from balai.core.freshness import content_version
from tests.factories import NOON, make_giver, make_listing, make_picture

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)
SOMEBODY = Words(alt="Sari menjemur biji", shows_somebody=True)
NOBODY = Words(alt="Biji di tampah", shows_somebody=False)


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_cast()


@pytest.fixture
def listing():
    listing = make_listing(published_at=None)
    put_in_sectors(listing, [Sector.objects.get()])
    publish_listing(listing, by=None, now=NOON)
    return listing


@pytest.fixture
def picture(listing):
    return make_picture(listing)


def say(picture, words):
    return describe_picture(picture, words=words, by=person("Mira"), now=LATER)


def publish(revision):
    sent = submit_draft(revision, by=person("Mira"), now=LATER)
    return accept_revision(sent, by=person("Berau"), now=LATER)


def agree(thing, number, *, purpose=PICTURE, giver=None, now=LATER):
    agreed = Agreed(purpose=purpose, thing=thing, thing_number=number, area_code=MERASA)
    return record_consent(giver or make_giver(), agreed, by=person("Mira"), now=now, key=uuid4())


def seen_by(somebody):
    return list(Picture.objects.visible_to(somebody))


def test_a_photo_of_somebody_waits_for_the_consent_although_it_was_accepted(listing):
    waiting = make_picture(listing, shown_at=None)
    publish(say(waiting, SOMEBODY))

    assert seen_by(VISITOR) == seen_by(person("Ines")) == []
    assert seen_by(person("Mira")) == seen_by(person("Berau")) == [waiting]
    # Nobody meets it on a page for visitors, whoever they are.
    assert photos_of(person("Mira"), listing) == []
    assert covers_of(person("Mira"), [listing.pk]) == {}
    assert pictures_lacking_consent(person("Mira"), listing) == 1
    before = content_version()
    agree(PHOTO, waiting.pk)
    assert seen_by(VISITOR) == [waiting]
    assert [photo.number for photo in photos_of(VISITOR, listing)] == [waiting.pk]
    assert content_version() != before


def test_that_somebody_can_be_recognised_counts_at_once(picture):
    before = content_version()

    say(picture, SOMEBODY)

    assert seen_by(VISITOR) == []
    assert content_version() != before
    assert Picture.objects.get().alt == picture.alt


def test_that_nobody_can_be_counts_once_it_is_accepted(picture):
    Picture.objects.update(shows_somebody=True)

    revision = say(picture, NOBODY)

    assert seen_by(VISITOR) == []
    publish(revision)
    assert seen_by(VISITOR) == [picture]


def test_a_photo_that_was_shown_before_anybody_asked_stays_until_it_is_answered(picture):
    Picture.objects.update(shows_somebody=None)

    assert seen_by(VISITOR) == [picture]
    with pytest.raises(Incomplete) as refusal:
        publish(say(picture, Words(alt="Biji")))
    assert set(refusal.value.faults) == {"pictures"}
    assert seen_by(VISITOR) == [picture]


def test_a_consent_to_all_photos_holds_for_those_that_follow(listing):
    agree(LISTING, listing.pk)
    later = make_picture(listing, shown_at=None)

    publish(say(later, SOMEBODY))

    assert seen_by(VISITOR) == [later]


@pytest.mark.parametrize("about", ["the name", "another photo", "another listing"])
def test_a_consent_to_something_else_shows_no_face(listing, picture, about):
    other = make_listing("Madu")
    aims = {
        "the name": (LISTING, listing.pk, NAME),
        "another photo": (PHOTO, make_picture(other, key="b" * 32).pk, PICTURE),
        "another listing": (LISTING, other.pk, PICTURE),
    }
    thing, number, purpose = aims[about]
    agree(thing, number, purpose=purpose)

    say(picture, SOMEBODY)

    assert picture not in seen_by(VISITOR)


@pytest.mark.parametrize("thing", [PHOTO, LISTING])
def test_withdrawn_it_is_gone_for_everybody(listing, picture, thing):
    say(picture, SOMEBODY)
    consent = agree(thing, picture.pk if thing == PHOTO else listing.pk)
    assert seen_by(VISITOR) == [picture]

    withdraw_consent(consent, by=person("Mira"), now=LATER)

    assert seen_by(VISITOR) == seen_by(person("Mira")) == []


def test_what_is_kept_beside_a_photo_equals_a_recount(listing, picture):
    agree(PHOTO, picture.pk, now=LATER)
    agree(LISTING, listing.pk, giver=make_giver("Sari", key="ABCDEFGHJKMP"), now=NOON)
    kept = Picture.objects.get().agreed_at
    before = content_version()

    show_as_agreed(Picture.objects.all())

    assert kept == agreed_since(picture) == NOON
    assert content_version() == before


def test_the_preview_leaves_out_whom_visitors_would_not_see(listing, picture):
    other = make_picture(listing, key="b" * 32, shown_at=None)
    revision = say(picture, SOMEBODY)

    page = preview_of(person("Mira"), revision, today=NOON.date())

    assert [photo.number for photo in page.photos] == [other.pk]


def test_a_photo_in_a_draft_that_nobody_sees_changes_no_page(listing):
    listing = make_listing("Madu", published_at=None)
    waiting = make_picture(listing, shown_at=None)
    before = content_version()

    say(waiting, SOMEBODY)

    assert content_version() == before
    assert Revision.objects.get().content["pictures"][0]["shows_somebody"] is True
