"""What must be so before a listing is shown to everyone, and what follows when it is."""

from balai.catalogue import search
from balai.catalogue.actions import counts
from balai.catalogue.errors import CommunityHasNotAgreed
from balai.catalogue.events import ListingPublished, ListingWithdrawn
from balai.catalogue.models import Listing, Protocol
from balai.core import events
from balai.core.freshness import content_changed


def check_community_allows(listing: Listing) -> None:
    """Refuse to publish what a community keeps, and has not agreed to show.

    Ask it in the transaction that publishes, once the listing's row is written: so a
    community that says no at the same moment is heard.
    """
    if Protocol.objects.of_listing(listing.pk).filter(consented_at__isnull=True).exists():
        raise CommunityHasNotAgreed


def appear(listing: Listing) -> None:
    """Let counts, search, pages and whoever reacts know a listing, in the caller's transaction."""
    counts.count(listing.pk, +1)
    search.index(listing)
    content_changed()
    events.publish(ListingPublished(listing.pk))


def vanish(listing: Listing) -> None:
    """Let all of them forget a listing, in the caller's transaction."""
    counts.count(listing.pk, -1)
    search.unindex(listing)
    content_changed()
    events.publish(ListingWithdrawn(listing.pk))
