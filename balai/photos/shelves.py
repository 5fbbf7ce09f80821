"""The files of photos in the media storage, each named after its photo's key."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balai.photos.files import PictureFile

# Files are written before their row; older ones without a row were left by a crash.
LONGEST_WITHOUT_ROW = timedelta(days=1)


def shelf_of(key: str) -> str:
    return key[:2]


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where one app keeps its photos: a folder, with a shelf for the beginnings of keys.

    `known_among` tells which of some keys have a row.
    """

    folder: str
    known_among: Callable[[Collection[str]], Collection[str]]

    def keep(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of a photo, by names such as "320.avif" and "thumb.jpg"."""
        for name, content in files.items():
            path = self._path(PictureFile.read(f"{key}-{name}"))
            default_storage.save(path, ContentFile(content))

    def read(self, file: PictureFile) -> bytes:
        """Read a file of a photo, once you know that whoever wants it may see the photo.

        Raises FileNotFoundError.
        """
        with default_storage.open(self._path(file)) as kept:
            content: bytes = kept.read()
        return content

    def throw_away(self, key: str) -> None:
        """Leave no file of this photo behind."""
        shelf = shelf_of(key)
        for name in self._names_on(shelf):
            if name.startswith(f"{key}-"):
                default_storage.delete(f"{self.folder}/{shelf}/{name}")

    def throw_away_orphans(self, shelf: str, *, now: datetime) -> int:
        """Count the files thrown away on one shelf that no photo has."""
        names = self._names_on(shelf)
        known = self.known_among({_key_of(name) for name in names})
        unknown = [f"{self.folder}/{shelf}/{name}" for name in names if _key_of(name) not in known]
        orphans = [
            path
            for path in unknown
            if now - default_storage.get_modified_time(path) > LONGEST_WITHOUT_ROW
        ]
        for path in orphans:
            default_storage.delete(path)
        return len(orphans)

    def _path(self, file: PictureFile) -> str:
        return f"{self.folder}/{shelf_of(file.key)}/{file}"

    def _names_on(self, shelf: str) -> list[str]:
        try:
            return default_storage.listdir(f"{self.folder}/{shelf}")[1]
        except FileNotFoundError:
            return []


def _key_of(name: str) -> str:
    return name.partition("-")[0]
