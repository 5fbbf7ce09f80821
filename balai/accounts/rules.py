"""Who may give which role, from plain values."""

from collections.abc import Iterable
from typing import NamedTuple

from balai.core.codes import LEVELS, Level, contains, parent_of

# The level of the area in which each role is held.
AREA_LEVELS: dict[str, frozenset[Level]] = {
    "province_officer": frozenset({"province"}),
    "regency_officer": frozenset({"regency"}),
    "village_head": frozenset({"village"}),
    "operator": frozenset({"village"}),
    "representative": frozenset({"village"}),
    "reviewer": frozenset(LEVELS),
}

# Who gives a role. Officers never choose who speaks for a community: the village head
# writes down whom it named, and a representative hands over to the next.
_GIVEN_BY: dict[str, frozenset[str]] = {
    "province_officer": frozenset({"province_officer"}),
    "regency_officer": frozenset({"province_officer"}),
    "village_head": frozenset({"province_officer", "regency_officer"}),
    "operator": frozenset({"province_officer", "regency_officer", "village_head"}),
    "representative": frozenset({"village_head"}),
    "reviewer": frozenset({"province_officer", "regency_officer"}),
}


class Right(NamedTuple):
    """What somebody is, and where."""

    kind: str
    area_code: str


def areas_over(area_code: str) -> list[str]:
    """Name the area itself and all that contain it, smallest first."""
    areas = []
    while area_code:
        areas.append(area_code)
        area_code = parent_of(area_code)
    return areas


def has_right(rights: Iterable[Right], kind: str, area_code: str) -> bool:
    """Tell whether one of these rights is of this kind and reaches this area."""
    return any(right.kind == kind and contains(right.area_code, area_code) for right in rights)


def may_give(rights: Iterable[Right], kind: str, area_code: str) -> bool:
    """Tell whether somebody with these rights may give, and take, this role there."""
    return any(
        right.kind in _GIVEN_BY[kind] and contains(right.area_code, area_code) for right in rights
    )
