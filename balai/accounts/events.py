"""What accounts announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """Somebody agreed that this be shown of them, in this place."""

    purpose: str
    thing: str
    thing_number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """Somebody no longer agrees: in this very transaction it is shown nowhere any more."""

    purpose: str
    thing: str
    thing_number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class GiverForgotten:
    """Somebody is to be forgotten: what these things hold of them goes, not only from sight."""

    things: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PersonEmptied:
    """A person with an account is forgotten: words of theirs that others hold go too."""

    person_pk: int
    at: datetime
