"""The files of pictures in the media storage, each named after its picture's key."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balai.catalogue.models import Picture
from balai.catalogue.photos import Variant

FOLDER = "pictures"
# Files are written before their row; older ones without a row were left by a crash.
LONGEST_WITHOUT_ROW = timedelta(days=1)


def keep(key: str, variants: Iterable[Variant]) -> None:
    for variant in variants:
        name = _path(key, f"{variant.width}.{variant.ending}")
        default_storage.save(name, ContentFile(variant.content))


def throw_away(key: str) -> None:
    """Leave no file of this picture behind."""
    for name in _names_on(shelf_of(key)):
        if name.startswith(f"{key}-"):
            default_storage.delete(f"{FOLDER}/{shelf_of(key)}/{name}")


def throw_away_orphans(shelf: str, *, now: datetime) -> int:
    """Count the files thrown away on one shelf that no standing picture has."""
    names = _names_on(shelf)
    keys = {_key_of(name) for name in names}
    known = set(Picture.objects.standing().filter(key__in=keys).values_list("key", flat=True))
    orphans = [
        path
        for path in (f"{FOLDER}/{shelf}/{name}" for name in names if _key_of(name) not in known)
        if now - default_storage.get_modified_time(path) > LONGEST_WITHOUT_ROW
    ]
    for path in orphans:
        default_storage.delete(path)
    return len(orphans)


def shelf_of(key: str) -> str:
    return key[:2]


def _key_of(name: str) -> str:
    return name.partition("-")[0]


def _path(key: str, rest: str) -> str:
    return f"{FOLDER}/{shelf_of(key)}/{key}-{rest}"


def _names_on(shelf: str) -> list[str]:
    try:
        return default_storage.listdir(f"{FOLDER}/{shelf}")[1]
    except FileNotFoundError:
        return []
