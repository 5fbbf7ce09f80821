"""How kinds are written in addresses: /produk/, /wisata/, … in both languages."""

from django.urls import register_converter

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
