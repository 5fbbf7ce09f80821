"""Counts of standing listings, kept beside them so that no page counts a million rows."""

from collections import Counter
from itertools import product

from django.db import transaction
from django.db.models import Count, F

from balai.catalogue.models import Listing, ListingCount, ListingSector

Cell = tuple[str, str, int]


def cells_of(*, kind: str, regency_code: str, sector_numbers: list[int]) -> list[Cell]:
    """Name the cells a listing counts in; an empty kind or regency, or sector 0, stands for any."""
    return sorted(product(("", kind), ("", regency_code), (0, *sector_numbers)))


def count(listing_pk: int, step: int) -> None:
    """Add a listing to its cells (+1) or take it out (-1), in the caller's transaction.

    Counts what is stored, not what an object in memory says.
    """
    kind, regency_code = Listing.objects.values_list("kind", "regency_code").get(pk=listing_pk)
    sectors = list(
        ListingSector.objects.filter(listing=listing_pk).values_list("sector_id", flat=True)
    )
    cells = cells_of(kind=kind, regency_code=regency_code, sector_numbers=sectors)
    add(Counter(dict.fromkeys(cells, step)))


def add(steps: Counter[Cell]) -> None:
    """Add to cells, or take from them, in the caller's transaction."""
    # In one order, so that two who count never wait for each other in a ring.
    for (kind, regency_code, sector_number), step in sorted(steps.items()):
        if not step:
            continue
        kept, _is_new = ListingCount.objects.get_or_create(
            kind=kind, regency_code=regency_code, sector_number=sector_number
        )
        ListingCount.objects.filter(pk=kept.pk).update(standing_count=F("standing_count") + step)


@transaction.atomic
def recount() -> None:
    """Count all anew: the slow truth that the kept counts must equal."""
    ListingCount.objects.all().delete()
    ListingCount.objects.bulk_create(
        (
            ListingCount(
                kind=kind, regency_code=regency_code, sector_number=sector, standing_count=total
            )
            for (kind, regency_code, sector), total in counted_anew().items()
        ),
        batch_size=1000,
    )


def counted_anew() -> Counter[Cell]:
    """Count the listings themselves that are shown."""
    shown = Listing.objects.counted()
    counts: Counter[Cell] = Counter()
    for kind, regency, total in shown.values_list("kind", "regency_code").annotate(Count("pk")):
        for cell in cells_of(kind=kind, regency_code=regency, sector_numbers=[]):
            counts[cell] += total
    in_sectors = ListingSector.objects.filter(listing__in=shown).values_list(
        "listing__kind", "listing__regency_code", "sector_id"
    )
    for kind, regency, sector, total in in_sectors.annotate(Count("pk")):
        for cell in product(("", kind), ("", regency), (sector,)):
            counts[cell] += total
    return counts
