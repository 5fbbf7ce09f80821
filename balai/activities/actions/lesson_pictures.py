"""Pictures are brought for the lessons of a draft here, and taken away while none shows them."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.actions.courses import draft_of
from balai.activities.drawings import is_drawn
from balai.activities.errors import PictureInUse, PictureNameTaken, VersionPublished
from balai.activities.kept import lesson_shelves
from balai.activities.models import Course, LessonPicture
from balai.activities.queries.lesson_pictures import names_in
from balai.core import audit
from balai.core.tasks import later
from balai.photos.preparing import prepare
from balai.photos.shelves import shelf_of


def add_lesson_picture(
    course: Course, sent: bytes, *, name: str, by: Person, now: datetime
) -> LessonPicture:
    """Take a picture that lessons of a course can name.

    Call it outside of a transaction: a large photo takes a second. The same bytes under the
    same name are the first. Raises MayNotWriteCourses, VersionPublished where nothing is
    being written, PictureNameTaken, or a refusal of the picture; then no row is written and
    no file stays.
    """
    permissions.check_may_write_courses(by)
    if draft_of(course) is None:
        raise VersionPublished
    digest = sha256(sent).hexdigest()
    if sent_before := _same_picture(course, name, digest):
        return sent_before
    prepared = prepare(sent)
    picture = LessonPicture(
        course=course,
        name=name,
        key=secrets.token_hex(16),
        digest=digest,
        width=prepared.width,
        height=prepared.height,
        widths=prepared.widths,
        added_by=by,
        added_at=now,
    )
    try:
        lesson_shelves.keep(picture.key, prepared.files)
        _write(picture, by=by, now=now)
    except IntegrityError as clash:
        lesson_shelves.throw_away(picture.key)
        # Only the constraint is right when a form arrives twice at once.
        if twin := _same_picture(course, name, digest):
            return twin
        raise PictureNameTaken from clash
    except BaseException:
        lesson_shelves.throw_away(picture.key)
        raise
    return picture


@transaction.atomic
def remove_lesson_picture(picture: LessonPicture, *, by: Person, now: datetime) -> None:
    """Take a picture away, files and all, while no lesson shows it.

    Raises MayNotWriteCourses or PictureInUse; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    draft = draft_of(picture.course)
    if draft is not None and picture.name in names_in(draft):
        raise PictureInUse
    if not LessonPicture.objects.filter(pk=picture.pk, shown_at__isnull=True).delete()[0]:
        raise PictureInUse
    audit.record("activities.lesson_picture_removed", target=picture.course, by=by, now=now)
    transaction.on_commit(lambda: lesson_shelves.throw_away(picture.key))


@later
def throw_away_orphans(shelf: str) -> None:
    """Throw away what a crash left on a shelf; each new picture sweeps its own."""
    lesson_shelves.throw_away_orphans(shelf, now=timezone.now())


@transaction.atomic
def _write(picture: LessonPicture, *, by: Person, now: datetime) -> None:
    picture.save(force_insert=True)
    audit.record("activities.lesson_picture_added", target=picture.course, by=by, now=now)
    throw_away_orphans.enqueue(shelf_of(picture.key))


def _same_picture(course: Course, name: str, digest: str) -> LessonPicture | None:
    """Find what stands under a name. Raises PictureNameTaken where it is another."""
    found = course.pictures.filter(name=name).first()
    if is_drawn(name) or (found is not None and found.digest != digest):
        raise PictureNameTaken
    return found
