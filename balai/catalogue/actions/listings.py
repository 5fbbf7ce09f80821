"""Listings are written, published and withdrawn here, and nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction

from balai.catalogue import search
from balai.catalogue.actions import counts
from balai.catalogue.errors import AlreadyPublished, DetailsOfAnotherKind, NotPublished
from balai.catalogue.events import ListingPublished, ListingWithdrawn
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


@transaction.atomic
def add_listing(draft: Draft, *, now: datetime, key: str | None = None) -> Listing:
    """Write down a listing that nobody sees yet.

    Sending the same key again replaces what the first said, and keeps it published if
    it was. Raises DetailsOfAnotherKind or ValidationError; then nothing is written.
    """
    earlier = Listing.objects.filter(key=key).first() if key else None
    was_standing = earlier is not None and earlier.is_standing
    if earlier is not None and was_standing:
        withdraw_listing(earlier, now=now)
    # What the draft leaves out is gone, so an earlier listing lends only its identity.
    listing = Listing(key=key)
    if earlier is not None:
        listing.pk, listing.created_at = earlier.pk, earlier.created_at
        listing.published_at, listing.withdrawn_at = earlier.published_at, earlier.withdrawn_at
        listing._state.adding = False
    _write(listing, draft, now=now)
    if was_standing:
        publish_listing(listing, now=now)
    return listing


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


@transaction.atomic
def publish_listing(listing: Listing, *, now: datetime) -> None:
    """Show a listing to everyone: pages, counts and search change together.

    Raises AlreadyPublished; then nothing is written.
    """
    # The condition is on the row itself, so that of two at once the second sees the first.
    unpublished = Listing.objects.filter(pk=listing.pk).exclude(STANDING)
    if not unpublished.update(published_at=now, withdrawn_at=None):
        raise AlreadyPublished
    listing.published_at, listing.withdrawn_at = now, None
    counts.count(listing.pk, +1)
    search.index(listing)
    content_changed()
    events.publish(ListingPublished(listing.pk))


@transaction.atomic
def withdraw_listing(listing: Listing, *, now: datetime) -> None:
    """Take a listing out of every page, count and search at once.

    Raises NotPublished; then nothing is written.
    """
    if not Listing.objects.standing().filter(pk=listing.pk).update(withdrawn_at=now):
        raise NotPublished
    listing.withdrawn_at = now
    counts.count(listing.pk, -1)
    search.unindex(listing)
    content_changed()
    events.publish(ListingWithdrawn(listing.pk))
