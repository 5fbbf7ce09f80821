"""Pictures of lessons as they are shown: brought by the authors of a course, or drawn for Balai."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from balai.activities.drawings import is_drawn, picture_of
from balai.activities.models import Course, CourseVersion, LessonPicture
from balai.activities.rules.lessons import FindPicture, Picture, pictures_in
from balai.photos.shown import ShownPhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLessonPicture(ShownPhoto):
    """A picture of a lesson, with the addresses of its files."""

    BELOW: ClassVar[str] = "kursus/"

    name: str
    is_used: bool = False


def finder_in(course: Course) -> FindPicture:
    """Tell where the pictures of a course's lessons are. Asks only for those that are its own."""

    @cache
    def find(name: str) -> Picture:
        if is_drawn(name):
            return picture_of(name)
        own = course.pictures.filter(name=name).first()
        # Taken away in the moment that somebody else wrote its name: its words are left.
        return _in_text(own) if own else Picture("")

    return find


def is_picture_of(course: Course, name: str) -> bool:
    return is_drawn(name) or course.pictures.filter(name=name).exists()


def own_pictures(course: Course, draft: CourseVersion | None) -> list[ShownLessonPicture]:
    """List what the authors of a course brought, by name."""
    used = names_in(draft) if draft else set()
    return [_shown(one, used=used) for one in course.pictures.order_by("name")]


def names_in(version: CourseVersion) -> set[str]:
    """Name every picture that the lessons of a version show."""
    texts = version.lessons.values_list("words", "words_en")
    return {name for both in texts for words in both for name in pictures_in(words)}


def _in_text(picture: LessonPicture) -> Picture:
    shown = _shown(picture, used=())
    width = shown.phone_width
    return Picture(shown.phone_webp, width, max(1, round(picture.height * width / picture.width)))


def _shown(picture: LessonPicture, *, used: Collection[str]) -> ShownLessonPicture:
    return ShownLessonPicture(
        name=picture.name,
        key=picture.key,
        alt="",
        width=picture.width,
        height=picture.height,
        widths=tuple(picture.widths),
        is_used=picture.shown_at is not None or picture.name in used,
    )
