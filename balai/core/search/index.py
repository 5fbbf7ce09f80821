"""Writing to the index. Every write joins the caller's transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import transaction

from balai.core.models import SearchEntry
from balai.core.search import names, places
from balai.core.search.engines import Row, engine
from balai.core.search.entries import Entry, lexemes_of

_AT_ONCE = 2000


@transaction.atomic
def put(entries: Iterable[Entry]) -> None:
    """Insert these entries, or replace them, in the caller's transaction."""
    rest = iter(entries)
    while batch := list(islice(rest, _AT_ONCE)):
        rows = {row.identity: row for row in map(_row, batch)}
        engine().store(list(rows.values()))


@transaction.atomic
def remove(thing: str, numbers: Iterable[int]) -> None:
    """Forget these entries and their names; unknown numbers are ignored."""
    identities = [places.identity(thing, number) for number in numbers]
    for start in range(0, len(identities), _AT_ONCE):
        SearchEntry.objects.filter(pk__in=identities[start : start + _AT_ONCE]).delete()
    names.forget_names(identities)


@transaction.atomic
def clear(thing: str) -> None:
    """Forget every entry and name of a thing."""
    SearchEntry.objects.filter(pk__range=places.identities(thing)).delete()
    names.forget_all_names(thing)


def indexed_numbers(thing: str) -> Iterator[int]:
    """Name every number of a thing that has an entry, in rising order."""
    first, last = places.identities(thing)
    stored = SearchEntry.objects.filter(pk__range=(first, last)).order_by("pk")
    for identity in stored.values_list("pk", flat=True).iterator(chunk_size=10_000):
        yield identity - first


@contextmanager
def loading() -> Iterator[None]:
    """Make many calls of put faster, outside a transaction that they share."""
    with engine().loading():
        yield


def _row(entry: Entry) -> Row:
    return Row(
        identity=places.identity(entry.thing, entry.number),
        place=places.place(entry.thing, entry.number, weight=entry.weight),
        tags=" ".join(sorted(entry.tags)),
        lexemes=" ".join(sorted(set(lexemes_of(entry)))),
    )
