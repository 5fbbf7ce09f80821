"""Words, order and cover of photos wait for review like all else that is written of a listing."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.accounts.visitors import VISITOR
from balai.catalogue.actions.arrangements import describe_picture, order_pictures, put_first
from balai.catalogue.actions.drafts import (
    copy_listing,
    drop_draft,
    save_draft,
    start_edit,
    submit_draft,
    take_back_draft,
)
from balai.catalogue.actions.listings import publish_listing, put_in_sectors
from balai.catalogue.actions.pictures import Words, remove_picture
from balai.catalogue.actions.reviews import accept_revision, return_revision
from balai.catalogue.errors import MayNotWrite, OtherPictures, PictureRemoved, PicturesWait
from balai.catalogue.models import Picture, Revision, Sector
from balai.catalogue.queries.arrangements import arranged
from balai.catalogue.queries.pictures import covers_of, photos_of
from balai.catalogue.queries.revisions import changes_of
from balai.catalogue.tests.village import make_cast, person
from balai.core.freshness import content_version
from balai.core.models import AuditEntry
from tests.factories import NOON, make_listing, make_picture

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)
TRAY = Words(alt="Tampah", alt_en="Tray", credit="Sari", shows_somebody=False)


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
def photos(listing):
    said = {"a": "Biji", "b": "Kebun", "c": "Pohon"}
    return [make_picture(listing, key=one * 32, alt=alt) for one, alt in said.items()]


def describe(picture, words=TRAY, *, by="Mira"):
    return describe_picture(picture, words=words, by=person(by), now=LATER)


def order(listing, *pictures):
    keys = [picture.key for picture in pictures]
    return order_pictures(listing, keys, by=person("Mira"), now=LATER)


def submit(revision):
    return submit_draft(revision, by=person("Mira"), now=LATER)


def accept(revision):
    return accept_revision(revision, by=person("Berau"), now=LATER)


def seen(listing):
    return [(photo.key[0], photo.alt) for photo in photos_of(VISITOR, listing)]


def cover(listing):
    return covers_of(VISITOR, [listing.pk])[listing.pk].key[0]


def test_visitors_go_on_seeing_the_old_words_and_order_until_they_are_accepted(listing, photos):
    first, second, third = photos
    before = content_version()

    describe(second)
    revision = order(listing, third, second, first)
    sent = submit(revision)

    assert seen(listing) == [("a", "Biji"), ("b", "Kebun"), ("c", "Pohon")]
    assert cover(listing) == "a"
    assert content_version() == before
    accept(sent)
    assert seen(listing) == [("c", "Pohon"), ("b", "Tampah"), ("a", "Biji")]
    assert cover(listing) == "c"
    assert Picture.objects.get(pk=second.pk).credit == "Sari"
    assert content_version() != before


def test_a_change_begins_by_itself_and_the_one_that_is_open_is_written_in(listing, photos):
    begun = describe(photos[0])
    again = put_first(photos[1], by=person("Hana"), now=LATER)

    assert begun == again == Revision.objects.get()
    assert set(begun.writers.all()) == {person("Mira"), person("Hana")}
    assert [one.key[0] for one in arranged(again)] == ["b", "a", "c"]


def test_what_was_sent_stays_as_it_was_sent(listing, photos):
    revision = submit(describe(photos[0]))
    before = Revision.objects.get().content

    with pytest.raises(PicturesWait):
        describe(photos[1])
    with pytest.raises(PicturesWait):
        order(listing, *reversed(photos))
    with pytest.raises(PicturesWait):
        put_first(photos[2], by=person("Mira"), now=LATER)

    assert Revision.objects.get().content == before
    take_back_draft(revision, by=person("Mira"), now=LATER)
    assert describe(photos[1]) == revision


def test_a_photo_that_arrives_after_sending_waits_for_the_next_change(listing, photos):
    sent = submit(order(listing, *reversed(photos)))
    late = make_picture(listing, key="d" * 32, alt="Peti", shown_at=None)

    assert late not in arranged(sent)
    accept(sent)

    assert [key for key, _alt in seen(listing)] == ["c", "b", "a"]
    edit = start_edit(listing, key=uuid4(), by=person("Mira"), now=LATER)
    accept(submit(edit))
    assert [key for key, _alt in seen(listing)] == ["c", "b", "a", "d"]


def test_what_was_sent_back_takes_in_what_arrived_meanwhile(listing, photos):
    sent = submit(describe(photos[0]))
    late = make_picture(listing, key="d" * 32, alt="Peti", shown_at=None)

    back = return_revision(sent, said="Terangkan.", by=person("Berau"), now=LATER)

    assert arranged(back)[-1] == late


def test_side_by_side_stands_what_would_change_in_the_photos(listing, photos):
    first, second, third = photos
    make_picture(listing, key="d" * 32, alt="Peti", shown_at=None)
    describe(second)
    sent = submit(put_first(third, by=person("Mira"), now=LATER))

    found = [(one.label, one.before, one.after) for one in changes_of(sent)]

    assert found == [
        ("Urutan foto; yang pertama menjadi sampul",
         "1. Biji\n2. Kebun\n3. Pohon", "1. Pohon\n2. Biji\n3. Tampah\n4. Peti"),
        ("Foto 2: yang terlihat", "Kebun", "Tampah"),
        ("Foto 2: yang terlihat, dalam bahasa Inggris", "", "Tray"),
        ("Foto 2: yang memotret", "", "Sari"),
        ("Foto baru", "", "Peti"),
    ]  # fmt: skip
    accept(sent)
    sent.refresh_from_db()
    assert [(one.label, one.before, one.after) for one in changes_of(sent)] == found
    assert first.key


def test_a_change_of_words_alone_names_no_photo(listing, photos):
    edit = start_edit(listing, key=uuid4(), by=person("Mira"), now=LATER)
    save_draft(edit, {"words": {"title": "Kakao"}}, by=person("Mira"), now=LATER)

    assert [one.name for one in changes_of(submit(edit))] == ["title"]


def test_a_change_that_is_dropped_leaves_photos_as_they_were(listing, photos):
    describe(photos[0])
    revision = order(listing, *reversed(photos))

    drop_draft(revision, by=person("Mira"), now=LATER)

    assert seen(listing) == [("a", "Biji"), ("b", "Kebun"), ("c", "Pohon")]


def test_what_is_said_of_photos_stands_in_nobodys_way(listing, photos):
    edit = start_edit(listing, key=uuid4(), by=person("Mira"), now=LATER)
    describe(photos[0], by="Hana")

    save_draft(edit, {"words": {"title": "Kakao"}}, by=person("Mira"), now=LATER, seen=0)

    stored = Revision.objects.get()
    assert stored.content["words"]["title"] == "Kakao"
    assert arranged(stored)[0].alt == "Tampah"
    assert (stored.version, len(stored.earlier)) == (2, 2)


def test_the_same_words_again_change_nothing(listing, photos):
    version = describe(photos[0]).version

    assert describe(photos[0]).version == version


def test_a_similar_listing_begins_without_photos(listing, photos):
    copied = copy_listing(listing, key=uuid4(), by=person("Mira"), now=LATER)

    assert "pictures" not in copied.content
    assert arranged(copied) == []


@pytest.mark.parametrize("named", [[], [0, 1], [0, 1, 1], [0, 1, 2, 2]])
def test_an_order_that_leaves_one_out_or_names_one_twice_is_refused(listing, photos, named):
    with pytest.raises(OtherPictures):
        order(listing, *(photos[number] for number in named))

    assert not Revision.objects.exists()


def test_a_photo_that_is_gone_is_neither_described_nor_put_first(listing, photos):
    revision = describe(photos[0])
    remove_picture(photos[1], by=person("Mira"), now=LATER)

    with pytest.raises(PictureRemoved):
        describe(photos[1])
    with pytest.raises(PictureRemoved):
        put_first(photos[1], by=person("Mira"), now=LATER)

    assert [one.key[0] for one in arranged(revision)] == ["a", "c"]


@pytest.mark.parametrize("name", ["Ines", "Berau", "Rita"])
def test_who_does_not_write_there_changes_nothing(listing, photos, name):
    with pytest.raises(MayNotWrite):
        describe(photos[0], by=name)
    with pytest.raises(MayNotWrite):
        order_pictures(listing, [], by=person(name), now=LATER)

    assert not Revision.objects.exists()
    assert seen(listing)[0] == ("a", "Biji")


def test_each_act_leaves_its_trail(listing, photos):
    describe(photos[0])
    put_first(photos[1], by=person("Mira"), now=LATER)

    of_people = AuditEntry.objects.filter(by_number__isnull=False).order_by("pk")
    acts = of_people.values_list("act", "thing_number", "by_number")
    mira = person("Mira").pk
    assert list(acts) == [
        ("catalogue.edit_started", listing.pk, mira),
        ("catalogue.picture_described", photos[0].pk, mira),
        ("catalogue.pictures_ordered", listing.pk, mira),
    ]
