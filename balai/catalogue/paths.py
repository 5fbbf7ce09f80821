"""How kinds and pictures are written in addresses, the same in both languages."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.urls import register_converter, reverse
from django.utils.text import slugify
from django.utils.translation import get_language

KIND_PATHS = {
    "product": "produk",
    "attraction": "wisata",
    "stay": "menginap",
    "experience": "pengalaman",
    "culture": "budaya",
    "event": "acara",
    "story": "cerita",
}
# What stands below the number of a listing, and so can be no title in an address.
NOUNS_BELOW = frozenset({"wa", "tanya"})
_KINDS = {path: kind for kind, path in KIND_PATHS.items()}


class KindConverter:
    """`<kind:kind>` in a route: "produk" outside, "product" inside."""

    regex = "|".join(KIND_PATHS.values())

    def to_python(self, value: str) -> str:
        return _KINDS[value]

    def to_url(self, value: str) -> str:
        return KIND_PATHS[value]


register_converter(KindConverter, "kind")


@lru_cache(maxsize=64)
def list_path(kind: str, language: str | None) -> str:
    """Name the page that lists a kind; the pages of its listings lie below it.

    A shelf has twenty addresses that differ in their ends only. The language is that of
    the moment, said so that each has its own answer.
    """
    return reverse("portal:kind", args=[kind])


def listing_path(kind: str, number: int, title: str) -> str:
    """Name the page of a listing in the language of the moment."""
    return f"{list_path(kind, get_language())}{number}/{slug_of(kind, title)}/"


def slug_of(kind: str, title: str) -> str:
    """Write the Indonesian title as it stands in an address; only the number counts."""
    slug = slugify(title) or kind
    return f"{slug}-{kind}" if slug in NOUNS_BELOW else slug


class PictureNumbersConverter:
    """`<picture_numbers:numbers>` in a route: "3-14-15", as many as a shelf has."""

    regex = r"[1-9]\d{0,17}(?:-[1-9]\d{0,17}){0,23}"

    def to_python(self, value: str) -> tuple[int, ...]:
        return tuple(map(int, value.split("-")))

    def to_url(self, value: Iterable[int]) -> str:
        return "-".join(map(str, value))


register_converter(PictureNumbersConverter, "picture_numbers")


def thumbs_path(numbers: Iterable[int], ending: str) -> str:
    """Name the sheet of the thumbs of these pictures; #p and a number shows one of them."""
    return f"{settings.MEDIA_URL}{'-'.join(map(str, numbers))}.{ending}.svg"
