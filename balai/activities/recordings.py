"""Where the sound of lessons is kept: each file under a name of its own, which says its size."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import reverse

from balai.activities.models import Lesson
from balai.activities.rules.sounds import TYPES, Sound

_FOLDER = "recordings"
_NAME = re.compile(r"([0-9a-f]{32})-([1-9]\d{0,7})\.(ogg|mp3|m4a)", re.ASCII)
_AT_ONCE = 65536
# Files are written before their lesson says so; older ones that none names were left behind.
LONGEST_UNNAMED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recording:
    """A file of sound. What it holds never changes under its name."""

    key: str
    byte_count: int
    ending: str

    def __str__(self) -> str:
        return f"{self.key}-{self.byte_count}.{self.ending}"

    @classmethod
    def named(cls, name: str) -> Self | None:
        found = _NAME.fullmatch(name)
        return cls(found[1], int(found[2]), found[3]) if found else None

    @property
    def kind(self) -> str:
        return TYPES[self.ending]

    @property
    def kilobytes(self) -> int:
        return -(-self.byte_count // 1000)

    @property
    def address(self) -> str:
        return reverse("crawlers:recording", args=[str(self)])


def keep(sound: Sound) -> Recording:
    made = Recording(uuid4().hex, len(sound.content), sound.ending)
    default_storage.save(_path(str(made)), ContentFile(sound.content))
    return made


class Pieces(Iterator[bytes]):
    """Some bytes of a recording, a piece at a time. Whoever is done with it closes it."""

    def __init__(self, recording: Recording, part: range) -> None:
        """Open the file. Raises FileNotFoundError."""
        self._file = default_storage.open(_path(str(recording)))
        self._file.seek(part.start)
        self._left = len(part)

    def __next__(self) -> bytes:
        piece: bytes = self._file.read(min(_AT_ONCE, self._left))
        if not piece:
            raise StopIteration
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()


def throw_away_unless_named(name: str) -> None:
    """Leave nothing of a file that no version of any lesson names any more."""
    if name and not _named_among({name}):
        default_storage.delete(_path(name))


def throw_away_unnamed(shelf: str, *, now: datetime) -> int:
    """Count the files thrown away on a shelf: those older than a day that no lesson names."""
    folder = f"{_FOLDER}/{shelf}"
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return 0
    known = _named_among(set(names))
    old = [
        f"{folder}/{name}"
        for name in names
        if name not in known
        and now - default_storage.get_modified_time(f"{folder}/{name}") > LONGEST_UNNAMED
    ]
    for path in old:
        default_storage.delete(path)
    return len(old)


def shelf_of(name: str) -> str:
    return name[:2]


def _path(name: str) -> str:
    return f"{_FOLDER}/{shelf_of(name)}/{name}"


def _named_among(names: set[str]) -> set[str]:
    rows = Lesson.objects.filter(Q(audio__in=names) | Q(audio_en__in=names))
    return {name for row in rows.values_list("audio", "audio_en") for name in row if name in names}
