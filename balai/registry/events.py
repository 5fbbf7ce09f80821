"""What the registry announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegionsRenamed:
    """These regions stand under another name than before."""

    codes: tuple[str, ...]
