"""What the catalogue announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListingPublished:
    """A listing has become visible."""

    listing_pk: int


@dataclass(frozen=True, slots=True)
class ListingWithdrawn:
    """A listing is to be seen nowhere any more."""

    listing_pk: int


@dataclass(frozen=True, slots=True)
class ListingChanged:
    """A listing that stands says something else now."""

    listing_pk: int


@dataclass(frozen=True, slots=True)
class PicturesChanged:
    """Other pictures of a public listing are to be seen than before, or in another order."""

    listing_pk: int
