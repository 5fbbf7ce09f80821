"""Names of regencies, as a shelf says them behind a village."""

from collections.abc import Iterable

from balai.core.remembered import remembered
from balai.registry.models import Level, Region


def short_name(name: str) -> str:
    """Drop what kind of regency it is: Berau for Kabupaten Berau; a city stays Kota Bontang."""
    return name.removeprefix("Kabupaten ")


@remembered
def regency_names() -> dict[str, str]:
    """Name every standing regency by its code, in code order."""
    regencies = Region.objects.standing().filter(level=Level.REGENCY).order_by("code")
    return {code: short_name(name) for code, name in regencies.values_list("code", "name")}


def village_names(codes: Iterable[str]) -> dict[str, str]:
    """Name villages by code, each with its term: Kampung Merasa. One query."""
    villages = Region.objects.villages().filter(code__in=set(codes))
    return {village.code: village.called for village in villages}


def villages_within(areas: Iterable[str]) -> dict[str, str]:
    """Name the standing villages of these areas by code, in order of name. One query for each."""
    villages: dict[str, Region] = {}
    for area in areas:
        standing = Region.objects.standing().villages().within(area)
        villages |= {village.code: village for village in standing}
    districts = dict(
        Region.objects.filter(
            level=Level.DISTRICT, code__in={v.parent_code for v in villages.values()}
        ).values_list("code", "name")
    )
    in_order = sorted(villages.values(), key=lambda village: (village.name, village.code))
    return {
        village.code: f"{village.called}, {districts.get(village.parent_code, '')}".rstrip(", ")
        for village in in_order
    }
