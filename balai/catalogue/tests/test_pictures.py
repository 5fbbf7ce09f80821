"""Pictures of listings: rows and files come and go together."""

from datetime import timedelta
from io import BytesIO
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.visitors import VISITOR
from balai.catalogue import kept
from balai.catalogue.actions import pictures
from balai.catalogue.actions.pictures import (
    Words,
    add_picture,
    describe_picture,
    order_pictures,
    remove_picture,
)
from balai.catalogue.errors import (
    EnoughPictures,
    OtherPictures,
    PictureDamaged,
    PictureRemoved,
)
from balai.catalogue.models import Picture
from balai.catalogue.tests.sent_photos import as_bytes, make_photo
from balai.core.freshness import content_version
from tests.factories import NOON, make_listing

pytestmark = pytest.mark.django_db
ALT = Words(alt="Biji kakao di atas tampah", alt_en="Cocoa beans on a tray")


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def add(listing, side=40, **said):
    sent = BytesIO(as_bytes(make_photo((side, 30)), **said))
    return add_picture(listing, sent, words=ALT, now=NOON)


def files():
    return sorted(
        name
        for shelf in default_storage.listdir("")[0]
        for folder in default_storage.listdir(shelf)[0]
        for name in default_storage.listdir(f"{shelf}/{folder}")[1]
    )


def in_order(listing):
    return list(Picture.objects.standing().filter(listing=listing).in_order())


def test_a_photo_becomes_a_picture_with_its_files():
    before = content_version()

    picture = add(make_listing())

    assert (picture.position, picture.width, picture.height) == (0, 40, 30)
    assert picture.widths == [40]
    assert files() == [f"{picture.key}-40.{ending}" for ending in ("avif", "jpg", "webp")]
    assert str(picture) == "Biji kakao di atas tampah"
    assert content_version() != before


def test_the_same_photo_sent_twice_is_one_picture():
    listing = make_listing()
    first = add(listing)

    assert add(listing) == first
    assert len(files()) == 3
    assert add(make_listing("Madu hutan")) != first


def test_two_phones_that_send_the_same_at_once_leave_one_picture():
    listing = make_listing()
    first = add(listing)
    unseen = mock.Mock(side_effect=[None, first])

    with mock.patch.object(pictures, "_same_picture", unseen):
        assert add(listing) == first

    assert Picture.objects.count() == 1
    assert len(files()) == 3


def test_a_refused_photo_leaves_nothing_behind():
    listing = make_listing()
    before = content_version()

    with pytest.raises(PictureDamaged):
        add_picture(listing, BytesIO(as_bytes(make_photo())[:900]), words=ALT, now=NOON)

    assert not Picture.objects.exists()
    assert files() == []
    assert content_version() == before


def test_words_that_are_too_long_leave_nothing_behind():
    sent = BytesIO(as_bytes(make_photo((40, 30))))

    with pytest.raises(ValidationError):
        add_picture(make_listing(), sent, words=Words(alt="a" * 301), now=NOON)

    assert not Picture.objects.exists()
    assert files() == []


def test_a_storage_that_fails_in_the_middle_keeps_no_half_picture():
    save = default_storage.save
    disk = mock.Mock(side_effect=[None, OSError("full")])

    def save_if_room(name, content):
        disk()
        return save(name, content)

    with (
        mock.patch.object(default_storage, "save", save_if_room),
        pytest.raises(OSError, match="full"),
    ):
        add(make_listing())

    assert not Picture.objects.exists()
    assert files() == []


def test_a_thirteenth_picture_is_refused():
    listing = make_listing()
    for side in range(40, 40 + pictures.MOST):
        add(listing, side)

    with pytest.raises(EnoughPictures):
        add(listing, 90)

    assert [picture.position for picture in in_order(listing)] == list(range(12))
    assert len(files()) == 3 * 12


def test_pictures_stand_in_the_order_that_was_said():
    listing = make_listing()
    first, second, third = (add(listing, side) for side in (40, 50, 60))

    order_pictures(listing, [third.key, first.key, second.key])

    assert in_order(listing) == [third, first, second]
    assert [picture.position for picture in in_order(listing)] == [0, 1, 2]


@pytest.mark.parametrize("named", [[], [0], [0, 0], [0, 1, 1]])
def test_an_order_that_leaves_one_out_or_names_one_twice_is_refused(named):
    listing = make_listing()
    two = [add(listing, 40), add(listing, 50)]

    with pytest.raises(OtherPictures):
        order_pictures(listing, [two[number].key for number in named])

    assert in_order(listing) == two


def test_a_picture_is_described():
    picture = add(make_listing())

    describe_picture(picture, words=Words(alt="Tampah", credit="Sari"))

    again = Picture.objects.get()
    assert (again.alt, again.alt_en, again.credit) == ("Tampah", "", "Sari")


def test_a_removed_picture_is_gone_with_its_files(django_capture_on_commit_callbacks):
    listing = make_listing()
    picture, other = add(listing, 40), add(listing, 50)
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture, now=NOON)

    assert in_order(listing) == [other]
    assert {name.partition("-")[0] for name in files()} == {other.key}
    assert content_version() != before
    with pytest.raises(PictureRemoved):
        remove_picture(picture, now=NOON)
    with pytest.raises(PictureRemoved):
        describe_picture(picture, words=ALT)
    assert add(listing, 40) != picture


def test_a_picture_is_seen_while_its_listing_is():
    shown = add(make_listing())
    add(make_listing("Madu", published_at=None))
    add(make_listing("Rotan", withdrawn_at=NOON))

    assert list(Picture.objects.visible_to(VISITOR)) == [shown]
    assert list(Picture.objects.public()) == [shown]


def test_a_draft_changes_nothing_that_is_seen():
    draft = make_listing(published_at=None)
    before = content_version()

    add(draft)

    assert content_version() == before


def test_files_that_a_crash_left_go_after_a_day():
    picture = add(make_listing())
    shelf = kept.shelf_of(picture.key)
    lost = f"{shelf}{'0' * 30}"
    default_storage.save(f"pictures/{shelf}/{lost}-40.avif", ContentFile(b"lost"))

    assert kept.throw_away_orphans(shelf, now=timezone.now()) == 0
    assert kept.throw_away_orphans(shelf, now=timezone.now() + timedelta(days=2)) == 1
    assert len(files()) == 3


@pytest.mark.parametrize("same", ["position", "digest"])
def test_the_database_keeps_positions_and_photos_apart(same):
    listing = make_listing()
    first, second = add(listing, 40), add(listing, 50)

    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=second.pk).update(**{same: getattr(first, same)})


def test_a_picture_without_a_size_is_refused_by_the_database():
    picture = add(make_listing())

    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(width=0)
