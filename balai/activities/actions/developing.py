"""Photos that arrived are developed here, after the answer: never within a transaction."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.activities.kept import shelves
from balai.activities.models import SentPhoto, SessionPhoto
from balai.core.errors import Refused
from balai.core.freshness import content_changed
from balai.core.tasks import later
from balai.photos.preparing import Prepared, prepare
from balai.photos.shelves import shelf_of

# A photo that waits longer has lost its task: it failed five times, or its files did.
_LONG = timedelta(hours=12)
# How long what a crash left of a photo that was taken away is looked for.
_REMOVED_OF_LATE = timedelta(days=3)


# Whoever sent it looks for it: before drawings that nobody waits for.
AHEAD = 50


@later
def develop_photo(number: int) -> None:
    develop(number, now=timezone.now())


@later
def throw_away_orphans(shelf: str) -> None:
    """Throw away what a crash left on a shelf; each new photo sweeps its own."""
    shelves.throw_away_orphans(shelf, now=timezone.now())


def develop(number: int, *, now: datetime) -> None:
    """Make files of a photo that arrived, or keep why it is none; its bytes are dropped.

    Done once, however often; one that was taken away meanwhile leaves no file. Raises
    whatever keeps it from being made now; then it waits, whole.
    """
    sent = SentPhoto.objects.filter(photo=number).first()
    if sent is None:
        return
    try:
        prepared = prepare(sent.content)
    except Refused as refusal:
        _refuse(number, refusal.code)
        return
    key = secrets.token_hex(16)
    try:
        shelves.keep(key, prepared.files)
        is_first = _write(number, key, prepared, now=now)
    except BaseException:
        shelves.throw_away(key)
        raise
    if not is_first:
        shelves.throw_away(key)


def tidy_photos(*, now: datetime) -> None:
    """Ask once more for what waits too long, and throw away what a crash left of those removed."""
    waiting = SentPhoto.objects.filter(photo__added_at__lt=now - _LONG)
    for number in waiting.order_by("pk").values_list("pk", flat=True):
        develop_photo.using(priority=AHEAD).enqueue(number)
    removed = SessionPhoto.objects.filter(removed_at__gt=now - _REMOVED_OF_LATE).exclude(key="")
    for key in removed.values_list("key", flat=True):
        shelves.throw_away(key)


@transaction.atomic
def _write(number: int, key: str, prepared: Prepared, *, now: datetime) -> bool:
    """Write down what was made, unless another was first or it was taken away."""
    waiting = SessionPhoto.objects.standing().filter(pk=number, developed_at__isnull=True)
    is_first = waiting.update(
        key=key,
        width=prepared.width,
        height=prepared.height,
        widths=prepared.widths,
        developed_at=now,
    )
    if not is_first:
        return False
    SentPhoto.objects.filter(photo=number).delete()
    content_changed()
    throw_away_orphans.enqueue(shelf_of(key))
    return True


@transaction.atomic
def _refuse(number: int, code: str) -> None:
    waiting = SessionPhoto.objects.standing().filter(pk=number, developed_at__isnull=True)
    if waiting.update(refusal=code):
        SentPhoto.objects.filter(photo=number).delete()


@transaction.atomic
def seal_photos_again() -> int:
    """Seal anew with the secret of now whatever waits; count it. Raises SealBroken."""
    numbers = list(SentPhoto.objects.order_by("pk").values_list("pk", flat=True))
    for number in numbers:
        content = SentPhoto.sealed(SentPhoto.objects.get(pk=number).content)
        SentPhoto.objects.filter(pk=number).update(sealed_content=content)
    return len(numbers)
