"""The lessons of a draft are put in order here, or left out of it."""

from datetime import datetime
from functools import partial

from django.db import transaction

from balai.accounts.models import Person
from balai.activities import permissions, recordings
from balai.activities.errors import LessonGone, VersionPublished
from balai.activities.models import CourseVersion, Lesson
from balai.core import audit

# Longer than any course, so that a lesson on its way to its place meets no other.
_BEYOND = 1000


@transaction.atomic
def place_lesson(lesson: Lesson, place: int, *, by: Person, now: datetime) -> None:
    """Let a lesson of a draft be the first, the second, … of it; the others close up.

    Told twice it stands there all the same. Raises MayNotWriteCourses, VersionPublished or
    LessonGone; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    others = _others(lesson, by=by, now=now)
    place = min(max(place, 1), len(others) + 1)
    _number([*others[: place - 1], lesson, *others[place - 1 :]])
    audit.record("activities.lesson_placed", target=lesson, by=by, now=now)


@transaction.atomic
def remove_lesson(lesson: Lesson, *, by: Person, now: datetime) -> None:
    """Leave a lesson out of a draft. Published versions keep theirs.

    Raises MayNotWriteCourses, VersionPublished or LessonGone; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    others = _others(lesson, by=by, now=now)
    audit.record("activities.lesson_removed", target=lesson, by=by, now=now)
    audios = (lesson.audio, lesson.audio_en)
    lesson.delete()
    _number(others)
    for name in audios:
        transaction.on_commit(partial(recordings.throw_away_unless_named, name))


def _others(lesson: Lesson, *, by: Person, now: datetime) -> list[Lesson]:
    """List the other lessons of its draft; who changes the same draft meanwhile waits."""
    drafts = CourseVersion.objects.filter(pk=lesson.version_id, published_at__isnull=True)
    if not drafts.update(written_by=by, written_at=now):
        raise VersionPublished
    lessons = list(Lesson.objects.filter(version=lesson.version_id).order_by("number"))
    others = [one for one in lessons if one.pk != lesson.pk]
    if len(others) == len(lessons):
        raise LessonGone
    return others


def _number(lessons: list[Lesson]) -> None:
    for place, one in enumerate(lessons, 1):
        Lesson.objects.filter(pk=one.pk).update(number=_BEYOND + place)
    for place, one in enumerate(lessons, 1):
        Lesson.objects.filter(pk=one.pk).update(number=place)
        one.number = place
