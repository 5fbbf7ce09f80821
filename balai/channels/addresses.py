"""Absolute addresses, built from the configured site and never from what a client sent."""

from django.conf import settings


def absolute(path: str) -> str:
    """Put the address of the site before a path."""
    return f"{settings.SITE_URL}{path}"


def in_each_language(path: str) -> dict[str, str]:
    """Name a page in every language, given its path in any: `/produk/` and `/en/produk/`."""
    return {code: absolute(one) for code, one in paths_in_each_language(path).items()}


def paths_in_each_language(path: str) -> dict[str, str]:
    """Find the same path in every language.

    The default language has no prefix, and no word of an address is translated; asking
    Django to resolve and reverse each would be a hundred times slower.
    """
    bare = _without_language(path)
    return {
        code: bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"
        for code, _ in settings.LANGUAGES
    }


def _without_language(path: str) -> str:
    for code, _ in settings.LANGUAGES:
        if path.startswith(f"/{code}/") and code != settings.LANGUAGE_CODE:
            return path.removeprefix(f"/{code}")
    return path
