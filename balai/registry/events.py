"""What the registry announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegionsRenamed:
    """These regions stand under another name than before."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationChanged:
    """What listings say of their seller changed: this organisation has another name."""

    organisation_pk: int
