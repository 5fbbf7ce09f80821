"""One listing, with all that its page says."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.accounts.visitors import Viewer
from balai.catalogue.models import DETAILS_BY_KIND, Details, Listing, Sector
from balai.catalogue.queries.cards import Card, cards_of, price_of, when_of
from balai.catalogue.queries.pictures import Photo, photos_of
from balai.catalogue.rules import PriceLine
from balai.ui.translated import in_language

BESIDE = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what is said of it."""

    term: str
    value: str


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What the page of one listing shows."""

    listing: Listing
    sectors: list[Sector]
    price: PriceLine
    when: str
    facts: list[Fact]
    photos: list[Photo]

    @property
    def cover(self) -> Photo | None:
        return self.photos[0] if self.photos else None

    @property
    def more_photos(self) -> list[Photo]:
        return self.photos[1:]


def visible_listing(person: Viewer, number: int) -> Listing | None:
    """Find a listing that this person may see, with what its page needs."""
    return (
        Listing.objects.shown_to(person)
        .select_related("village", "village__profile", "seller", *DETAILS_BY_KIND)
        .prefetch_related("sources", "sectors", "village__route_legs")
        .filter(pk=number)
        .first()
    )


def listing_page(person: Viewer, listing: Listing, *, today: date) -> ListingPage:
    """Put a listing into words for its page."""
    photos = photos_of(person, listing)
    return page_saying(listing, list(listing.sectors.all()), photos, today=today)


def page_saying(
    listing: Listing, sectors: list[Sector], photos: list[Photo], *, today: date
) -> ListingPage:
    """Put into words what a listing says, whether it is stored or not."""
    return ListingPage(
        listing=listing,
        sectors=sectors,
        price=price_of(listing, today=today),
        when=when_of(listing.event, today=today) if listing.kind == "event" else "",
        facts=_facts(listing.kind, getattr(listing, listing.kind)),
        photos=photos,
    )


def listings_beside(listing: Listing, sectors: list[Sector], *, today: date) -> list[Card]:
    """Pick a few others of the same sector from elsewhere, or of the same kind."""
    others = Listing.objects.public().exclude(village=listing.village)
    others = others.in_sector(sectors[0]) if sectors else others.of_kind(listing.kind)
    freshest = others.freshest_first(in_sector=bool(sectors))
    return cards_of(freshest[:BESIDE], today=today)


# In the order in which a reader asks.
_TERMS = {
    "product": {
        "materials": gettext_lazy("Made of"),
        "made_to_order": gettext_lazy("Made to order"),
        "stock_count": gettext_lazy("In stock"),
        "lead_time_days": gettext_lazy("Days until ready"),
        "lead_time_note": gettext_lazy("Time needed"),
        "capacity": gettext_lazy("Capacity"),
        "award": gettext_lazy("Recognition"),
    },
    "attraction": {
        "opening": gettext_lazy("Open"),
        "facilities": gettext_lazy("What is there"),
    },
    "stay": {
        "room_count": gettext_lazy("Rooms"),
        "guest_count": gettext_lazy("Guests"),
        "meals": gettext_lazy("Meals"),
    },
    "experience": {
        "duration": gettext_lazy("Duration"),
        "group_min": gettext_lazy("At least (people)"),
        "group_max": gettext_lazy("At most (people)"),
        "best_time": gettext_lazy("Best time"),
    },
    "culture": {
        "community": gettext_lazy("Community"),
        "practice_when": gettext_lazy("When"),
        "etiquette": gettext_lazy("Good to know"),
    },
    "event": {},
    "story": {"byline": gettext_lazy("Told by")},
}


def _facts(kind: str, details: Details) -> list[Fact]:
    said = (Fact(str(term), _value(details, name)) for name, term in _TERMS[kind].items())
    return [fact for fact in said if fact.value]


def _value(details: Details, name: str) -> str:
    if hasattr(details, f"{name}_en"):
        return in_language(details, name)
    value = getattr(details, name)
    if value is True:
        return _("yes")
    return "" if value in (None, False) else str(value)
