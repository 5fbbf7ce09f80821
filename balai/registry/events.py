"""What the registry announces."""

from dataclasses import dataclass


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
