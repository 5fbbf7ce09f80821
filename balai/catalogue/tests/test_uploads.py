"""Photos arrive in pieces: each once, in their order, and one picture comes of them."""

from datetime import timedelta
from io import BytesIO
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection

from balai.catalogue.actions import uploads
from balai.catalogue.actions.pictures import Words, add_picture
from balai.catalogue.actions.uploads import begin_upload, finish_upload, receive_piece
from balai.catalogue.errors import (
    EnoughPictures,
    MayNotWrite,
    NotWholeYet,
    SentByAnother,
    TooManyUploads,
    WrongOffset,
)
from balai.catalogue.models import Picture, Upload, UploadPiece
from balai.photos.errors import NotAPicture, PictureTooHeavy
from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.factories import NOON, make_listing, make_person, make_picture, make_role

pytestmark = pytest.mark.django_db
KEY = UUID(int=7)
PHOTO = as_bytes(make_photo((60, 40)))
SIZE = len(PHOTO)


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mira():
    return make_role("Mira", "operator", "64.03.01.2005").person


def begun(mira, listing=None, *, key=KEY, size=SIZE):
    return begin_upload(listing or make_listing(), key=key, size=size, by=mira, now=NOON)


def test_a_photo_in_three_pieces_is_one_picture(mira):
    upload = begun(mira)

    for start in range(0, SIZE, SIZE // 3):
        receive_piece(upload, offset=start, content=PHOTO[start : start + SIZE // 3])
    picture = finish_upload(upload, words=Words(alt="Tampah"), now=NOON)

    whole = add_picture(upload.listing, BytesIO(PHOTO), words=Words(), by=mira, now=NOON)
    assert picture == whole
    assert (picture.width, picture.alt, picture.shown_at) == (60, "Tampah", None)
    assert finish_upload(upload, words=Words(), now=NOON) == picture
    assert not UploadPiece.objects.exists()


def test_a_piece_that_is_sent_twice_is_taken_once(mira):
    upload = begun(mira)

    taken = [receive_piece(upload, offset=0, content=PHOTO[:500]) for _time in range(2)]
    late = receive_piece(Upload.objects.get(), offset=100, content=PHOTO[100:200])

    assert taken == [500, 500]
    assert late == 500
    assert bytes(UploadPiece.objects.get().content) == PHOTO[:500]


@pytest.mark.parametrize("offset", [1, 499, 501, 10_000])
def test_a_piece_that_does_not_follow_is_told_where_to_go_on(mira, offset):
    upload = begun(mira)
    receive_piece(upload, offset=0, content=PHOTO[:500])

    with pytest.raises(WrongOffset) as wrong:
        receive_piece(upload, offset=offset, content=PHOTO[:600])

    assert wrong.value.right == 500
    assert UploadPiece.objects.count() == 1


def test_more_than_was_announced_and_nothing_at_all_are_refused(mira):
    upload = begun(mira, size=100)

    for offset, content in ((0, b"x" * 101), (50, b"")):
        with pytest.raises(WrongOffset):
            receive_piece(upload, offset=offset, content=content)

    assert Upload.objects.get().received == 0


def test_the_same_key_goes_on_where_it_was(mira):
    listing = make_listing()
    receive_piece(begun(mira, listing), offset=0, content=PHOTO[:500])

    again = begun(mira, listing)

    assert again.received == 500
    assert Upload.objects.count() == 1


def test_a_key_of_another_photo_or_person_is_refused(mira):
    listing = make_listing()
    begun(mira, listing)
    tomas = make_role("Tomas", "operator", "64.03.01.2005").person

    for by, size in ((tomas, len(PHOTO)), (mira, 5)):
        with pytest.raises(SentByAnother):
            begun(by, listing, size=size)


@pytest.mark.parametrize(("size", "refusal"), [(0, NotAPicture), (15_000_001, PictureTooHeavy)])
def test_sizes_that_cannot_be_are_refused_before_anything_is_sent(mira, size, refusal):
    with pytest.raises(refusal):
        begun(mira, size=size)

    assert not Upload.objects.exists()


def test_who_may_not_write_there_begins_nothing():
    with pytest.raises(MayNotWrite):
        begun(make_person("Ines"))


def test_a_full_listing_and_too_many_at_once_are_refused(mira, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 1)
    monkeypatch.setattr(uploads, "MOST_OPEN", 1)
    listing = make_listing()
    begun(mira, listing)

    with pytest.raises(TooManyUploads):
        begun(mira, listing, key=uuid4())
    make_picture(listing)
    with pytest.raises(EnoughPictures):
        begun(mira, listing, key=uuid4())


def test_what_is_not_whole_makes_no_picture(mira):
    with pytest.raises(NotWholeYet):
        finish_upload(begun(mira), words=Words(), now=NOON)

    assert not Picture.objects.exists()


def test_a_refused_photo_leaves_nothing_behind(mira):
    upload = begun(mira, size=4)
    receive_piece(upload, offset=0, content=b"oops")

    with pytest.raises(NotAPicture):
        finish_upload(upload, words=Words(), now=NOON)

    assert not Upload.objects.exists()
    assert not UploadPiece.objects.exists()


def test_what_nobody_went_on_with_is_gone_after_a_day(mira):
    receive_piece(begun(mira), offset=0, content=PHOTO[:500])

    later = NOON + timedelta(days=1, minutes=1)
    begin_upload(make_listing("Madu"), key=uuid4(), size=9, by=mira, now=later)

    assert not Upload.objects.filter(key=KEY).exists()
    assert not UploadPiece.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_that_send_the_same_piece_one_is_counted(mira):
    upload = begun(mira)
    together, answers = Barrier(2), []

    def send():
        together.wait()
        one = Upload.objects.get(pk=upload.pk)
        answers.append(receive_piece(one, offset=0, content=PHOTO[:500]))
        connection.close()

    threads = [Thread(target=send) for _tab in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [500, 500]
    assert Upload.objects.get().received == 500
    assert UploadPiece.objects.count() == 1
