"""Take many things a few hundred at a time: SQLite allows so many parameters to a query."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
BATCH = 500


def in_batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    walk = iter(items)
    while batch := list(islice(walk, size)):
        yield batch
