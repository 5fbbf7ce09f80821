"""Listings and what belongs to them."""

from balai.catalogue.models.details import (
    DETAILS_BY_KIND,
    Attraction,
    Culture,
    Details,
    Event,
    Experience,
    Product,
    Stay,
    Story,
)
from balai.catalogue.models.listings import (
    STANDING,
    Kind,
    Listing,
    ListingCount,
    ListingQuerySet,
    ListingSector,
    ListingSource,
    Sector,
)
from balai.catalogue.models.pictures import Picture, PictureQuerySet

__all__ = [
    "DETAILS_BY_KIND", "STANDING", "Attraction", "Culture", "Details", "Event", "Experience",
    "Kind", "Listing", "ListingCount", "ListingQuerySet", "ListingSector", "ListingSource",
    "Picture", "PictureQuerySet", "Product", "Sector", "Stay", "Story",
]  # fmt: skip
