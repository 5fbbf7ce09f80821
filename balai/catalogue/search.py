"""What may be found of a listing. Only standing listings are in the index."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from balai.catalogue.models import DETAILS_BY_KIND, Kind, Listing, ListingQuerySet
from balai.core import search
from balai.core.calendar import PartialDayField
from balai.registry.queries.names import regency_names

THING = "listing"
_AT_ONCE = 2000
_WORDS = ("text", "text_en", "reach", "reach_en", "accessibility", "accessibility_en")
# What the details of each kind say in words.
_DETAIL_WORDS = {
    kind: [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField)
        and not isinstance(field, PartialDayField)
        and not field.choices
    ]
    for kind, model in DETAILS_BY_KIND.items()
}


def index(listing: Listing) -> None:
    """Let a listing that stands be found, by what it says now. Call it in the transaction."""
    index_listings(Listing.objects.filter(pk=listing.pk))


def unindex(listing: Listing) -> None:
    search.remove(THING, [listing.pk])


def index_listings(listings: ListingQuerySet) -> None:
    """Let those of these listings that stand be found. Call it in the transaction."""
    search.put(entries_of(listings.public()))


def reindex_listings() -> Iterator[int]:
    """Make the index anew, in many transactions; tells how many listings are done so far.

    Meanwhile all of them can be found, and listings can be published and withdrawn. The
    oldest are written first, as they came: so the index lies in the order it is read.
    """
    done, last = 0, None
    while some := _after(last):
        with transaction.atomic():
            # Whoever changes one of them now waits, and then indexes what they wrote.
            rows = Listing.objects.filter(pk__in=[number for _, number in some]).order_by("pk")
            list(rows.select_for_update().values_list("pk"))
            index_listings(rows)
        done, last = done + len(some), some[-1]
        yield done
    _forget_fallen()


def entries_of(listings: ListingQuerySet) -> Iterator[search.Entry]:
    """Say what may be found of each: two queries, however many they are."""
    places = regency_names()
    rows = listings.select_related("village", "seller", *Kind.values)
    for listing in rows.prefetch_related("sectors"):
        yield _entry(listing, regency=places.get(listing.regency_code, ""))


def _entry(listing: Listing, *, regency: str) -> search.Entry:
    sectors = listing.sectors.all()
    details = getattr(listing, listing.kind, None)
    text = [getattr(listing, name) for name in _WORDS]
    text += [getattr(details, name, "") for name in _DETAIL_WORDS[listing.kind]]
    text += [name for sector in sectors for name in (sector.name, sector.name_en)]
    text += [listing.village.name, regency, listing.seller.public_name if listing.seller else ""]
    return search.Entry(
        thing=THING,
        number=listing.pk,
        title=listing.title,
        other_titles=(listing.title_en,),
        text="\n".join(text),
        tags=frozenset(
            [
                f"kind:{listing.kind}",
                f"regency:{listing.regency_code}",
                *(f"sector:{sector.code}" for sector in sectors),
            ]
        ),
        # The freshest day first, as in every list; an hour is no reason to stand higher.
        weight=timezone.localdate(listing.refreshed_at).toordinal(),
    )


def _after(last: tuple[datetime, int] | None) -> list[tuple[datetime, int]]:
    listings = Listing.objects.public().order_by("refreshed_at", "pk")
    if last is not None:
        moment, number = last
        listings = listings.filter(
            Q(refreshed_at__gt=moment) | Q(refreshed_at=moment, pk__gt=number),
            # Said twice, so that an index range is seen in it.
            refreshed_at__gte=moment,
        )
    return list(listings.values_list("refreshed_at", "pk")[:_AT_ONCE])


def _forget_fallen() -> None:
    """Forget those that an entry was left of, but that stand no longer."""
    indexed = search.indexed_numbers(THING)
    while some := list(islice(indexed, _AT_ONCE)):
        with transaction.atomic():
            standing = Listing.objects.public().filter(pk__in=some)
            fallen = set(some) - set(standing.values_list("pk", flat=True))
            search.remove(THING, fallen)
