"""Courses are written here: always in a draft, which becomes the next version."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import CourseIncomplete, SlugTaken, VersionPublished
from balai.activities.models import Course, CourseVersion, Lesson, LessonPicture
from balai.activities.plans import CourseTold, LessonTold
from balai.activities.queries.lesson_pictures import is_picture_of, names_in
from balai.activities.rules.gift import read_gift
from balai.activities.rules.lessons import check_lesson
from balai.core import audit
from balai.core.freshness import content_changed


@transaction.atomic
def write_course(
    told: CourseTold, *, pillar: str, minutes: int, by: Person, now: datetime
) -> Course:
    """Begin a course, with a first draft that nobody else sees.

    Raises MayNotWriteCourses, SlugTaken or GiftUnclear; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    _check_quizzes(told)
    slug = slugify(told.title)[:60].strip("-") or "kursus"
    try:
        with transaction.atomic():
            course = Course.objects.create(slug=slug, pillar=pillar, minutes=minutes)
    except IntegrityError as clash:
        raise SlugTaken from clash
    CourseVersion.objects.create(
        course=course, number=1, written_by=by, written_at=now, **asdict(told)
    )
    audit.record("activities.course_written", target=course, by=by, now=now)
    return course


@transaction.atomic
def begin_version(course: Course, *, by: Person, now: datetime) -> CourseVersion:
    """Begin the next version as a copy of the current one. Begun already, it is that one."""
    permissions.check_may_write_courses(by)
    if draft := draft_of(course):
        return draft
    current = course.current
    if current is None:
        raise CourseIncomplete
    last = course.versions.aggregate(last=Max("number"))["last"]
    told = {name: getattr(current, name) for name in asdict(CourseTold(title=""))}
    draft = CourseVersion.objects.create(
        course=course, number=last + 1, written_by=by, written_at=now, **told
    )
    Lesson.objects.bulk_create(
        Lesson(
            version=draft,
            number=lesson.number,
            **{name: getattr(lesson, name) for name in _LESSON_WORDS},
        )
        for lesson in current.lessons.all()
    )
    audit.record("activities.course_version_begun", target=draft, by=by, now=now)
    return draft


_LESSON_WORDS = ("title", "title_en", "words", "words_en", "audio", "audio_en")


def draft_of(course: Course) -> CourseVersion | None:
    return course.versions.filter(published_at__isnull=True).first()


@transaction.atomic
def change_version(draft: CourseVersion, told: CourseTold, *, by: Person, now: datetime) -> None:
    """Say something else of a draft. Raises MayNotWriteCourses, VersionPublished or GiftUnclear."""
    permissions.check_may_write_courses(by)
    _check_quizzes(told)
    _check_is_draft(draft)
    for name, value in asdict(told).items():
        setattr(draft, name, value)
    draft.written_by, draft.written_at = by, now
    draft.save(update_fields=[*asdict(told), "written_by", "written_at"])
    audit.record("activities.course_version_changed", target=draft, by=by, now=now)


@transaction.atomic
def write_lesson(
    draft: CourseVersion, number: int, told: LessonTold, *, by: Person, now: datetime
) -> Lesson:
    """Write a lesson of a draft, or write it anew under the same number.

    Raises MayNotWriteCourses, VersionPublished or LessonUnclear; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    _check_is_draft(draft)
    for words in (told.words, told.words_en):
        check_lesson(words, known=lambda name: is_picture_of(draft.course, name))
    lesson, _is_new = Lesson.objects.update_or_create(
        version=draft, number=number, defaults=asdict(told)
    )
    audit.record("activities.lesson_written", target=lesson, by=by, now=now)
    return lesson


@transaction.atomic
def publish_version(draft: CourseVersion, *, by: Person, now: datetime) -> None:
    """Let everybody read a draft; whoever is on the way through the last one finishes that.

    Raises MayNotWriteCourses, VersionPublished or CourseIncomplete.
    """
    permissions.check_may_write_courses(by)
    if not draft.lessons.exists():
        raise CourseIncomplete
    unpublished = CourseVersion.objects.filter(pk=draft.pk, published_at__isnull=True)
    if not unpublished.update(published_at=now):
        raise VersionPublished
    Course.objects.filter(pk=draft.course_id).update(current=draft, withdrawn_at=None)
    brought = LessonPicture.objects.filter(course=draft.course_id, shown_at__isnull=True)
    brought.filter(name__in=names_in(draft)).update(shown_at=now)
    audit.record("activities.course_published", target=draft, by=by, now=now)
    content_changed()


@transaction.atomic
def withdraw_course(course: Course, *, by: Person, now: datetime) -> None:
    """Close a course to new readers; publishing a version opens it again."""
    permissions.check_may_write_courses(by)
    if Course.objects.filter(pk=course.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        audit.record("activities.course_withdrawn", target=course, by=by, now=now)
        content_changed()


def _check_quizzes(told: CourseTold) -> None:
    for quiz in (told.quiz, told.quiz_en):
        if quiz.strip():
            read_gift(quiz)


def _check_is_draft(draft: CourseVersion) -> None:
    if not CourseVersion.objects.filter(pk=draft.pk, published_at__isnull=True).exists():
        raise VersionPublished
