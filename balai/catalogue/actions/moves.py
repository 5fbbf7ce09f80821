"""Listings follow their village to the code that took its place."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count, F, Max

from balai.catalogue.actions import counts
from balai.catalogue.actions.counts import Cell
from balai.catalogue.models import Listing, ListingQuerySet, ListingSector
from balai.catalogue.search import index_listings
from balai.core.freshness import content_changed
from balai.registry.models import Region
from balai.registry.rules.batches import in_batches


@transaction.atomic
def move_listings(successions: Iterable[tuple[Region, Region]]) -> None:
    """Move all listings of each area, seen or unseen, to the one that took its place.

    Pages, counts, covers and search go with them.
    """
    shown: list[int] = []
    shifts: Counter[Cell] = Counter()
    for before, after in successions:
        moving = Listing.objects.filter(village=before)
        # Whoever publishes or withdraws one of them now waits, and then counts it where it went.
        if not list(moving.order_by("pk").select_for_update().values_list("pk")):
            continue
        shown += moving.counted().values_list("pk", flat=True)
        for kind, sector_number, total in _totals(moving.counted()):
            shifts[kind, before.regency_code, sector_number] -= total
            shifts[kind, after.regency_code, sector_number] += total
        _part_covers(moving, after)
        moving.update(village=after, regency_code=after.regency_code)
    counts.add(shifts)
    for some in in_batches(shown):
        index_listings(Listing.objects.filter(pk__in=some))
    content_changed()


def _totals(shown: ListingQuerySet) -> Iterator[tuple[str, int, int]]:
    """Count by kind and sector, and with an empty kind or sector 0 for all of them."""
    for kind, total in shown.values_list("kind").annotate(Count("pk")):
        yield kind, 0, total
        yield "", 0, total
    tagged = ListingSector.objects.filter(listing__in=shown)
    for kind, sector, total in tagged.values_list("listing__kind", "sector").annotate(Count("pk")):
        yield kind, sector, total
        yield "", sector, total


def _part_covers(moving: ListingQuerySet, after: Region) -> None:
    """Number the covers on from those that the successor has of the same family."""
    there = Listing.objects.filter(village=after).values_list("motif_family")
    for family, last in there.annotate(Max("motif_salt")):
        moving.filter(motif_family=family).update(motif_salt=F("motif_salt") + last + 1)
