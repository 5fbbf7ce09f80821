"""What pictures show and how they stand is said here, in a change that waits for review.

Visitors go on seeing what was accepted last. Where no change of the listing is open, one
begins by itself.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue.actions.agreed import agreed_since, pictures_changed
from balai.catalogue.actions.drafts import arrange_pictures, start_edit
from balai.catalogue.actions.pictures import Words
from balai.catalogue.errors import OtherPictures, PictureRemoved, PicturesWait
from balai.catalogue.models import Listing, Picture, Revision
from balai.catalogue.permissions import check_may_edit
from balai.catalogue.queries.arrangements import arranged, as_kept
from balai.core import audit


@transaction.atomic
def describe_picture(picture: Picture, *, words: Words, by: Person, now: datetime) -> Revision:
    """Say what a picture shows, whose it is, and whether somebody can be recognised in it.

    That somebody can be counts at once: without a consent the picture is hidden. Raises
    MayNotWrite, PictureRemoved, PicturesWait or ValidationError; then nothing is written.
    """
    stored = _in_hand(picture.listing, by=by, now=now)
    pictures = arranged(stored)
    described = next((one for one in pictures if one.pk == picture.pk), None)
    if described is None:
        raise PictureRemoved
    for name, said in asdict(words).items():
        setattr(described, name, said)
    described.full_clean(validate_unique=False, validate_constraints=False)
    if words.shows_somebody:
        _hide_without_consent(described)
    arrange_pictures(stored, [as_kept(one) for one in pictures], by=by, now=now)
    _record("picture_described", described, described.listing, by=by, now=now)
    return stored


@transaction.atomic
def order_pictures(listing: Listing, keys: Sequence[str], *, by: Person, now: datetime) -> Revision:
    """Put the pictures of a listing in this order; the first is to be its cover.

    Raises MayNotWrite, PicturesWait, or OtherPictures unless each is named once; then
    nothing is written.
    """
    stored = _in_hand(listing, by=by, now=now)
    pictures = {one.key: one for one in arranged(stored)}
    if sorted(keys) != sorted(pictures):
        raise OtherPictures
    arrange_pictures(stored, [as_kept(pictures[key]) for key in keys], by=by, now=now)
    _record("pictures_ordered", listing, listing, by=by, now=now)
    return stored


@transaction.atomic
def put_first(picture: Picture, *, by: Person, now: datetime) -> Revision:
    """Make a picture the cover to be; the others follow in their order.

    Raises MayNotWrite, PicturesWait or PictureRemoved; then nothing is written.
    """
    stored = _in_hand(picture.listing, by=by, now=now)
    keys = [one.key for one in arranged(stored)]
    if picture.key not in keys:
        raise PictureRemoved
    keys.sort(key=lambda key: key != picture.key)
    return order_pictures(picture.listing, keys, by=by, now=now)


def _in_hand(listing: Listing, *, by: Person, now: datetime) -> Revision:
    """Read the change that is being written, so that whoever else would write in it waits."""
    check_may_edit(by, listing)
    underway = start_edit(listing, key=uuid4(), by=by, now=now)
    rows = Revision.objects.select_related("listing__village").select_for_update(of=("self",))
    stored = rows.get(pk=underway.pk)
    if not stored.is_in_hand:
        raise PicturesWait
    return stored


def _hide_without_consent(picture: Picture) -> None:
    row = Picture.objects.filter(pk=picture.pk).exclude(shows_somebody=True)
    if row.update(shows_somebody=True, agreed_at=agreed_since(picture)):
        pictures_changed(picture.listing)


def _record(
    act: str, target: Listing | Picture, listing: Listing, *, by: Person, now: datetime
) -> None:
    audit.record(f"catalogue.{act}", target=target, by=by, now=now, area_code=listing.village.code)
