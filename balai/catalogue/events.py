"""What the catalogue announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListingPublished:
    """A listing has become visible to everyone."""

    listing_pk: int
