"""Listings as a shelf shows them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from django.utils import formats
from django.utils.translation import gettext as _

from balai.accounts.visitors import VISITOR
from balai.catalogue.models import Event, Listing, ListingQuerySet
from balai.catalogue.paths import listing_path
from balai.catalogue.queries.pictures import Photo, covers_of
from balai.catalogue.rules import Price, PriceLine, price_line, shows_price
from balai.core.calendar import partial_day_in_words
from balai.registry.queries.names import regency_names
from balai.ui.motif import family_of, seed_of, sprite_url
from balai.ui.translated import in_language


class Row(NamedTuple):
    """What a card needs of a listing, and nothing of what a model's instance costs."""

    pk: int
    refreshed_at: datetime
    kind: str
    title: str
    title_en: str
    regency_code: str
    price_low: int | None
    price_high: int | None
    price_unit: str
    price_unit_en: str
    price_as_of: str
    price_valid_until: date | None
    price_note: str
    price_note_en: str
    motif_salt: int
    motif_family: str
    example: bool
    village__name: str
    village__code: str
    event__status: str
    event__start_on: date | None
    event__start_time: time | None
    event__end_on: date | None
    event__end_time: time | None
    event__last_held: str
    event__recurrence: str
    event__recurrence_en: str


@dataclass(frozen=True, slots=True)
class Card:
    """One listing on a shelf."""

    number: int
    url: str
    title: str
    place: str
    price: PriceLine | None
    when: str
    example: bool
    # Its drawn cover, where it has no photo.
    motif: str
    photo: Photo | None


def cards_of(listings: ListingQuerySet, *, today: date) -> list[Card]:
    """Prepare a shelf of these listings, in their order. Two queries."""
    return cards_from(rows_of(listings), today=today)


def rows_of(listings: ListingQuerySet) -> list[Row]:
    """Read just what cards need."""
    return list(map(Row._make, listings.values_list(*Row._fields)))


def cards_from(rows: list[Row], *, today: date) -> list[Card]:
    """Prepare a shelf: thumbs in one file, motifs in another. Photos are those all may see."""
    photos = covers_of(VISITOR, [row.pk for row in rows]) if rows else {}
    motifs = _motifs([row for row in rows if row.pk not in photos])
    places = regency_names()
    return [
        Card(
            number=row.pk,
            url=listing_path(row.kind, row.pk, row.title),
            title=in_language(row, "title"),
            place=f"{row.village__name}, {places.get(row.regency_code, row.regency_code)}",
            price=price_of(row, today=today) if shows_price(row.kind, row.price_low) else None,
            when=when_of(_event_of(row), today=today) if row.kind == "event" else "",
            example=row.example,
            motif=motifs.get(row.pk, ""),
            photo=photos.get(row.pk),
        )
        for row in rows
    ]  # fmt: skip


def _motifs(rows: list[Row]) -> dict[int, str]:
    if not rows:
        return {}
    sprite = sprite_url(
        [_seed(row.village__code, row.kind, row.motif_family, row.motif_salt) for row in rows]
    )
    return {row.pk: f"{sprite}#m{position}" for position, row in enumerate(rows)}


def _event_of(row: Row) -> Event:
    said = row._asdict()
    start = "event__"
    return Event(
        **{name.removeprefix(start): said[name] for name in said if name.startswith(start)}
    )


def seed_of_listing(listing: Listing) -> str:
    """Name the drawn cover of a listing."""
    return _seed(listing.village.code, listing.kind, listing.motif_family, listing.motif_salt)


def _seed(village_code: str, kind: str, family: str, salt: int) -> str:
    return seed_of(village_code, family_of(kind, family), salt)


def price_of(listing: Listing | Row, *, today: date) -> PriceLine:
    """Word a listing's price in the reader's language."""
    return price_line(price_as_given(listing), today=today)


def price_as_given(listing: Listing | Row) -> Price:
    """Read a listing's price off its row."""
    return Price(
        low=listing.price_low,
        high=listing.price_high,
        unit=in_language(listing, "price_unit"),
        as_of=listing.price_as_of,
        valid_until=listing.price_valid_until,
        note=in_language(listing, "price_note"),
    )


def when_of(event: Event, *, today: date) -> str:
    """Say when an event is, was, or usually is; postponed and cancelled come first."""
    parts = []
    day = _day_of(event)
    if event.status == Event.Status.POSTPONED and day:
        parts.append(_("Postponed, was %(day)s") % {"day": day})
    elif event.status in {Event.Status.POSTPONED, Event.Status.CANCELLED}:
        parts += [_capitalised(str(event.get_status_display())), *filter(None, [day])]
    elif day:
        parts.append(f"{day} ({Event.Status.PAST.label})" if event.is_over(today) else day)
    if recurrence := in_language(event, "recurrence"):
        parts.append(_capitalised(recurrence))
    return ". ".join(parts) or _("Date not yet known")


def _day_of(event: Event) -> str:
    """Name the day or days, with the times in WITA; or when it was last held, if it is past."""
    if event.start_on:
        return _days(event.start_on, event.end_on or event.start_on) + _times(event)
    if event.status == Event.Status.PAST and event.last_held:
        return partial_day_in_words(event.last_held)
    return ""


def _times(event: Event) -> str:
    if event.start_time is None:
        return ""
    times = [event.start_time] if event.end_time is None else [event.start_time, event.end_time]
    return f", {'–'.join(f'{time:%H.%M}' for time in times)} WITA"


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _days(start: date, end: date) -> str:
    if start == end:
        return formats.date_format(start, "j F Y")
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{formats.date_format(end, 'j F Y')}"
    return f"{formats.date_format(start, 'j F Y')} – {formats.date_format(end, 'j F Y')}"
