"""Listings are written, published, withdrawn and confirmed here; each act leaves its trail."""

from datetime import datetime

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue import permissions, search
from balai.catalogue.actions import writing
from balai.catalogue.actions.writing import Draft, Source, put_in_sectors
from balai.catalogue.errors import NeverAccepted, NotPublished
from balai.catalogue.models import Listing, ListingSector
from balai.core import audit
from balai.core.freshness import content_changed

__all__ = [
    "Draft", "Source", "add_listing", "confirm_still_so", "publish_listing", "put_in_sectors",
    "withdraw_listing",
]  # fmt: skip


@transaction.atomic
def add_listing(draft: Draft, *, now: datetime, key: str | None = None) -> Listing:
    """Write down, for an import or the demo, a listing that nobody sees yet.

    Sending the same key again replaces what the first said, and keeps it published if
    it was. Raises DetailsOfAnotherKind or ValidationError; then nothing is written.
    """
    earlier = Listing.objects.filter(key=key).first() if key else None
    # What the draft leaves out is gone, so an earlier listing lends only its identity.
    listing = Listing(key=key)
    if earlier is not None:
        earlier = writing.locked(earlier.pk)
        listing.pk, listing.created_at = earlier.pk, earlier.created_at
        listing.published_at, listing.withdrawn_at = earlier.published_at, earlier.withdrawn_at
        # Nor does it lose what its community decided.
        listing.closed_at, listing.open_until = earlier.closed_at, earlier.open_until
        listing._state.adding = False
    writing.write(listing, draft, now=now)
    _record("listing_written", listing, by=None, now=now)
    return listing


@transaction.atomic
def publish_listing(listing: Listing, *, by: Person | None, now: datetime) -> None:
    """Show a listing to everyone: pages, counts and search change together.

    `by` is None where the system itself does it; a person shows again what was published
    once. Raises MayNotReview, NeverAccepted, AlreadyPublished or CommunityHasNotAgreed;
    then nothing is written.
    """
    if by is not None:
        permissions.check_may_publish(by, listing)
        if writing.locked(listing.pk).published_at is None:
            raise NeverAccepted
    writing.show(listing, now=now)
    _record("listing_published", listing, by=by, now=now)


@transaction.atomic
def withdraw_listing(listing: Listing, *, by: Person | None, now: datetime) -> None:
    """Take a listing out of every page, count and search at once.

    Raises MayNotWrite or NotPublished; then nothing is written.
    """
    if by is not None:
        permissions.check_may_withdraw(by, listing)
    writing.hide(listing, now=now)
    _record("listing_withdrawn", listing, by=by, now=now)


@transaction.atomic
def confirm_still_so(listing: Listing, *, by: Person, now: datetime) -> None:
    """Say that a published listing is as it says: it counts as fresh again.

    Raises MayNotWrite or NotPublished; then nothing is written. Said twice, it holds once.
    """
    permissions.check_may_edit(by, listing)
    stored = writing.locked(listing.pk)
    if not stored.is_standing:
        raise NotPublished
    if stored.refreshed_at >= now:
        return
    Listing.objects.filter(pk=listing.pk).update(refreshed_at=now)
    ListingSector.objects.filter(listing=listing).update(refreshed_at=now)
    listing.refreshed_at = now
    search.index(listing)
    content_changed()
    _record("listing_confirmed", listing, by=by, now=now)


def _record(act: str, listing: Listing, *, by: Person | None, now: datetime) -> None:
    audit.record(f"catalogue.{act}", target=listing, by=by, now=now, area_code=listing.village.code)
