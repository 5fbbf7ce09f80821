"""Photos of a session are added, described and taken away here."""

from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import F

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.actions.developing import AHEAD, develop_photo
from balai.activities.errors import EnoughPhotos, PhotoChangedMeanwhile, SessionCalledOff
from balai.activities.kept import shelves
from balai.activities.models import (
    Recognisable,
    SentPhoto,
    Session,
    SessionPhoto,
    SessionPhotoQuerySet,
    Status,
)
from balai.activities.plans import SaidOfPhoto
from balai.activities.rules.photos import MOST, is_stricter
from balai.core import audit
from balai.core.freshness import content_changed
from balai.photos.preparing import check_beginning


@transaction.atomic
def add_photo(
    session: Session, sent: bytes, said: SaidOfPhoto, *, by: Person | None, now: datetime
) -> SessionPhoto:
    """Keep a photo as it arrived; a task develops it right after.

    The same photo again is the first, with its words; only an answer that keeps it back is
    taken over. `by` is None for the system itself. Raises MayNotKeepTheList,
    SessionCalledOff, EnoughPhotos, or a refusal of what is plainly no photo; then nothing
    is written.
    """
    if by is not None:
        permissions.check_leads(by, session)
    if session.status == Status.CANCELLED:
        raise SessionCalledOff
    check_beginning(sent)
    # Two phones wait for each other here; the constraint on positions is what holds.
    Session.objects.select_for_update().only("pk").get(pk=session.pk)
    digest = sha256(sent).hexdigest()
    if twin := _same_photo(session, digest):
        return _keep_back(twin, said, by=by, now=now)
    photo = SessionPhoto(
        session=session,
        digest=digest,
        position=_free_position(session),
        said_by=by,
        said_at=now,
        added_at=now,
        **asdict(said),
    )
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
    except IntegrityError:
        if twin := _same_photo(session, digest):
            return _keep_back(twin, said, by=by, now=now)
        raise
    SentPhoto.objects.create(photo=photo, sealed_content=SentPhoto.sealed(sent))
    _record("photo_added", photo, by=by, now=now)
    # With the row, or not at all: no crash comes between them.
    develop_photo.using(priority=AHEAD).enqueue(photo.pk)
    return photo


@transaction.atomic
def describe_photo(
    photo: SessionPhoto, said: SaidOfPhoto, *, seen: int, by: Person, now: datetime
) -> None:
    """Say something else of a photo; `seen` is the version that whoever says it saw.

    Where it may no longer be shown, it is gone from every page at once. Raises
    MayNotKeepTheList or PhotoChangedMeanwhile; then nothing is written.
    """
    permissions.check_leads(by, photo.session)
    standing = SessionPhoto.objects.standing().filter(pk=photo.pk, version=seen)
    changed: dict[str, object] = asdict(said)
    if said.recognisable != photo.recognisable:
        changed |= {"said_by": by, "said_at": now}
    if not standing.update(version=F("version") + 1, **changed):
        raise PhotoChangedMeanwhile
    _record("photo_described", photo, by=by, now=now)
    content_changed()


@transaction.atomic
def remove_photo(photo: SessionPhoto, *, by: Person, now: datetime) -> None:
    """Take a photo away at once, files and all; taken away before, it stays so.

    Raises MayNotKeepTheList; then nothing is written.
    """
    permissions.check_leads(by, photo.session)
    standing = SessionPhoto.objects.standing().filter(pk=photo.pk)
    if not standing.update(removed_at=now, alt=""):
        return
    SentPhoto.objects.filter(photo=photo.pk).delete()
    _record("photo_removed", photo, by=by, now=now)
    content_changed()
    # Read after the row was taken: a task may just have developed it.
    photo.refresh_from_db(fields=["key", "removed_at", "alt"])
    if photo.key:
        transaction.on_commit(lambda: shelves.throw_away(photo.key))


def _keep_back(
    twin: SessionPhoto, said: SaidOfPhoto, *, by: Person | None, now: datetime
) -> SessionPhoto:
    if is_stricter(said.recognisable, than=twin.recognisable):
        twin.recognisable, twin.said_by, twin.said_at = Recognisable.KEPT, by, now
        SessionPhoto.objects.filter(pk=twin.pk).update(
            recognisable=Recognisable.KEPT, said_by=by, said_at=now, version=F("version") + 1
        )
        _record("photo_described", twin, by=by, now=now)
        content_changed()
    return twin


def _free_position(session: Session) -> int:
    taken = set(_standing(session).values_list("position", flat=True))
    free = [position for position in range(MOST) if position not in taken]
    if not free:
        raise EnoughPhotos
    return free[0]


def _same_photo(session: Session, digest: str) -> SessionPhoto | None:
    return _standing(session).filter(digest=digest).first()


def _standing(session: Session) -> SessionPhotoQuerySet:
    return SessionPhoto.objects.standing().filter(session=session)


def _record(act: str, photo: SessionPhoto, *, by: Person | None, now: datetime) -> None:
    code = photo.session.village.code
    audit.record(f"activities.{act}", target=photo, by=by, now=now, area_code=code)
