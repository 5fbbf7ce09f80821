"""Drawings, made once and kept in the media storage under a hash of what they show.

A changed title has another hash, so that nothing is ever overwritten and nothing stale
is served; what was drawn long ago is thrown away and, if anyone asks, drawn again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "drawings"
KEPT_FOR = timedelta(days=90)
# How a whole file ends; a power cut may leave half of one.
_ENDINGS = {"png": b"IEND\xaeB`\x82", "pdf": b"%%EOF"}


@dataclass(frozen=True)
class Drawing:
    """Something that can be drawn: what it shows (a frozen dataclass), how, and as what."""

    shows: Any
    draw: Callable[[Any], bytes]
    ending: str
    look: str

    @cached_property
    def digest(self) -> str:
        """Name what it shows and how it looks, in one word."""
        return sha256(f"{self.look}\n{self.shows!r}".encode()).hexdigest()

    @property
    def short_digest(self) -> str:
        """Tell versions of one address apart."""
        return self.digest[:10]

    @property
    def shelf(self) -> str:
        return self.digest[:2]

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.shelf}/{self.digest}.{self.ending}"


def drawn(drawing: Drawing) -> bytes:
    """Read a drawing, or draw and keep it."""
    kept = _read(drawing)
    if kept is not None:
        return kept
    fresh = drawing.draw(drawing.shows)
    default_storage.save(drawing.path, ContentFile(fresh))
    return fresh


def _read(drawing: Drawing) -> bytes | None:
    try:
        with default_storage.open(drawing.path) as file:
            kept: bytes = file.read()
    except FileNotFoundError:
        return None
    if kept.rstrip().endswith(_ENDINGS[drawing.ending]):
        return kept
    default_storage.delete(drawing.path)
    return None


def throw_away_old(shelf: str, *, now: datetime) -> int:
    """Count the drawings of one shelf that were too old to keep."""
    folder = f"{FOLDER}/{shelf}"
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return 0
    old = [
        path
        for path in (f"{folder}/{name}" for name in names)
        if now - default_storage.get_modified_time(path) > KEPT_FOR
    ]
    for path in old:
        default_storage.delete(path)
    return len(old)
