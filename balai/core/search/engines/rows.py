"""What is stored of an entry."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """An entry, ready to be written; lexemes and tags parted by spaces."""

    identity: int
    place: int
    tags: str
    lexemes: str
