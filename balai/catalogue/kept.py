"""The files of pictures in the media storage, each named after its picture's key."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balai.catalogue.models import Picture
from balai.catalogue.paths import PictureFile

FOLDER = "pictures"
# Files are written before their row; older ones without a row were left by a crash.
LONGEST_WITHOUT_ROW = timedelta(days=1)
# Two kilobytes each, in each process.
_THUMBS_AT_HAND = 1_000


def keep(key: str, files: Mapping[str, bytes]) -> None:
    """Keep the files of a picture, by names such as "320.avif" and "thumb.jpg"."""
    for name, content in files.items():
        default_storage.save(_path(PictureFile.read(f"{key}-{name}")), ContentFile(content))


def read(file: PictureFile) -> bytes:
    """Read a file of a picture, once you know that whoever wants it may see the picture.

    Raises FileNotFoundError.
    """
    with default_storage.open(_path(file)) as kept:
        content: bytes = kept.read()
    return content


@lru_cache(maxsize=_THUMBS_AT_HAND)
def thumb_in_text(key: str, ending: str) -> str:
    """Read a thumb as it stands within an SVG. A key's files never change."""
    return b64encode(read(PictureFile(key, "thumb", ending))).decode()


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


def _path(file: PictureFile) -> str:
    return f"{FOLDER}/{shelf_of(file.key)}/{file}"


def _names_on(shelf: str) -> list[str]:
    try:
        return default_storage.listdir(f"{FOLDER}/{shelf}")[1]
    except FileNotFoundError:
        return []
