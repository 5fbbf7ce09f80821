"""The files of photos of sessions, and of pictures of lessons."""

from collections.abc import Collection

from balai.activities.models import LessonPicture, SessionPhoto
from balai.photos.shelves import Shelves


def _standing_among(keys: Collection[str]) -> Collection[str]:
    return set(SessionPhoto.objects.standing().filter(key__in=keys).values_list("key", flat=True))


def _known_among(keys: Collection[str]) -> Collection[str]:
    return set(LessonPicture.objects.filter(key__in=keys).values_list("key", flat=True))


shelves = Shelves("sessions", _standing_among)
lesson_shelves = Shelves("lessons", _known_among)
