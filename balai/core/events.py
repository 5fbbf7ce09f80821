"""How a domain tells the tiers above what happened, without knowing them.

A domain publishes a fact, a frozen dataclass of its events.py, in the transaction that
makes it true. An app above reacts in its reactions.py, in the same transaction: what
fails there undoes the fact as well. Slow reactions enqueue a task on commit.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Fact = TypeVar("Fact")
_reactions: dict[type[Any], list[Callable[[Any], None]]] = {}


def reacts_to(
    kind: type[Fact],
) -> Callable[[Callable[[Fact], None]], Callable[[Fact], None]]:
    """Mark a function in some reactions.py as one that follows each fact of a kind."""

    def remember(reaction: Callable[[Fact], None]) -> Callable[[Fact], None]:
        _reactions.setdefault(kind, []).append(reaction)
        return reaction

    return remember


def publish(fact: object) -> None:
    """Let everyone who reacts to such facts do so now, in the caller's transaction."""
    for reaction in _reactions.get(type(fact), ()):
        reaction(fact)
