"""Courses as somebody reads them: everybody, or a person on the way through one."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Max, Prefetch, Q
from django.utils.safestring import SafeString

from balai.accounts.visitors import Viewer
from balai.activities.models import (
    Course,
    CourseVersion,
    Enrolment,
    EnrolmentQuerySet,
    Lesson,
    LessonDone,
    QuizTry,
)
from balai.activities.queries.lesson_pictures import finder_in
from balai.activities.queries.recordings import recording_in_language
from balai.activities.rules import lessons, quizzes
from balai.activities.rules.gift import Question, read_gift
from balai.ui.translated import in_language, language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLine:
    """A lesson in the list of a course."""

    number: int
    title: str
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCourse:
    """A course as somebody sees it; `language` is named where it is not the page's."""

    slug: str
    url: str
    title: str
    summary: str
    pillar: str
    minutes: int
    version: int
    published_at: datetime | None
    language: str
    lessons: tuple[LessonLine, ...]
    has_quiz: bool
    best: int | None = None
    finished_at: datetime | None = None
    is_older: bool = False

    @property
    def done_count(self) -> int:
        return sum(line.is_done for line in self.lessons)

    @property
    def has_passed(self) -> bool:
        return self.best is not None and self.best >= quizzes.PASS_MARK

    @property
    def next_lesson(self) -> LessonLine | None:
        return next((line for line in self.lessons if not line.is_done), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLesson:
    """One lesson, ready to be read."""

    pk: int
    number: int
    title: str
    words: SafeString
    language: str
    previous: LessonLine | None
    next: LessonLine | None
    is_done: bool
    # The sound of these words; empty where nobody reads them aloud.
    recording: str = ""


class Reading(NamedTuple):
    """A course in the version that somebody reads, and how far they are."""

    course: Course
    version: CourseVersion
    own: Enrolment | None

    @property
    def shown(self) -> ShownCourse:
        return _shown(self.course, self.version, self.own)


def open_courses(person: Viewer) -> list[ShownCourse]:
    """List what everybody may read, in order. Two queries, and two for who signed in."""
    found = list(
        Course.objects.open()
        .in_order()
        .select_related("current")
        .prefetch_related(Prefetch("current__lessons", Lesson.objects.defer("words", "words_en")))
    )
    own = {one.version.course_id: one for one in _own(person)}
    return [
        _shown(course, own[course.pk].version, own[course.pk])
        if course.pk in own
        else _shown(course, course.current, None)
        for course in found
        if course.current
    ]


def own_courses(person: Viewer) -> list[ShownCourse]:
    """List the courses somebody began, those under way first."""
    return [_shown(one.version.course, one.version, one) for one in _own(person)]


def course_for(slug: str, person: Viewer) -> Reading | None:
    """Find a course in the version that somebody reads: the one they began, else the current."""
    course = Course.objects.filter(slug=slug).select_related("current").first()
    if course is None:
        return None
    own = _own(person).filter(version__course=course).first()
    if own is not None:
        return Reading(course, own.version, own)
    if course.current is None or course.withdrawn_at is not None:
        return None
    return Reading(course, course.current, None)


def version_for(course: Course, person: Viewer) -> CourseVersion | None:
    found = course_for(course.slug, person)
    return found.version if found else None


def shown_lesson(read: Reading, number: int) -> ShownLesson | None:
    """Find a lesson by its number, with its neighbours."""
    version, own = read.version, read.own
    found = version.lessons.filter(number=number).first()
    if found is None:
        return None
    lines = _lines(version, own)
    place = next(index for index, line in enumerate(lines) if line.number == number)
    return ShownLesson(
        pk=found.pk,
        number=number,
        title=in_language(found, "title"),
        words=lessons.shown(in_language(found, "words"), picture=finder_in(read.course)),
        language=language_of(found, "words"),
        previous=lines[place - 1] if place else None,
        next=lines[place + 1] if place + 1 < len(lines) else None,
        is_done=lines[place].is_done,
        recording=recording_in_language(found),
    )


def next_number(version: CourseVersion) -> int:
    last = version.lessons.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def questions_of(version: CourseVersion, *, language: str) -> list[Question]:
    """Read the quiz of a version; without one in English it is asked in Indonesian."""
    text = (version.quiz_en if language == "en" else "") or version.quiz
    return read_gift(text) if text else []


def is_finished(enrolment: Enrolment) -> bool:
    """Tell whether every lesson was worked through, and the quiz passed if there is one."""
    version = enrolment.version
    done = LessonDone.objects.filter(enrolment=enrolment).count()
    if done < version.lessons.count():
        return False
    return not version.quiz or (best_of(enrolment) or 0) >= quizzes.PASS_MARK


def best_of(enrolment: Enrolment) -> int | None:
    tries = QuizTry.objects.filter(enrolment=enrolment).order_by("-percent")
    return tries.values_list("percent", flat=True).first()


def last_try(own: Enrolment) -> QuizTry | None:
    return own.tries.order_by("-at", "-pk").first()


def _own(person: Viewer) -> EnrolmentQuerySet:
    """List the versions that somebody reads: what they began, and the current one they finished."""
    theirs = Q(finished_at__isnull=True) | Q(version=F("version__course__current"))
    return (
        Enrolment.objects.of(person)
        .filter(theirs)
        .select_related("version__course")
        .order_by(F("finished_at").asc(nulls_first=True), "-version__number")
    )


def _shown(course: Course, version: CourseVersion, own: Enrolment | None) -> ShownCourse:
    return ShownCourse(
        slug=course.slug,
        url=course.get_absolute_url(),
        title=in_language(version, "title"),
        summary=in_language(version, "summary"),
        pillar=str(course.get_pillar_display()) if course.pillar else "",
        minutes=course.minutes,
        version=version.number,
        published_at=version.published_at,
        language=language_of(version, "title"),
        lessons=tuple(_lines(version, own)),
        has_quiz=bool(version.quiz),
        best=best_of(own) if own else None,
        finished_at=own.finished_at if own else None,
        is_older=course.current_id != version.pk,
    )


def _lines(version: CourseVersion, own: Enrolment | None) -> list[LessonLine]:
    done = set(own.done.values_list("lesson", flat=True)) if own else set()
    return [
        LessonLine(number=one.number, title=in_language(one, "title"), is_done=one.pk in done)
        for one in version.lessons.all()
    ]
