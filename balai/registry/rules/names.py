"""Names as lists write them: in capitals, run together, with the title in front."""

import re
import unicodedata
from collections.abc import Collection

from balai.core.codes import Level

_ROMAN = re.compile(r"[IVX]+")
_KEPT = frozenset({"DKI"})
_WORD = re.compile(r"[^\s\-/().]+")
_TITLES: dict[Level, tuple[str, ...]] = {
    "province": ("provinsi", "prov"),
    "regency": ("kabupaten", "kab"),
    "district": ("kecamatan", "kec", "distrik"),
    "village": ("desa", "kampung", "kelurahan", "kel"),
}
_BETWEEN_WORDS = re.compile(r"[\s_]+")


def tidy(text: str) -> str:
    """Write a text with single spaces and one way of composing each letter."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def all_in_capitals(names: Collection[str]) -> bool:
    """Tell whether a list shouts; one short name in capitals among others is just its name."""
    return bool(names) and all(name.isupper() for name in names)


def in_proper_case(name: str) -> str:
    """Write a shouted name as a name.

    >>> in_proper_case("LONG LA'AI II")
    "Long La'ai II"
    """
    return _WORD.sub(lambda word: _proper_word(word[0]), name)


def _proper_word(word: str) -> str:
    if word in _KEPT or _ROMAN.fullmatch(word):
        return word
    return word[:1] + word[1:].lower()


def name_key(name: str) -> str:
    """Reduce a name to what stays the same when it is typed another way: letters and digits."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def name_keys(name: str, level: Level) -> tuple[str, ...]:
    """List the keys under which a name may be known: whole, and without its title.

    A city keeps its title, because Kota Bima and Kabupaten Bima are two places.
    """
    whole = name_key(name)
    first, _, rest = tidy(name).partition(" ")
    bare = name_key(rest) if first.casefold().rstrip(".") in _TITLES[level] else ""
    return (whole, bare) if bare else (whole,)


def class_label(text: str) -> str:
    """Write an official class one way: SANGAT_TERTINGGAL is Sangat tertinggal."""
    words = _BETWEEN_WORDS.sub(" ", text).strip()
    return words[:1].upper() + words[1:].lower()
