"""Pictures are added, shown and removed here; what is said of them is said in arrangements."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from balai.accounts.models import Person
from balai.catalogue import kept
from balai.catalogue.actions.agreed import agreed_since, pictures_changed, show_as_agreed
from balai.catalogue.errors import EnoughPictures, PictureRemoved
from balai.catalogue.models import Listing, Picture, PictureQuerySet
from balai.catalogue.permissions import check_may_edit
from balai.catalogue.rules.pictures import WORDS
from balai.core import audit
from balai.core.tasks import later
from balai.photos.preparing import Prepared, prepare
from balai.photos.shelves import shelf_of
from balai.photos.sizes import MOST_BYTES

MOST = 12
# Longer than any order, so that a picture on its way to its place meets no other.
_ASIDE = 10_000


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is said of a picture."""

    alt: str = ""
    alt_en: str = ""
    credit: str = ""
    shows_somebody: bool | None = None


def add_picture(
    listing: Listing, file: BinaryIO, *, words: Words, by: Person, now: datetime
) -> Picture:
    """Put a photo behind the other pictures of a listing, where it waits to be shown.

    Call it outside of a transaction: a large photo takes a second. The same photo sent
    again is the first. Raises MayNotWrite, or a refusal of the photo; then no row is
    written and no file stays.
    """
    check_may_edit(by, listing)
    # The name and type that came with the file are nobody's word: neither is read.
    sent = file.read(MOST_BYTES + 1)
    digest = sha256(sent).hexdigest()
    if sent_before := _same_picture(listing, digest):
        return sent_before
    if _standing(listing).count() >= MOST:
        raise EnoughPictures
    return _add(listing, prepare(sent), digest=digest, words=words, by=by, now=now)


def _add(  # noqa: PLR0913  (what it is, of what, by whom and when)
    listing: Listing, prepared: Prepared, *, digest: str, words: Words, by: Person, now: datetime
) -> Picture:
    picture = Picture(
        listing=listing,
        key=secrets.token_hex(16),
        digest=digest,
        width=prepared.width,
        height=prepared.height,
        widths=prepared.widths,
        colour=prepared.colour,
        added_at=now,
        **asdict(words),
    )
    try:
        kept.keep(picture.key, prepared.files)
        _write(picture, by=by)
    except IntegrityError:
        kept.throw_away(picture.key)
        # Only the constraint is right when two phones send the same at once.
        if twin := _same_picture(listing, digest):
            return twin
        raise
    except BaseException:
        kept.throw_away(picture.key)
        raise
    return picture


@transaction.atomic
def _write(picture: Picture, *, by: Person) -> None:
    _in_turn(picture.listing)
    if _standing(picture.listing).count() >= MOST:
        raise EnoughPictures
    last = _standing(picture.listing).aggregate(last=Max("position"))["last"]
    picture.position = 0 if last is None else last + 1
    picture.agreed_at = agreed_since(picture)
    picture.full_clean(validate_unique=False, validate_constraints=False)
    picture.save(force_insert=True)
    _record("picture_added", picture, by=by, now=picture.added_at)
    shelf = shelf_of(picture.key)
    transaction.on_commit(lambda: throw_away_orphans.enqueue(shelf))


@transaction.atomic
def show_pictures(listing: Listing, pictures: Sequence[Picture], *, now: datetime) -> None:
    """Let these be seen wherever their listing is, in this order and with these words.

    It is part of accepting what was submitted, which leaves its own trail. What is not
    among them stays as it is, behind them.
    """
    _in_turn(listing)
    standing = _standing(listing)
    before = list(standing.in_order())
    numbers = [picture.pk for picture in pictures]
    behind = [picture for picture in before if picture.pk not in numbers]
    after = [*pictures, *behind]
    if after == before and all(map(_is_shown_so, pictures, before)):
        return
    standing.update(position=F("position") + _ASIDE)
    for position, picture in enumerate(after):
        standing.filter(pk=picture.pk).update(position=position)
    for picture in pictures:
        words = {name: getattr(picture, name) for name in WORDS}
        shown_at = picture.shown_at or now
        standing.filter(pk=picture.pk).update(shown_at=shown_at, **words)
    show_as_agreed(standing)
    pictures_changed(listing)


def _is_shown_so(picture: Picture, stored: Picture) -> bool:
    return stored.shown_at is not None and all(
        getattr(picture, name) == getattr(stored, name) for name in WORDS
    )


@transaction.atomic
def remove_picture(picture: Picture, *, by: Person | None, now: datetime) -> None:
    """Take a picture away at once, files and all; without `by`, a withdrawn consent does it.

    Raises MayNotWrite or PictureRemoved; then nothing is written.
    """
    if by is not None:
        check_may_edit(by, picture.listing)
    if not Picture.objects.standing().filter(pk=picture.pk).update(removed_at=now):
        raise PictureRemoved
    picture.removed_at = now
    _record("picture_removed", picture, by=by, now=now)
    pictures_changed(picture.listing)
    transaction.on_commit(lambda: kept.throw_away(picture.key))


@later
def throw_away_orphans(shelf: str) -> None:
    """Throw away what a crash left on a shelf; each new picture sweeps its own."""
    kept.throw_away_orphans(shelf, now=timezone.now())


def _standing(listing: Listing) -> PictureQuerySet:
    return Picture.objects.standing().filter(listing=listing)


def _same_picture(listing: Listing, digest: str) -> Picture | None:
    return _standing(listing).filter(digest=digest).first()


def _in_turn(listing: Listing) -> None:
    # Two phones wait for each other here; the constraint on positions is what holds.
    Listing.objects.select_for_update().only("pk").get(pk=listing.pk)


def _record(act: str, target: Listing | Picture, *, by: Person | None, now: datetime) -> None:
    listing = target.listing if isinstance(target, Picture) else target
    audit.record(f"catalogue.{act}", target=target, by=by, now=now, area_code=listing.village.code)
