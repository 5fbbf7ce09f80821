"""Villages by name, to choose one from."""

from collections.abc import Collection
from dataclasses import dataclass

from balai.accounts.visitors import Viewer
from balai.core import search
from balai.registry.models import Level, Region
from balai.registry.queries.names import regency_names
from balai.registry.rules import contains, level_of, regency_of, with_dots

_LOOKED_AT = 60
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FoundVillage:
    """A village, and enough to tell it from another of its name."""

    code: str
    name: str
    place: str


def villages_found(person: Viewer, words: str, *, within: Collection[str]) -> list[FoundVillage]:
    """Find standing villages of these areas by name or code, or by a name that is nearly theirs."""
    words = " ".join(words.replace("\x00", " ").split())[:100]
    if not words:
        return []
    standing = Region.objects.visible_to(person).standing()
    named = standing.villages().filter(code=with_dots(words))
    numbers = [region.pk for region in named]
    tags = _of_one_regency(within)
    numbers += search.find(words, thing="village", tags=tags, limit=_LOOKED_AT).numbers
    if not numbers:
        near = search.similar_names(words, thing="village", limit=_LOOKED_AT)
        numbers = [one.number for one in near]
    regions = standing.in_bulk(numbers)
    inside = [
        regions[number]
        for number in dict.fromkeys(numbers)
        if number in regions and any(contains(area, regions[number].code) for area in within)
    ]
    return _described(inside[:_SHOWN])


def _of_one_regency(codes: Collection[str]) -> list[str]:
    """Let search look in one regency only, where all areas lie in it."""
    regencies = {regency_of(code) for code in codes if level_of(code) != "province"}
    is_one = len(regencies) == 1 and all(level_of(code) != "province" for code in codes)
    return [f"regency:{regencies.pop()}"] if is_one else []


def _described(villages: list[Region]) -> list[FoundVillage]:
    above = {village.parent_code for village in villages}
    districts = {
        district.code: district.called
        for district in Region.objects.filter(code__in=above, level=Level.DISTRICT)
    }
    return [
        FoundVillage(
            code=village.code,
            name=village.called,
            place=", ".join(
                filter(
                    None,
                    (
                        districts.get(village.parent_code, ""),
                        regency_names().get(regency_of(village.code), ""),
                    ),
                )
            ),
        )
        for village in villages
    ]
