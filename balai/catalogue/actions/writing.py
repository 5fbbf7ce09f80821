"""A listing is written and shown, with counts, search and pages in the same step.

Who may do it is asked by those who call: actions/listings.py and actions/reviews.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from balai.catalogue import search
from balai.catalogue.actions import counts
from balai.catalogue.actions.shown import appear, check_community_allows, vanish
from balai.catalogue.errors import AlreadyPublished, DetailsOfAnotherKind, NotPublished
from balai.catalogue.events import ListingChanged
from balai.catalogue.models import (
    DETAILS_BY_KIND,
    STANDING,
    Event,
    Listing,
    ListingSector,
    ListingSource,
    Sector,
)
from balai.core import events
from balai.core.freshness import content_changed
from balai.registry.models import Organisation, Region
from balai.ui.motif import family_of


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where something was read."""

    url: str
    publisher: str
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that a listing says. `words` are fields of Listing, `details` those of its kind."""

    kind: str
    village: Region
    words: Mapping[str, Any]
    seller: Organisation | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    # When it was last known to be so; the moment of writing where nothing else is said.
    refreshed_at: datetime | None = None
    sectors: Iterable[Sector] = ()
    sources: Iterable[Source] = ()


def locked(listing_pk: int) -> Listing:
    """Read a listing as it is stored, and keep it so until the transaction ends."""
    rows = Listing.objects.select_related("village").select_for_update(of=("self",))
    return rows.get(pk=listing_pk)


def write(listing: Listing, draft: Draft, *, now: datetime) -> None:
    """Write a new listing, or over one that was read `locked`; what stands goes on standing."""
    if listing.pk and listing.is_counted:
        counts.count(listing.pk, -1)
    _write(listing, draft, now=now)
    if listing.is_counted:
        counts.count(listing.pk, +1)
        search.index(listing)
        content_changed()
        events.publish(ListingChanged(listing.pk))


def _write(listing: Listing, draft: Draft, *, now: datetime) -> None:
    listing.kind = draft.kind
    listing.village = draft.village
    listing.regency_code = draft.village.regency_code
    listing.seller = draft.seller
    listing.refreshed_at = draft.refreshed_at or now
    for name, value in draft.words.items():
        setattr(listing, name, value)
    sectors = list(draft.sectors)
    listing.motif_family = family_of(draft.kind, sectors[0].motif if sectors else "")
    listing.motif_salt = _covers_like_it(listing)
    listing.full_clean(validate_unique=False)
    listing.save()
    _write_details(listing, draft.details)
    put_in_sectors(listing, sectors)
    listing.sources.all().delete()
    ListingSource.objects.bulk_create(
        ListingSource(listing=listing, url=one.url, publisher=one.publisher, said=one.said)
        for one in draft.sources
    )


def put_in_sectors(listing: Listing, sectors: Iterable[Sector]) -> None:
    """Give a listing its places in these sectors, and in no other."""
    ListingSector.objects.filter(listing=listing).delete()
    ListingSector.objects.bulk_create(
        ListingSector(
            listing=listing, sector=sector, kind=listing.kind, refreshed_at=listing.refreshed_at
        )
        for sector in sectors
    )


def _covers_like_it(listing: Listing) -> int:
    """Count earlier listings whose drawn cover would be the same without a number."""
    alike = Listing.objects.filter(village=listing.village, motif_family=listing.motif_family)
    return alike.filter(pk__lt=listing.pk).count() if listing.pk else alike.count()


def _write_details(listing: Listing, details: Mapping[str, Any]) -> None:
    model: Any = DETAILS_BY_KIND[listing.kind]
    for other in DETAILS_BY_KIND.values():
        if other is not model:
            other._default_manager.filter(pk=listing.pk).delete()
    for name in details:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist as unknown:
            raise DetailsOfAnotherKind from unknown
    row = model(listing=listing, **details)
    if isinstance(row, Event):
        row.end_on = row.end_on or row.start_on
    row.full_clean(validate_unique=False)
    row.save()


def show(listing: Listing, *, now: datetime) -> None:
    """Publish a listing; one that its community keeps back stays closed to others.

    Raises AlreadyPublished or CommunityHasNotAgreed; then nothing is written.
    """
    # The condition is on the row itself, so that of two at once the second sees the first.
    unpublished = Listing.objects.filter(pk=listing.pk).exclude(STANDING)
    if not unpublished.update(published_at=now, withdrawn_at=None):
        raise AlreadyPublished
    check_community_allows(listing)
    listing.published_at, listing.withdrawn_at = now, None
    if not _is_closed(listing):
        appear(listing)


def hide(listing: Listing, *, now: datetime) -> None:
    """Take a listing out everywhere at once. Raises NotPublished; then nothing is written."""
    if not Listing.objects.standing().filter(pk=listing.pk).update(withdrawn_at=now):
        raise NotPublished
    listing.withdrawn_at = now
    if not _is_closed(listing):
        vanish(listing)


def _is_closed(listing: Listing) -> bool:
    # Asked after the row was written, so that a community's decision is before or after it.
    return Listing.objects.filter(pk=listing.pk, closed_at__isnull=False).exists()
