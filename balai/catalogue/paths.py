"""How kinds are written in addresses: /produk/, /wisata/, … in both languages."""

from functools import lru_cache

from django.urls import register_converter, reverse

KIND_PATHS = {
    "product": "produk",
    "attraction": "wisata",
    "stay": "menginap",
    "experience": "pengalaman",
    "culture": "budaya",
    "event": "acara",
    "story": "cerita",
}
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
