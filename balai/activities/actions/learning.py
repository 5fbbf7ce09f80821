"""What somebody worked through in a course is written down here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.accounts.models import Person
from balai.activities.errors import CourseClosed, SentByAnother
from balai.activities.models import Course, CourseVersion, Enrolment, Lesson, LessonDone, QuizTry
from balai.activities.queries.learning import is_finished, questions_of, version_for
from balai.activities.rules import quizzes
from balai.activities.rules.gift import Question
from balai.core import audit


@transaction.atomic
def finish_lesson(lesson: Lesson, *, by: Person, now: datetime) -> None:
    """Write down that somebody worked through a lesson. Told twice it is one row.

    Raises CourseClosed for a version that is neither theirs nor current.
    """
    enrolment = _enrolment(lesson.version, by=by, now=now)
    _done, is_new = LessonDone.objects.get_or_create(
        enrolment=enrolment, lesson=lesson, defaults={"at": now}
    )
    if is_new:
        audit.record("activities.lesson_done", target=lesson, by=by, now=now)
        _finish(enrolment, now=now)


@transaction.atomic
def answer_quiz(  # noqa: PLR0913  (which quiz, in which language, what was said, by whom, when)
    version: CourseVersion,
    given: Mapping[str, Sequence[str]],
    *,
    language: str,
    by: Person,
    now: datetime,
    request_key: UUID,
) -> QuizTry:
    """Mark the answers and keep them. The same key again returns the first try.

    Raises CourseClosed or SentByAnother; then nothing is written.
    """
    if sent_before := _sent_as(request_key, by=by):
        return sent_before
    enrolment = _enrolment(version, by=by, now=now)
    asked = questions_of(version, language=language)
    known = {name: list(given[name]) for name in _names(asked) if given.get(name)}
    marks = [quizzes.mark(one, place, known) for place, one in enumerate(asked, 1)]
    try:
        with transaction.atomic():
            made = QuizTry.objects.create(
                request_key=request_key,
                enrolment=enrolment,
                language=language,
                given=known,
                percent=quizzes.percent(marks),
                at=now,
            )
    except IntegrityError as clash:
        # Only the constraint is right when one form arrives twice at once.
        if twin := _sent_as(request_key, by=by):
            return twin
        raise SentByAnother from clash
    audit.record("activities.quiz_answered", target=made, by=by, now=now)
    _finish(enrolment, now=now)
    return made


def _names(asked: Sequence[Question]) -> list[str]:
    return [
        name
        for place, one in enumerate(asked, 1)
        for name, _left in quizzes.asked(one, place).fields
    ]


def _sent_as(request_key: UUID, *, by: Person) -> QuizTry | None:
    found = QuizTry.objects.filter(request_key=request_key).select_related("enrolment").first()
    if found is not None and found.enrolment.person_id != by.pk:
        raise SentByAnother
    return found


def _enrolment(version: CourseVersion, *, by: Person, now: datetime) -> Enrolment:
    """Find the way somebody is on, or begin it with the version they read."""
    own = Enrolment.objects.of(by).filter(version=version).first()
    if own is not None:
        return own
    if version_for(Course.objects.get(pk=version.course_id), by) != version:
        raise CourseClosed
    begun, _is_new = Enrolment.objects.get_or_create(
        person=by, version=version, defaults={"begun_at": now}
    )
    return begun


def _finish(enrolment: Enrolment, *, now: datetime) -> None:
    if enrolment.finished_at is None and is_finished(enrolment):
        under_way = Enrolment.objects.under_way().filter(pk=enrolment.pk)
        under_way.update(finished_at=now)
