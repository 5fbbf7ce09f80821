"""Who may give which role, from plain values."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from balai.core.codes import LEVELS, Level, contains, is_code, level_of, outermost

# The level of the area in which each role is held.
AREA_LEVELS: dict[str, frozenset[Level]] = {
    "province_officer": frozenset({"province"}),
    "regency_officer": frozenset({"regency"}),
    "village_head": frozenset({"village"}),
    "operator": frozenset({"village"}),
    "representative": frozenset({"village"}),
    "reviewer": frozenset(LEVELS),
    "member": frozenset({"village"}),
}
# Invented people to try Balai out with; where it is no demo, they sign in nowhere.
DEMO_DOMAIN = "@coba.example"
# A role that is held in an organisation, as one of its people in a village it serves.
MEMBER = "member"

# Who gives a role. Officers never choose who speaks for a community: the village head
# writes down whom it named, and a representative hands over to the next.
_GIVEN_BY: dict[str, frozenset[str]] = {
    "province_officer": frozenset({"province_officer"}),
    "regency_officer": frozenset({"province_officer"}),
    "village_head": frozenset({"province_officer", "regency_officer"}),
    "operator": frozenset({"province_officer", "regency_officer", "village_head"}),
    "representative": frozenset({"village_head"}),
    "reviewer": frozenset({"province_officer", "regency_officer"}),
    "member": frozenset({"province_officer", "regency_officer", "village_head", "operator"}),
}

# Those who look after the people of their area, and see who they are.
_IN_CHARGE = {"province_officer", "regency_officer", "village_head", "operator"}
# Whoever reads and decides for whole areas takes a second step at the door.
NEED_SECOND_FACTOR = frozenset({"province_officer", "regency_officer", "reviewer"})


class Right(NamedTuple):
    """What somebody is, and where."""

    kind: str
    area_code: str
    # Of members alone: the organisation. Organisations stand above accounts.
    organisation_number: int | None = None


def fits(right: Right) -> bool:
    """Tell whether such a role is held in such an area, and in an organisation if it must be."""
    return (
        is_code(right.area_code)
        and level_of(right.area_code) in AREA_LEVELS[right.kind]
        and (right.kind == MEMBER) == (right.organisation_number is not None)
    )


def may_give(rights: Iterable[Right], wanted: Right) -> bool:
    """Tell whether somebody with these rights may give, and take, this one."""
    return any(
        held.kind in _GIVEN_BY[wanted.kind] and contains(held.area_code, wanted.area_code)
        for held in rights
    )


def may_let_into(rights: Iterable[Right], area_code: str) -> bool:
    """Tell whether somebody with these rights may give any role in this area."""
    return any(
        held.kind in givers and contains(held.area_code, area_code)
        for held in rights
        for givers in _GIVEN_BY.values()
    )


def given_by(rights: Collection[Right], area_code: str) -> list[str]:
    """List the kinds of role that somebody with these rights may give in this area."""
    level = level_of(area_code)
    return [
        kind
        for kind, levels in AREA_LEVELS.items()
        if level in levels and may_give(rights, Right(kind, area_code))
    ]


def areas_in_charge(rights: Iterable[Right]) -> list[str]:
    """List the areas whose people somebody with these rights looks after."""
    return outermost(held.area_code for held in rights if held.kind in _IN_CHARGE)


def needs_second_factor(rights: Iterable[Right]) -> bool:
    return any(right.kind in NEED_SECOND_FACTOR for right in rights)
