"""Drawings, made once and kept in the media storage under a hash of what they show.

A changed title has another hash, so that nothing is ever overwritten and nothing stale
is served; what was drawn long ago is thrown away and, if anyone asks, drawn again. The
name of each file begins with what it is of, so that all of one thing can be found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balai.channels.drawing import Line

FOLDER = "drawings"
KEPT_FOR = timedelta(days=90)
# Requests that a process may let wait for a drawing, out of its sixteen.
WAITING = 2
# How a whole file ends; a power cut may leave half of one.
_ENDINGS = {"png": b"IEND\xaeB`\x82", "pdf": b"%%EOF"}
_LINE = Line(places=WAITING)


@dataclass(frozen=True)
class Drawing:
    """Something that can be drawn: what it shows (a frozen dataclass), how, and as what.

    `of` names the thing for good, as in "listing-12"; `may_stay` is asked once it is drawn.
    """

    of: str
    shows: Any
    draw: Callable[..., bytes]
    ending: str
    look: str
    may_stay: Callable[[], bool]

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
        return _shelf(self.of)

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.shelf}/{self.of}.{self.digest}.{self.ending}"


def drawn(drawing: Drawing, *, seconds: float) -> bytes:
    """Read a drawing, which nobody waits for, or draw and keep it within so many seconds.

    Raises PressBusy when too many wait already or it takes longer; then nothing is kept.
    """
    kept = _read(drawing)
    if kept is not None:
        return kept
    with _LINE.turn(seconds=seconds) as left:
        # Whoever was in front may have wanted the same.
        return _read(drawing) or _drawn_anew(drawing, seconds=left)


def drawn_for_one(draw: Callable[..., bytes], shows: Any, *, seconds: float) -> bytes:
    """Draw what is nobody else's, names or a code at the door: it is kept nowhere.

    Raises PressBusy as `drawn` does.
    """
    with _LINE.turn(seconds=seconds) as left:
        return draw(shows, seconds=left)


def _drawn_anew(drawing: Drawing, *, seconds: float) -> bytes:
    fresh = drawing.draw(drawing.shows, seconds=seconds)
    path = default_storage.save(drawing.path, ContentFile(fresh))
    # Asked after it is saved: whoever withdraws the thing meanwhile either finds the file,
    # or has withdrawn it before this question.
    if not drawing.may_stay():
        default_storage.delete(path)
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


def throw_away_all(of: str) -> int:
    """Count the drawings thrown away of one thing: of every look, title and language."""
    return _throw_away([path for path in _paths_on(_shelf(of)) if _name(path).startswith(f"{of}.")])


def throw_away_old(shelf: str, *, now: datetime) -> int:
    """Count the drawings of one shelf that were too old to keep."""
    return _throw_away(
        [
            path
            for path in _paths_on(shelf)
            if now - default_storage.get_modified_time(path) > KEPT_FOR
        ]
    )


def _shelf(of: str) -> str:
    return sha256(of.encode()).hexdigest()[:2]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _paths_on(shelf: str) -> list[str]:
    folder = f"{FOLDER}/{shelf}"
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _throw_away(paths: list[str]) -> int:
    for path in paths:
        default_storage.delete(path)
    return len(paths)
