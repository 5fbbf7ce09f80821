"""The sound of lessons, to whoever may read them."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import get_language

from balai.accounts.visitors import Viewer
from balai.activities.models import CourseVersion, Enrolment, Lesson
from balai.activities.permissions import may_write_courses


def recording_in_language(lesson: Lesson) -> str:
    """Name the sound of the words that somebody reads; words without English are Indonesian."""
    is_english = get_language() == "en" and bool(lesson.words_en)
    return lesson.audio_en if is_english else lesson.audio


def recordings_of(version: CourseVersion) -> list[str]:
    """Name the sounds of all lessons in the reader's language. One query."""
    spoken = version.lessons.exclude(audio="", audio_en="")
    return [name for lesson in spoken if (name := recording_in_language(lesson))]


def is_heard_by_all(name: str) -> bool:
    """Tell whether it belongs to what everybody may read just now."""
    current = Q(version__course__current=F("version"), version__course__withdrawn_at__isnull=True)
    return _lessons(name).filter(current).exists()


def may_hear(person: Viewer, name: str) -> bool:
    """Tell whether somebody reads a version that has it, or writes courses."""
    versions = _lessons(name).values("version")
    if Enrolment.objects.of(person).filter(version__in=versions).exists():
        return True
    return may_write_courses(person) and _lessons(name).exists()


def _lessons(name: str) -> "QuerySet[Lesson]":
    return Lesson.objects.filter(Q(audio=name) | Q(audio_en=name))
