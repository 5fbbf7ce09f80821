"""Keep the search index in step with villages and their names."""

from collections.abc import Iterable, Iterator

from balai.core import search
from balai.registry.queries.search_sources import SearchSource, search_sources
from balai.registry.rules.batches import in_batches

THING = "village"
_BATCH = 2000


def refresh_village_entries(within: Iterable[str] | None = None) -> None:
    """Tell the index what the villages in these areas are called now; None: all villages."""
    if within is None:
        search.clear(THING)
    for some in in_batches(search_sources(within), _BATCH):
        search.put(_entries(some))
        search.put_names(THING, {village.number: _names(village) for village in some})


def forget_village_entries(numbers: Iterable[int]) -> None:
    search.remove(THING, numbers)


def _names(village: SearchSource) -> tuple[str, ...]:
    return (village.name, *village.aliases)


def _entries(villages: Iterable[SearchSource]) -> Iterator[search.Entry]:
    for village in villages:
        yield search.Entry(
            thing=THING,
            number=village.number,
            title=village.name,
            text=f"{village.called} {village.district} {village.regency}",
            tags=frozenset({f"regency:{village.regency_code}"}),
            other_titles=village.aliases,
        )
