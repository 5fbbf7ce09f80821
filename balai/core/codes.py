"""What a Kemendagri code says by itself.

Kepmendagri 300.2.2-2430/2025 writes province.regency.district.village, as in
64.02.05.2003. The code is also the path: 64.02 contains 64.02.05.
"""

import re
from collections.abc import Iterable
from typing import Literal, get_args

Level = Literal["province", "regency", "district", "village"]
LEVELS: tuple[Level, ...] = get_args(Level)

_SHAPE = re.compile(r"\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?", re.ASCII)
_DIGITS = re.compile(r"\d\d(?:\d\d(?:\d\d(?:\d{4})?)?)?", re.ASCII)
_LEVEL_BY_LENGTH: dict[int, Level] = {2: "province", 5: "regency", 8: "district", 13: "village"}
PROVINCE_LENGTH, REGENCY_LENGTH, DISTRICT_LENGTH, VILLAGE_LENGTH = _LEVEL_BY_LENGTH
LENGTHS: dict[Level, int] = {level: length for length, level in _LEVEL_BY_LENGTH.items()}
_FIRST_CITY = 71


def is_code(text: str) -> bool:
    """Tell whether this is a whole code, dots in place."""
    return _SHAPE.fullmatch(text) is not None


def with_dots(text: str) -> str:
    """Write a code the official way; what is no code comes back as it was.

    >>> with_dots("6402052003")
    '64.02.05.2003'
    """
    if _DIGITS.fullmatch(text) is None:
        return text
    return ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)


def level_of(code: str) -> Level:
    """Name the level that the length of a code stands for."""
    return _LEVEL_BY_LENGTH[len(code)]


def parent_of(code: str) -> str:
    """Name the code that contains this one; a province has none, an empty one."""
    return code.rpartition(".")[0]


def province_of(code: str) -> str:
    return code[:PROVINCE_LENGTH]


def regency_of(code: str) -> str:
    return code[:REGENCY_LENGTH]


def contains(code: str, other: str) -> bool:
    """Tell whether `other` is this area or lies in it."""
    return other == code or other.startswith(f"{code}.")


def outermost(codes: Iterable[str]) -> list[str]:
    """Leave out each code that lies in another of them; in order."""
    given = set(codes)
    lengths = (PROVINCE_LENGTH, REGENCY_LENGTH, DISTRICT_LENGTH)
    return sorted(
        code
        for code in given
        if not any(code[:length] in given for length in lengths if length < len(code))
    )


def kind_of_village(code: str) -> str:
    """Read the kind off the fourth block: 1… kelurahan, 2… desa, 3… desa adat."""
    return {"1": "kelurahan", "2": "desa", "3": "desa_adat"}.get(code[9:10], "")


def kind_of(code: str) -> str:
    """Read what an area officially is off its code; empty where no such code is given out."""
    level = level_of(code)
    if level == "village":
        return kind_of_village(code)
    if level == "regency":
        return "kota" if int(code[3:5]) >= _FIRST_CITY else "kabupaten"
    return {"province": "provinsi", "district": "kecamatan"}[level]
