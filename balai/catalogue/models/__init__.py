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
from balai.catalogue.models.enquiries import KEPT_FOR, Enquiry, EnquiryQuerySet
from balai.catalogue.models.labels import Label, Notice
from balai.catalogue.models.listings import (
    COUNTED,
    STANDING,
    Kind,
    Listing,
    ListingCount,
    ListingQuerySet,
    ListingSector,
    ListingSource,
    Sector,
    worked_on_by,
)
from balai.catalogue.models.pictures import Picture, PictureQuerySet
from balai.catalogue.models.presses import ChatPress
from balai.catalogue.models.protocols import Consent, Protocol, ProtocolChange
from balai.catalogue.models.reminders import VillageAsked
from balai.catalogue.models.review_rules import Reviewing, ReviewRule
from balai.catalogue.models.revisions import (
    IN_HAND,
    OPEN,
    Revision,
    RevisionQuerySet,
    RevisionState,
)
from balai.catalogue.models.uploads import Upload, UploadPiece

__all__ = [
    "COUNTED", "DETAILS_BY_KIND", "IN_HAND", "KEPT_FOR", "OPEN", "STANDING", "Attraction",
    "ChatPress", "Consent", "Culture", "Details", "Enquiry", "EnquiryQuerySet", "Event",
    "Experience", "Kind", "Label", "Listing", "ListingCount", "ListingQuerySet", "ListingSector",
    "ListingSource", "Notice", "Picture", "PictureQuerySet", "Product", "Protocol",
    "ProtocolChange", "ReviewRule", "Reviewing", "Revision", "RevisionQuerySet", "RevisionState",
    "Sector", "Stay", "Story", "Upload", "UploadPiece", "VillageAsked", "worked_on_by",
]  # fmt: skip
