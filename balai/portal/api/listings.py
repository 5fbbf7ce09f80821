"""Listings: a list, and one of them."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from balai.catalogue.models import DETAILS_BY_KIND, Event, Kind, Listing, ListingQuerySet
from balai.catalogue.queries import lists
from balai.catalogue.queries.cards import price_as_given
from balai.catalogue.queries.listing import visible_listing
from balai.catalogue.rules import current_until
from balai.channels.addresses import absolute
from balai.portal.api import shapes
from balai.portal.api.codes import RegencyCode, SectorCode, VillageCode
from balai.portal.api.errors import CursorUnclear
from balai.portal.api.paging import USUAL, After, Limit, cut, next_address
from balai.portal.api.shapes import words_of
from balai.registry.models import Organisation, Region
from balai.registry.queries.names import regency_names

router = Router(tags=["listings"])


class Narrowing(Schema):
    """What a list is narrowed to."""

    kind: Kind | None = None
    regency: RegencyCode | None = None
    sector: SectorCode | None = None

    def as_choice(self) -> lists.Choice:
        return lists.Choice(
            kind=self.kind or "",
            regency_code=self.regency or "",
            sector_code=self.sector or "",
        )


class AskedOfListings(Narrowing):
    """All that may be asked of the list."""

    village: VillageCode | None = None
    after: After = ""
    limit: Limit = USUAL


@router.get("/listings", response=shapes.Listings)
def listings(
    request: HttpRequest, response: HttpResponse, asked: Query[AskedOfListings]
) -> shapes.Listings:
    visible = lists.chosen(Listing.objects.public(), asked.as_choice())
    if asked.village:
        village = Region.objects.visible_to(request.user).filter(code=asked.village).first()
        visible = visible.filter(village=village) if village else visible.none()
    cursor = lists.Cursor.read(asked.after)
    if asked.after and cursor is None:
        raise CursorUnclear
    ordered = lists.following(visible, after=cursor, in_sector=asked.sector in lists.sectors())
    page, last = cut(rows_of(ordered[: asked.limit + 1]), asked.limit)
    after = str(lists.Cursor(last.refreshed_at, last.pk)) if last else ""
    return shapes.Listings(
        items=[in_list(listing) for listing in page],
        next=next_address(request, response, after),
    )


@router.get("/listings/{number}", response=shapes.ListingWhole)
def listing(request: HttpRequest, number: int) -> shapes.ListingWhole:
    found = visible_listing(request.user, number)
    if found is None:
        raise Http404
    return _whole(found)


def rows_of(some: ListingQuerySet) -> list[Listing]:
    """Read what a list says of each: two queries."""
    return list(some.select_related("village", "seller", "event").prefetch_related("sectors"))


def in_list(listing: Listing) -> shapes.ListingInList:
    return shapes.ListingInList(**_said_in_list(listing))


def _said_in_list(listing: Listing) -> dict[str, Any]:
    picture = reverse("channels:listing_picture", args=[listing.kind, listing.pk])
    return {
        "number": listing.pk,
        "kind": listing.kind,
        "title": words_of(listing, "title"),
        "village": _place(listing),
        "seller": _seller(listing.seller),
        "sectors": [sector.code for sector in listing.sectors.all()],
        "price": _price(listing),
        "event": _days(listing.event) if listing.kind == Kind.EVENT else None,
        "position": _position(listing),
        "example": listing.example,
        "refreshed_at": listing.refreshed_at,
        "page": shapes.InEachLanguage.of(listing.get_absolute_url()),
        "share_picture": shapes.InEachLanguage.of(picture),
        "url": absolute(reverse("api:listing", args=[listing.pk])),
    }


def _whole(listing: Listing) -> shapes.ListingWhole:
    sources = [
        shapes.Source(
            publisher=source.publisher,
            url=source.url if source.is_linkable else None,
            said=source.said or None,
        )
        for source in listing.sources.all()
    ]
    return shapes.ListingWhole(
        **_said_in_list(listing),
        text=shapes.Words(id=listing.text, en=listing.text_en or None),
        reach=words_of(listing, "reach"),
        accessibility=words_of(listing, "accessibility"),
        facts=_facts(listing.kind, getattr(listing, listing.kind)),
        sources=sources,
    )


def _place(listing: Listing) -> shapes.Place:
    return shapes.Place(
        code=listing.village.code,
        name=listing.village.name,
        regency_code=listing.regency_code,
        regency=regency_names().get(listing.regency_code),
    )


def _seller(seller: Organisation | None) -> shapes.Seller | None:
    if seller is None or not seller.public_name:
        return None
    return shapes.Seller(name=seller.public_name, kind=seller.kind, example=seller.example)


def _price(listing: Listing) -> shapes.Price | None:
    if listing.price_low is None:
        return None
    return shapes.Price(
        low=listing.price_low,
        high=listing.price_high,
        unit=words_of(listing, "price_unit"),
        note=words_of(listing, "price_note"),
        as_of=listing.price_as_of or None,
        valid_until=listing.price_valid_until,
        current_until=current_until(price_as_given(listing)),
    )


def _days(event: Event) -> shapes.EventDays:
    return shapes.EventDays(
        status=event.status,
        start_on=event.start_on,
        start_time=event.start_time,
        end_on=event.end_on,
        end_time=event.end_time,
    )


def _position(listing: Listing) -> shapes.Position | None:
    if listing.longitude is None or listing.latitude is None:
        return None
    return shapes.Position(longitude=listing.longitude, latitude=listing.latitude)


def _facts(kind: str, details: models.Model) -> list[shapes.Fact]:
    """Say what its kind says, in the order of its table; days and times stand elsewhere."""
    names = [
        field.name
        for field in DETAILS_BY_KIND[kind]._meta.get_fields()
        if isinstance(field, models.CharField | models.IntegerField | models.BooleanField)
        and not field.name.endswith("_en")
        and field.name != "status"
    ]
    values = {name: _value(details, name) for name in names}
    return [
        shapes.Fact(name=name, value=value)
        for name, value in values.items()
        if value not in (None, "")
    ]


def _value(details: models.Model, name: str) -> Any:
    return words_of(details, name) if hasattr(details, f"{name}_en") else getattr(details, name)
