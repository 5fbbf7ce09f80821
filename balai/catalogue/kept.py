"""The files of pictures of listings."""

from base64 import b64encode
from collections.abc import Collection
from functools import lru_cache

from balai.catalogue.models import Picture
from balai.photos.files import PictureFile
from balai.photos.shelves import Shelves

# Two kilobytes each, in each process.
_THUMBS_AT_HAND = 1_000


def _standing_among(keys: Collection[str]) -> Collection[str]:
    return set(Picture.objects.standing().filter(key__in=keys).values_list("key", flat=True))


shelves = Shelves("pictures", _standing_among)
keep, read = shelves.keep, shelves.read
throw_away, throw_away_orphans = shelves.throw_away, shelves.throw_away_orphans


@lru_cache(maxsize=_THUMBS_AT_HAND)
def thumb_in_text(key: str, ending: str) -> str:
    """Read a thumb as it stands within an SVG. A key's files never change."""
    return b64encode(read(PictureFile(key, "thumb", ending))).decode()
