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
class NameForgotten:
    """Somebody is forgotten who was called so, in these villages: words say it no longer."""

    name: str
    number: str
    village_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountEmptied:
    """A person with an account is forgotten: what they belong to, they belong to no longer."""

    person_pk: int
    by_pk: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactForgotten:
    """Whoever is reached by this number or address is forgotten: what they sent goes."""

    contact: str
