"""How the files of a photo are called, in addresses and in the storage."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.urls import register_converter


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One file of a picture: `size` is its width, or "thumb"."""

    key: str
    size: str
    ending: str

    def __str__(self) -> str:
        return f"{self.key}-{self.size}.{self.ending}"

    @classmethod
    def read(cls, name: str) -> Self:
        stem, _, ending = name.partition(".")
        key, _, size = stem.partition("-")
        return cls(key, size, ending)


class PictureFileConverter:
    """`<picture_file:file>` in a route."""

    regex = r"[0-9a-f]{32}-(?:thumb|[1-9]\d{0,3})\.(?:avif|webp|jpg)"

    def to_python(self, value: str) -> PictureFile:
        return PictureFile.read(value)

    def to_url(self, value: PictureFile) -> str:
        return str(value)


register_converter(PictureFileConverter, "picture_file")


def picture_path(key: str, size: int | str, ending: str, *, below: str = "") -> str:
    """Name a file of a picture. A page has a hundred of them: no route is asked.

    `below` is where those lie that belong to no listing, such as "kegiatan/".
    """
    return f"{settings.MEDIA_URL}{below}{key}-{size}.{ending}"
