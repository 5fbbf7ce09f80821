"""A lesson is read aloud: its sound is kept here, taken away, and swept up."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.accounts.models import Person
from balai.activities import permissions, recordings
from balai.activities.errors import LessonGone, VersionPublished
from balai.activities.models import CourseVersion, Lesson
from balai.activities.recordings import Recording
from balai.activities.rules.sounds import read_sound
from balai.core import audit
from balai.core.tasks import later

FIELDS = {"id": "audio", "en": "audio_en"}


def record_lesson(
    lesson: Lesson, content: bytes, *, language: str, by: Person, now: datetime
) -> Recording:
    """Keep the sound of a lesson of a draft, in the place of the one before.

    What it is, its bytes say. Raises MayNotWriteCourses, VersionPublished, LessonGone or
    SoundUnclear; then nothing is written, and no file left.
    """
    permissions.check_may_write_courses(by)
    sound = read_sound(content)
    made = recordings.keep(sound)
    try:
        _put(lesson, str(made), language=language, by=by, now=now)
    except BaseException:
        recordings.throw_away_unless_named(str(made))
        raise
    return made


def remove_recording(lesson: Lesson, *, language: str, by: Person, now: datetime) -> None:
    """Leave a lesson of a draft without its sound; published versions keep theirs.

    Raises MayNotWriteCourses, VersionPublished or LessonGone; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    _put(lesson, "", language=language, by=by, now=now)


@transaction.atomic
def _put(lesson: Lesson, name: str, *, language: str, by: Person, now: datetime) -> None:
    drafts = CourseVersion.objects.filter(pk=lesson.version_id, published_at__isnull=True)
    if not drafts.update(written_by=by, written_at=now):
        raise VersionPublished
    field = FIELDS[language]
    own = Lesson.objects.filter(pk=lesson.pk)
    before = own.values_list(field, flat=True).first()
    if before is None:
        raise LessonGone
    own.update(**{field: name})
    setattr(lesson, field, name)
    act = "activities.lesson_recorded" if name else "activities.lesson_recording_removed"
    audit.record(act, target=lesson, by=by, now=now)
    transaction.on_commit(lambda: recordings.throw_away_unless_named(before))
    if name:
        shelf = recordings.shelf_of(name)
        transaction.on_commit(lambda: throw_away_unnamed.enqueue(shelf))


@later
def throw_away_unnamed(shelf: str) -> None:
    """Throw away what a crash left on a shelf; each new recording sweeps its own."""
    recordings.throw_away_unnamed(shelf, now=timezone.now())
