"""The files of photos of sessions."""

from collections.abc import Collection

from balai.activities.models import SessionPhoto
from balai.photos.shelves import Shelves


def _standing_among(keys: Collection[str]) -> Collection[str]:
    return set(SessionPhoto.objects.standing().filter(key__in=keys).values_list("key", flat=True))


shelves = Shelves("sessions", _standing_among)
