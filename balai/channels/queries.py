"""What goes out by itself: read as a visitor sees it, whoever asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone

from balai.accounts.visitors import VISITOR, Viewer
from balai.activities.public import public_sessions
from balai.catalogue.models import Kind, Listing, ListingQuerySet, Sector
from balai.catalogue.paths import KIND_PATHS
from balai.catalogue.queries.pictures import jpegs_of
from balai.registry.models import Level, Region, RegionQuerySet, VillageProfile
from balai.registry.queries.names import regency_names
from balai.registry.queries.regions import successor_of
from balai.ui.translated import in_language

FEED_LENGTH = 50
# Numbers per sitemap: in two languages 10,000 addresses of the 50,000 allowed, in 5 MB.
# The index probes each range in one statement, which has room for 8 million numbers.
RANGE = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by its path, when it was last said to be true, and the pictures it shows."""

    path: str
    changed_at: datetime | None = None
    pictures: Sequence[str] = ()


def newest(*, kind: str = "", village: Region | None = None) -> list[Listing]:
    """Read the listings that a feed carries, freshest first. One query."""
    listings = Listing.objects.visible_to(VISITOR)
    if kind:
        listings = listings.of_kind(kind)
    if village is not None:
        listings = listings.filter(village=village)
    return list(
        listings.select_related("village", "seller", "event").freshest_first()[:FEED_LENGTH]
    )


def listings_to_draw(person: Viewer) -> ListingQuerySet:
    return Listing.objects.shown_to(person).select_related("village", "seller", *KIND_PATHS)


def villages(person: Viewer) -> RegionQuerySet:
    return Region.objects.visible_to(person).standing().villages()


def village_after(person: Viewer, code: str) -> Region | None:
    """Find the one village that a code which has ended leads to."""
    ended = Region.objects.visible_to(person).villages().filter(code=code).first()
    return successor_of(ended) if ended else None


def about(village: Region) -> str:
    """Read what a village says of itself, in the reader's language."""
    profile = VillageProfile.objects.filter(village=village).first()
    return in_language(profile, "about") if profile else ""


def pages() -> Iterator[Entry]:
    """Name the pages that are neither a listing nor a region."""
    names = ("home", "listings", "villages", "sectors", "sessions", "courses")
    for name in (*names, "about", "privacy", "help", "api"):
        yield Entry(reverse(f"portal:{name}"))
    for kind in Kind:
        yield Entry(reverse("portal:kind", args=[kind.value]))
    for code in Sector.objects.order_by("pk").values_list("code", flat=True):
        yield Entry(reverse("portal:sector", args=[code]))


def region_pages(province_code: str) -> Iterator[Entry]:
    """Name the pages of all regions in a province. One query."""
    regions = Region.objects.visible_to(VISITOR).standing().within(province_code)
    regions = regions.exclude(level=Level.PROVINCE).order_by("code")
    for level, code in regions.values_list("level", "code"):
        yield Entry(reverse(f"portal:{level}", args=[code]))


def listing_pages(range_number: int) -> Iterator[Entry]:
    """Name the pages of the listings numbered within a range. Two queries, whatever is before."""
    first = range_number * RANGE
    pictures = jpegs_of(VISITOR, first, first + RANGE)
    listings = _listed().filter(pk__gte=first, pk__lt=first + RANGE).order_by("pk")
    for listing in listings.only("kind", "title", "refreshed_at"):
        path = listing.get_absolute_url()
        yield Entry(path, listing.refreshed_at, pictures.get(listing.pk, ()))


def session_pages() -> Iterator[Entry]:
    """Name the pages of the sessions that are still to come. One query."""
    for session in public_sessions(now=timezone.now(), most=RANGE):
        if not session.example:
            yield Entry(session.url, session.changed_at)


def provinces() -> list[str]:
    """Name the provinces that have regions to show."""
    return sorted({code[:2] for code in regency_names()})


def listing_ranges() -> list[int]:
    """Name the ranges of numbers in which something stands. Two queries, and no count."""
    last = _listed().order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return []
    probes = {
        f"range_{number}": Exists(
            _listed().filter(pk__gte=number * RANGE, pk__lt=(number + 1) * RANGE)
        )
        for number in range(last // RANGE + 1)
    }
    found = Listing.objects.visible_to(VISITOR).filter(pk=last).values(**probes).first() or {}
    return [number for number in range(last // RANGE + 1) if found.get(f"range_{number}")]


def _listed() -> ListingQuerySet:
    """What search engines may list: nothing invented."""
    return Listing.objects.visible_to(VISITOR).filter(example=False)
