"""Photos are received in pieces here: each piece once, however often it is sent."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.accounts.models import Person
from balai.catalogue.actions.pictures import MOST, Words, add_picture
from balai.catalogue.errors import (
    EnoughPictures,
    NotWholeYet,
    SentByAnother,
    TooManyUploads,
    WrongOffset,
)
from balai.catalogue.models import Listing, Picture, Upload
from balai.catalogue.permissions import check_may_edit
from balai.core.errors import Refused
from balai.photos.errors import NotAPicture, PictureTooHeavy
from balai.photos.sizes import MOST_BYTES

MOST_OPEN = 24
KEPT_FOR = timedelta(days=1)


def begin_upload(listing: Listing, *, key: UUID, size: int, by: Person, now: datetime) -> Upload:
    """Make room for a photo of so many bytes; the same key goes on where it was.

    What nobody went on with for a day is thrown away meanwhile. Raises MayNotWrite,
    SentByAnother, PictureTooHeavy, NotAPicture, EnoughPictures or TooManyUploads.
    """
    check_may_edit(by, listing)
    Upload.objects.filter(created_at__lt=now - KEPT_FOR).delete()
    if earlier := Upload.objects.filter(key=key).first():
        if (earlier.by_id, earlier.listing_id, earlier.size) != (by.pk, listing.pk, size):
            raise SentByAnother
        return earlier
    _check_has_room(listing, size=size, by=by)
    try:
        with transaction.atomic():
            return Upload.objects.create(key=key, listing=listing, by=by, size=size, created_at=now)
    except IntegrityError:
        # The same phone asked twice at once.
        return Upload.objects.of(by).get(key=key)


def _check_has_room(listing: Listing, *, size: int, by: Person) -> None:
    if size > MOST_BYTES:
        raise PictureTooHeavy
    if size < 1:
        raise NotAPicture
    if Picture.objects.standing().filter(listing=listing).count() >= MOST:
        raise EnoughPictures
    if Upload.objects.of(by).open().count() >= MOST_OPEN:
        raise TooManyUploads


@transaction.atomic
def receive_piece(upload: Upload, *, offset: int, content: bytes) -> int:
    """Take a piece; tells how many bytes have arrived in all.

    A piece that has arrived already is not taken again. Raises WrongOffset, which knows
    the right one, for what does not follow what has arrived; then nothing is written.
    """
    end = offset + len(content)
    if end <= upload.received:
        return upload.received
    # The condition is on the row itself, so that of two at once the second sees the first.
    waits_for_it = Upload.objects.open().filter(pk=upload.pk, received=offset, size__gte=end)
    if not content or not waits_for_it.update(received=end):
        upload.refresh_from_db()
        if end <= upload.received:
            return upload.received
        raise WrongOffset(upload.received)
    upload.pieces.create(offset=offset, content=content)
    upload.received = end
    return end


def finish_upload(upload: Upload, *, words: Words, now: datetime) -> Picture:
    """Make a picture of what has arrived whole; asked again, it is the same picture.

    Raises NotWholeYet, or whatever refuses the photo; then the upload is gone.
    """
    if upload.picture:
        return upload.picture
    if upload.received < upload.size:
        raise NotWholeYet
    pieces = upload.pieces.order_by("offset").values_list("content", flat=True)
    file = BytesIO(b"".join(map(bytes, pieces)))
    try:
        picture = add_picture(upload.listing, file, words=words, by=upload.by, now=now)
    except Refused:
        drop_upload(upload)
        raise
    _settle(upload, picture)
    return picture


@transaction.atomic
def _settle(upload: Upload, picture: Picture) -> None:
    upload.picture = picture
    Upload.objects.filter(pk=upload.pk).update(picture=picture)
    upload.pieces.all().delete()


def drop_upload(upload: Upload) -> None:
    """Throw away what has arrived; it may be gone already."""
    Upload.objects.filter(pk=upload.pk).delete()
