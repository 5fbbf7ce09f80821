"""The place of an entry: one number that sorts as the results do.

    thing (5 bits) | heaviest first (26 bits) | newest first (32 bits)

The index is read in the order of places and left as soon as enough is found; that is why
a word that stands in half a million entries costs no more than one in a thousand.
"""

from django.conf import settings

_NUMBER_BITS, _WEIGHT_BITS, _THING_BITS = 32, 26, 5
_LAST_NUMBER, _LAST_WEIGHT = (1 << _NUMBER_BITS) - 1, (1 << _WEIGHT_BITS) - 1


def thing_number(thing: str) -> int:
    """Look a thing up in settings.SEARCH_THINGS; KeyError for one that is not there."""
    number: int = settings.SEARCH_THINGS[thing]
    if not 0 < number < 1 << _THING_BITS:
        raise ValueError(f"SEARCH_THINGS: {thing} needs a number from 1 to 31")
    return number


def identity(thing: str, number: int) -> int:
    """Name an entry wherever it stands."""
    if not 0 <= number <= _LAST_NUMBER:
        raise ValueError(f"{thing} {number} does not fit the index")
    return thing_number(thing) << _NUMBER_BITS | number


def identities(thing: str) -> tuple[int, int]:
    """Name the first and the last identity a thing can have."""
    return identity(thing, 0), identity(thing, _LAST_NUMBER)


def place(thing: str, number: int, *, weight: int) -> int:
    """Say where an entry stands; a weight beyond the scale counts as its nearest end."""
    lightness = _LAST_WEIGHT - min(max(weight, 0), _LAST_WEIGHT)
    stand = thing_number(thing) << _WEIGHT_BITS | lightness
    return stand << _NUMBER_BITS | (_LAST_NUMBER - number)


def places(thing: str) -> tuple[int, int]:
    """Name the first and the last place of a thing."""
    return place(thing, _LAST_NUMBER, weight=_LAST_WEIGHT), place(thing, 0, weight=0)


def number_at(place: int) -> int:
    return _LAST_NUMBER - (place & _LAST_NUMBER)


def thing_at(place: int) -> int:
    return place >> (_NUMBER_BITS + _WEIGHT_BITS)
