"""The courses that come with Balai: Markdown and GIFT, in both languages."""

import tomllib
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

import balai.activities
from balai.activities.drawings import is_drawn
from balai.activities.models import Course, CourseVersion, Lesson
from balai.activities.rules.gift import read_gift
from balai.activities.rules.lessons import check_lesson
from balai.core.freshness import content_changed

COURSES = Path(balai.activities.__file__).resolve().parent / "data" / "courses"


def load_courses(*, now: datetime, folder: Path = COURSES) -> int:
    """Publish what is new or was written anew since; tells how many courses that was.

    What people changed here since stays as they wrote it.
    """
    return sum(_load(course, now=now) for course in sorted(folder.iterdir()) if course.is_dir())


@transaction.atomic
def _load(folder: Path, *, now: datetime) -> bool:
    files = sorted(folder.iterdir())
    digest = sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()
    course = Course.objects.filter(slug=folder.name).first() or Course(slug=folder.name)
    if course.shipped == digest or (course.pk and _is_written_here(course)):
        return False
    about = tomllib.loads((folder / "course.toml").read_text("utf-8"))
    course.pillar, course.place, course.minutes = (
        about["pillar"], about["order"], about["minutes"],
    )  # fmt: skip
    course.shipped = digest
    course.save()
    version = _version(course, folder, about, now=now)
    Lesson.objects.bulk_create(_lessons(version, files))
    course.current = version
    course.save(update_fields=["current"])
    content_changed()
    return True


def _is_written_here(course: Course) -> bool:
    return not course.shipped or course.versions.filter(written_by__isnull=False).exists()


def _version(
    course: Course, folder: Path, about: dict[str, Any], *, now: datetime
) -> CourseVersion:
    quizzes = {
        language: (folder / f"quiz.{language}.gift").read_text("utf-8") for language in ("id", "en")
    }
    for quiz in quizzes.values():
        read_gift(quiz)
    return CourseVersion.objects.create(
        course=course,
        number=course.versions.count() + 1,
        title=about["title"],
        title_en=about["title_en"],
        summary=about["summary"],
        summary_en=about["summary_en"],
        quiz=quizzes["id"],
        quiz_en=quizzes["en"],
        written_at=now,
        published_at=now,
    )


def _lessons(version: CourseVersion, files: Iterable[Path]) -> Iterable[Lesson]:
    for file in files:
        if not file.name.endswith(".id.markdown"):
            continue
        title, words = _parted(file)
        title_en, words_en = _parted(file.with_name(file.name.replace(".id.", ".en.")))
        yield Lesson(
            version=version,
            number=int(file.name.partition(".")[0]),
            title=title,
            title_en=title_en,
            words=words,
            words_en=words_en,
        )


def _parted(file: Path) -> tuple[str, str]:
    """Part a file into its first line, the title, and the rest."""
    first, _newline, rest = file.read_text("utf-8").partition("\n")
    words = rest.strip()
    check_lesson(words, known=is_drawn)
    return first.removeprefix("# ").strip(), words
