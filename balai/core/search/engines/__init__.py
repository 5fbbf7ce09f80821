"""One door to the databases that keep the index; a module for each."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection

from balai.core.search.engines import postgresql, sqlite
from balai.core.search.engines.rows import Row
from balai.core.search.questions import Condition

__all__ = ["Engine", "Row", "engine"]


class Engine(Protocol):
    """What both can do; what differs is only how."""

    def store(self, rows: Sequence[Row]) -> None:
        """Write these rows in place of what stands under their identities."""

    def places(self, conditions: Sequence[Condition], *, thing: str, limit: int) -> list[list[int]]:
        """Read, for each condition, the first places in order at which it holds: one query.

        Behind a condition that reaches the limit there may be nothing read.
        """

    def tags(self, identities: Collection[int]) -> list[tuple[int, str]]:
        """Read what these bear, as it was stored, by identity; what is gone is left out."""

    def store_slips(self, slips: Sequence[tuple[int, int]]) -> None:
        """Write checksums and the spellings they lead to; what is there already stays."""

    def loading(self) -> AbstractContextManager[None]:
        """Make many calls of store faster, and leave the index as quick to read as before."""


def engine() -> Engine:
    return postgresql if connection.vendor == "postgresql" else sqlite
