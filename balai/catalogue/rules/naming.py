"""How a person's name or number is found in what somebody wrote."""

import re

_SHORTEST = 3
_COUNTRY = re.compile(r"^62")


def as_name(name: str) -> list[re.Pattern[str]]:
    """Find a name whole. One of a single word may be an ordinary word as well: Melati, melati."""
    words = name.split()
    if len(name) < _SHORTEST or not words:
        return []
    spelled = r"\s+".join(map(re.escape, words))
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    return [re.compile(rf"(?<!\w){spelled}(?!\w)", flags)]


def as_number(number: str) -> list[re.Pattern[str]]:
    """Find a number however it is written: 0812-3456, +62 812 3456."""
    digits = _COUNTRY.sub("", number)
    if not digits:
        return []
    spelled = r"[\s().\-/]*".join(digits)
    return [re.compile(rf"(?:\+?62|0)?[\s().\-/]*{spelled}(?!\d)")]
