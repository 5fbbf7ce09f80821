"""Areas by code, inside areas, and after areas."""

from collections.abc import Iterable
from dataclasses import dataclass

from balai.registry.models import Level, Region, RegionQuerySet
from balai.registry.rules.batches import in_batches


def successor_of(region: Region) -> Region | None:
    """Follow an ended code to the one standing region it became.

    None if it became several or nothing, or if its successors lead back to it.
    """
    passed: set[int] = set()
    while not region.is_standing:
        passed.add(region.pk)
        after = list(region.successors.all()[:2])
        if len(after) != 1 or after[0].pk in passed:
            return None
        region = after[0]
    return region


def only_successors(codes: Iterable[str]) -> dict[str, str]:
    """Name the code that followed each of these; empty where none did, or several."""
    after: dict[str, list[str]] = {}
    for batch in in_batches(codes):
        known = Region.objects.filter(code__in=batch).order_by("code")
        for old, new in known.values_list("code", "successors__code"):
            after.setdefault(old, []).append(new or "")
    return {old: following[0] if len(following) == 1 else "" for old, following in after.items()}


def predecessors_of(region: Region) -> list[str]:
    """Name the codes that ended and lead here, also by way of others, in order.

    What still stands under one of them is found here. One query where there are none.
    """
    found: dict[int, str] = {}
    latest = [region.pk]
    while latest:
        before = Region.objects.filter(successors__in=latest).exclude(pk=region.pk)
        latest = []
        for number, code in before.values_list("pk", "code"):
            if number not in found:
                found[number] = code
                latest.append(number)
    return sorted(found.values())


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
