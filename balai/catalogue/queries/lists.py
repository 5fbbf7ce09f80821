"""Lists of listings: one page at a time, and how many there are of what.

They show what everyone may see, whoever asks: so that they agree with their totals.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from balai.catalogue.models import Kind, Listing, ListingCount, ListingQuerySet, Sector
from balai.catalogue.queries.cards import Card, cards_from, rows_of
from balai.catalogue.rules import kind_title
from balai.core.numbers import number_in
from balai.core.remembered import remembered
from balai.registry.queries.names import regency_names

PAGE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is narrowed to; empty means any."""

    kind: str = ""
    regency_code: str = ""
    sector_code: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the order of a list: the pages after it stay put when new listings arrive."""

    refreshed_at: datetime
    number: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read a cursor from an address; anything else is the start of the list."""
        moment, _, number = text.partition("_")
        try:
            refreshed_at = parse_datetime(moment)
        except ValueError:
            return None
        read = number_in(number)
        if refreshed_at is None or refreshed_at.tzinfo is None or read is None:
            return None
        try:
            return cls(refreshed_at=refreshed_at.astimezone(UTC), number=read)
        except OverflowError:  # before the first year or after the last
            return None

    def __str__(self) -> str:
        moment = self.refreshed_at.isoformat().replace("+00:00", "Z")
        return f"{moment}_{self.number}"


@dataclass(frozen=True, slots=True)
class Page:
    """Twenty listings, and where the next begin (empty at the end)."""

    cards: list[Card]
    following: str


@dataclass(frozen=True, slots=True)
class Option:
    """A way to narrow a list, with the number it would leave."""

    value: str
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class Options:
    """How a list can be narrowed; every total is that of the list behind it."""

    kinds: list[Option]
    regencies: list[Option]
    sectors: list[Option]
    total: int
    total_of_any_kind: int


def page_of_listings(choice: Choice, *, after: Cursor | None, today: date) -> Page:
    """Read one page of a list, freshest first."""
    listings = chosen(Listing.objects.public(), choice)
    in_sector = bool(choice.sector_code) and choice.sector_code in sectors()
    return page_of(listings, after=after, today=today, in_sector=in_sector)


def page_of(
    listings: ListingQuerySet, *, after: Cursor | None, today: date, in_sector: bool = False
) -> Page:
    """Read one page of these listings, freshest first."""
    listings = following(listings, after=after, in_sector=in_sector)
    rows = rows_of(listings[: PAGE_LENGTH + 1])
    shown = rows[:PAGE_LENGTH]
    more = len(rows) > PAGE_LENGTH
    return Page(
        cards=cards_from(shown, today=today),
        following=str(Cursor(shown[-1].refreshed_at, shown[-1].pk)) if more else "",
    )


def following(
    listings: ListingQuerySet, *, after: Cursor | None, in_sector: bool = False
) -> ListingQuerySet:
    """Order these listings freshest first, from a place in that order on."""
    if after is not None:
        listings = listings.after(after.refreshed_at, after.number, in_sector=in_sector)
    return listings.freshest_first(in_sector=in_sector)


def chosen(listings: ListingQuerySet, choice: Choice) -> ListingQuerySet:
    """Narrow listings to a choice; an unknown sector leaves none."""
    if choice.regency_code:
        listings = listings.in_regency(choice.regency_code)
    if choice.sector_code:
        sector = sectors().get(choice.sector_code)
        return listings.in_sector(sector, kind=choice.kind) if sector else listings.none()
    return listings.of_kind(choice.kind) if choice.kind else listings


@remembered
def sectors() -> dict[str, Sector]:
    """Name all sectors by code, in the order of the reader's alphabet."""
    return {
        sector.code: sector for sector in sorted(Sector.objects.all(), key=lambda one: str(one))
    }


@remembered
def options_of(choice: Choice, *, province_code: str) -> Options:
    """Count what each narrower or wider choice would show, from the kept counts."""
    by_number = {sector.pk: sector for sector in sectors().values()}
    chosen_sector = sectors().get(choice.sector_code)
    number = chosen_sector.pk if chosen_sector else 0
    places = {
        code: name for code, name in regency_names().items() if code.startswith(province_code)
    }
    rows = ListingCount.objects.filter(standing_count__gt=0)
    in_kinds = _totals(rows, "kind", regency_code=choice.regency_code, sector_number=number)
    in_places = _totals(rows, "regency_code", kind=choice.kind, sector_number=number)
    in_sectors = _totals(rows, "sector_number", kind=choice.kind, regency_code=choice.regency_code)
    return Options(
        kinds=[
            Option(kind.value, kind_title(kind), in_kinds.get(kind, 0))
            for kind in Kind
            if kind in in_kinds or kind == choice.kind
        ],
        regencies=[
            Option(code, name, in_places.get(code, 0))
            for code, name in places.items()
            if code in in_places or code == choice.regency_code
        ],
        sectors=[
            Option(one.code, str(one), in_sectors.get(pk, 0))
            for pk, one in by_number.items()
            if pk in in_sectors or one.code == choice.sector_code
        ],
        total=in_kinds.get(choice.kind, 0),
        total_of_any_kind=in_kinds.get("", 0),
    )


def _totals(rows: QuerySet[ListingCount], field: str, **fixed: object) -> dict[Any, int]:
    return dict(rows.filter(**fixed).values_list(field, "standing_count"))
