"""Areas by code, inside areas, and after areas."""

from dataclasses import dataclass

from balai.registry import rules
from balai.registry.models import Level, Region, RegionQuerySet

# No chain of splits and moves is longer; a ring of them ends here too.
_LONGEST_SUCCESSION = 10


def find_region(text: str) -> Region | None:
    """Find a region by the code that a text opens with, dots or none, whatever name follows.

    What is no code finds nothing. One that has ended is found too; see successor_of.
    """
    code = rules.leading_code(text)
    return Region.objects.filter(code=code).first() if code else None


def successor_of(region: Region) -> Region | None:
    """Follow an ended code to the one standing region it became; None if it became several."""
    for _step in range(_LONGEST_SUCCESSION):
        if region.is_standing:
            return region
        after = list(region.successors.all()[:2])
        if len(after) != 1:
            return None
        region = after[0]
    return None


def villages_of(code: str) -> RegionQuerySet:
    """List the standing villages, desa and kelurahan, in a regency or any other area."""
    return Region.objects.standing().villages().within(code).order_by("code")


def regencies_of(province_code: str) -> RegionQuerySet:
    """List the standing regencies and cities of a province."""
    standing = Region.objects.standing().within(province_code)
    return standing.filter(level=Level.REGENCY).order_by("code")


@dataclass(frozen=True, slots=True)
class District:
    """A district with the villages in it, by name."""

    region: Region
    villages: list[Region]


def districts_within(code: str) -> list[District]:
    """List the standing districts in a regency, or the one that the code names. One query."""
    inside: dict[str, District] = {}
    standing = Region.objects.standing().within(code)
    for region in standing.filter(level__in=[Level.DISTRICT, Level.VILLAGE]).order_by("code"):
        if region.level == Level.DISTRICT:
            inside[region.code] = District(region=region, villages=[])
        elif region.parent_code in inside:
            inside[region.parent_code].villages.append(region)
    for district in inside.values():
        district.villages.sort(key=lambda village: village.name)
    return sorted(inside.values(), key=lambda district: district.region.name)
