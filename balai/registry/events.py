"""What the registry announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RegionsRenamed:
    """These regions stand under another name than before."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionsEnded:
    """These codes have ended, or it became known what followed them.

    Each stands with its only successor, which has taken over what was said of it; the
    successor is empty where there is none, or where there are several.
    """

    successions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OrganisationChanged:
    """What listings say of their seller changed: this organisation has another name."""

    organisation_pk: int


@dataclass(frozen=True, slots=True)
class OrganisationUnnamed:
    """A maker no longer agrees to be named: this name is to stand nowhere any more."""

    organisation_pk: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactHidden:
    """One person's number is to stand nowhere any more."""

    organisation_pk: int
    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MakerForgotten:
    """A maker was called so in these villages; she is forgotten, and words say it no longer."""

    name: str
    number: str
    village_codes: tuple[str, ...]
