"""What the search index is told of villages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from balai.registry import rules
from balai.registry.models import Level, Region, RegionAlias
from balai.registry.rules.batches import BATCH, in_batches


@dataclass(frozen=True, slots=True)
class SearchSource:
    """A village as people look for it."""

    number: int
    code: str
    name: str
    called: str
    aliases: tuple[str, ...]
    district: str
    regency: str
    regency_code: str


def search_sources(within: Iterable[str] | None = None) -> Iterator[SearchSource]:
    """Walk the standing villages of these areas, or all of them, with their other names."""
    above = dict(
        Region.objects.filter(level__in=[Level.REGENCY, Level.DISTRICT]).values_list("code", "name")
    )
    for village, aliases in _with_aliases(_villages(within)):
        district, regency = rules.parent_of(village.code), village.regency_code
        yield SearchSource(
            number=village.pk,
            code=village.code,
            name=village.name,
            called=village.called,
            aliases=aliases,
            district=above.get(district, ""),
            regency=above.get(regency, ""),
            regency_code=regency,
        )


def _villages(within: Iterable[str] | None) -> Iterator[Region]:
    standing = Region.objects.standing().villages().order_by("code")
    if within is None:
        yield from standing.iterator(BATCH)
        return
    areas: list[str] = []
    villages: list[str] = []
    for code in rules.outermost(within):
        (villages if len(code) == rules.VILLAGE_LENGTH else areas).append(code)
    for code in areas:
        yield from standing.within(code).iterator(BATCH)
    for batch in in_batches(villages):
        yield from standing.filter(code__in=batch)


def _with_aliases(villages: Iterator[Region]) -> Iterator[tuple[Region, tuple[str, ...]]]:
    for some in in_batches(villages):
        names: dict[int, list[str]] = {}
        aliases = RegionAlias.objects.filter(region__in=some).order_by("name")
        for number, name in aliases.values_list("region_id", "name"):
            names.setdefault(number, []).append(name)
        for village in some:
            yield village, tuple(names.get(village.pk, ()))
