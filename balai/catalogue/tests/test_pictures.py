"""Pictures of listings: rows and files come and go together."""

from datetime import timedelta
from importlib import import_module
from io import BytesIO
from unittest import mock

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.models import Role
from balai.accounts.visitors import VISITOR
from balai.catalogue import kept
from balai.catalogue.actions import pictures
from balai.catalogue.actions.pictures import (
    Words,
    add_picture,
    remove_picture,
    show_pictures,
)
from balai.catalogue.errors import EnoughPictures, PictureRemoved
from balai.catalogue.models import Picture
from balai.core.freshness import content_version
from balai.core.models import AuditEntry
from balai.photos.errors import PictureDamaged
from balai.photos.shelves import shelf_of
from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.factories import NOON, make_listing, make_person, make_role

pytestmark = pytest.mark.django_db
# Of a small picture: one width in three formats, and its thumb in two.
FILES = 5
ALT = Words(alt="Biji kakao di atas tampah", alt_en="Cocoa beans on a tray")


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def operator():
    """Give Mira, who writes for Merasa."""
    held = Role.objects.filter(kind="operator", person=make_person()).first()
    return (held or make_role("Mira", "operator", "64.03.01.2005")).person


def add(listing, side=40, **said):
    sent = BytesIO(as_bytes(make_photo((side, 30)), **said))
    return add_picture(listing, sent, words=ALT, by=operator(), now=NOON)


def add_shown(listing, side=40):
    picture = add(listing, side)
    show_pictures(listing, in_order(listing), now=NOON)
    return picture


def trail():
    rows = AuditEntry.objects.order_by("pk")
    return list(rows.values_list("act", "thing", "thing_number", "by_number", "area_code"))


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
    picture = add(make_listing())

    assert (picture.position, picture.width, picture.height) == (0, 40, 30)
    assert picture.widths == [40]
    names = ["40.avif", "40.jpg", "40.webp", "thumb.avif", "thumb.jpg"]
    assert files() == [f"{picture.key}-{name}" for name in names]
    assert str(picture) == "Biji kakao di atas tampah"
    mira = operator().pk
    assert trail() == [
        ("catalogue.picture_added", "catalogue.picture", picture.pk, mira, "64.03.01.2005")
    ]


def test_the_same_photo_sent_twice_is_one_picture():
    listing = make_listing()
    first = add(listing)

    assert add(listing) == first
    assert len(files()) == FILES
    assert add(make_listing("Madu hutan")) != first


def test_two_phones_that_send_the_same_at_once_leave_one_picture():
    listing = make_listing()
    first = add(listing)
    unseen = mock.Mock(side_effect=[None, first])

    with mock.patch.object(pictures, "_same_picture", unseen):
        assert add(listing) == first

    assert Picture.objects.count() == 1
    assert len(files()) == FILES


def test_a_refused_photo_leaves_nothing_behind():
    listing = make_listing()
    before = content_version()

    with pytest.raises(PictureDamaged):
        add_picture(
            listing, BytesIO(as_bytes(make_photo())[:900]), words=ALT, by=operator(), now=NOON
        )

    assert not Picture.objects.exists()
    assert files() == []
    assert content_version() == before


def test_words_that_are_too_long_leave_nothing_behind():
    sent = BytesIO(as_bytes(make_photo((40, 30))))

    with pytest.raises(ValidationError):
        add_picture(make_listing(), sent, words=Words(alt="a" * 301), by=operator(), now=NOON)

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
    assert len(files()) == FILES * 12


def test_a_removed_picture_is_gone_with_its_files(django_capture_on_commit_callbacks):
    listing = make_listing()
    picture, other = add_shown(listing, 40), add_shown(listing, 50)
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture, by=operator(), now=NOON)

    assert in_order(listing) == [other]
    assert {name.partition("-")[0] for name in files()} == {other.key}
    assert content_version() != before
    with pytest.raises(PictureRemoved):
        remove_picture(picture, by=operator(), now=NOON)
    assert add(listing, 40) != picture


def test_a_picture_is_seen_once_it_is_shown_and_while_its_listing_is():
    shown = add_shown(make_listing())
    add(make_listing("Gula aren"))
    add_shown(make_listing("Madu", published_at=None))
    add_shown(make_listing("Rotan", withdrawn_at=NOON))

    assert list(Picture.objects.visible_to(VISITOR)) == [shown]
    assert list(Picture.objects.public()) == [shown]


@pytest.mark.parametrize(
    ("kind", "area", "sees"),
    [
        ("operator", "64.03.01.2005", True),
        ("village_head", "64.03.01.2005", True),
        ("regency_officer", "64.03", True),
        ("province_officer", "64", True),
        ("operator", "64.02.08.2009", False),
        ("regency_officer", "64.02", False),
        ("representative", "64.03.01.2005", False),
    ],
)
def test_what_waits_is_seen_by_those_who_work_on_it(kind, area, sees):
    waiting = add(make_listing(published_at=None))
    make_role("Tomas", kind, area)

    seen = Picture.objects.visible_to(make_person("Tomas"))

    assert list(seen) == ([waiting] if sees else [])


def test_showing_pictures_changes_what_is_seen_once():
    listing = make_listing()
    picture = add(listing)
    before = content_version()

    show_pictures(listing, in_order(listing), now=NOON)

    assert Picture.objects.get(pk=picture.pk).shown_at == NOON
    shown = content_version()
    assert shown != before
    show_pictures(listing, in_order(listing), now=timezone.now())
    assert content_version() == shown
    assert Picture.objects.get(pk=picture.pk).shown_at == NOON


def test_what_nobody_sees_yet_changes_nothing_that_is_seen():
    draft = make_listing(published_at=None)
    listing = make_listing("Madu")
    before = content_version()

    add_shown(draft)
    add(listing)

    assert content_version() == before


def test_pictures_from_before_there_was_a_review_stay_shown():
    picture = add(make_listing())
    showing = import_module("balai.catalogue.migrations.0003_pictures_wait_to_be_shown")

    showing.show_what_there_is(apps, None)

    assert Picture.objects.get().shown_at == picture.added_at


def test_files_that_a_crash_left_go_after_a_day():
    picture = add(make_listing())
    shelf = shelf_of(picture.key)
    lost = f"{shelf}{'0' * 30}"
    default_storage.save(f"pictures/{shelf}/{lost}-40.avif", ContentFile(b"lost"))

    assert kept.throw_away_orphans(shelf, now=timezone.now()) == 0
    assert kept.throw_away_orphans(shelf, now=timezone.now() + timedelta(days=2)) == 1
    assert len(files()) == FILES


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
