"""A photo as pages show it: which of its files in which place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from balai.photos.files import picture_path
from balai.photos.sizes import SMALL_WIDTH, jpeg_width

_SMALL = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPhoto:
    """One photo with the addresses of its files."""

    # Where its files lie, if not with those of listings.
    BELOW: ClassVar[str] = ""

    key: str
    alt: str
    alt_lang: str = ""
    credit: str = ""
    width: int
    height: int
    widths: tuple[int, ...]

    @property
    def thumb(self) -> str:
        return self._path("thumb", "avif")

    @property
    def old_thumb(self) -> str:
        """Show it to browsers that cannot read AVIF."""
        return self._path("thumb", "jpg")

    @property
    def small_avif(self) -> str:
        """Name the sizes that a card has room for on a wide screen."""
        small = [width for width in self.widths if _SMALL <= width <= SMALL_WIDTH]
        return self._srcset("avif", small or self.widths[:1])

    @property
    def avif(self) -> str:
        return self._srcset("avif", self.widths)

    @property
    def webp(self) -> str:
        return self._srcset("webp", self.widths)

    @property
    def phone_avif(self) -> str:
        return self._path(self.phone_width, "avif")

    @property
    def phone_webp(self) -> str:
        return self._path(self.phone_width, "webp")

    @property
    def jpeg(self) -> str:
        """Name the file that every program reads."""
        return self._path(jpeg_width(self.widths), "jpg")

    @property
    def phone_width(self) -> int:
        """Choose what is there within three seconds on a slow line."""
        return max(width for width in self.widths if width <= SMALL_WIDTH)

    def _srcset(self, ending: str, widths: Iterable[int]) -> str:
        return ", ".join(f"{self._path(one, ending)} {one}w" for one in widths)

    def _path(self, size: int | str, ending: str) -> str:
        return picture_path(self.key, size, ending, below=self.BELOW)
