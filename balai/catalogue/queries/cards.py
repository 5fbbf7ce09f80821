"""Listings as a shelf shows them."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from balai.accounts.visitors import VISITOR
from balai.catalogue.models import Event, Listing, ListingQuerySet
from balai.catalogue.queries.pictures import Photo, covers_of
from balai.catalogue.rules import Price, PriceLine, price_line, shows_price
from balai.core.calendar import partial_day_in_words
from balai.registry.queries.names import regency_names
from balai.ui.motif import family_of, seed_of, sprite_url
from balai.ui.translated import in_language

_FIELDS = (
    "kind", "title", "title_en", "regency_code", "price_low", "price_high", "price_unit",
    "price_unit_en", "price_as_of", "price_valid_until", "price_note", "price_note_en",
    "motif_salt", "motif_family", "example", "refreshed_at", "village__name", "village__code",
    "event__status", "event__start_on", "event__start_time", "event__end_on", "event__end_time",
    "event__last_held", "event__recurrence", "event__recurrence_en",
)  # fmt: skip


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


def rows_of(listings: ListingQuerySet) -> list[Listing]:
    """Read just what cards need."""
    return list(listings.select_related("village", "event").only(*_FIELDS))


def cards_from(rows: list[Listing], *, today: date) -> list[Card]:
    """Prepare a shelf: thumbs in one file, motifs in another. Photos are those all may see."""
    photos = covers_of(VISITOR, [row.pk for row in rows]) if rows else {}
    motifs = _motifs([row for row in rows if row.pk not in photos])
    places = regency_names()
    return [
        Card(
            number=row.pk,
            url=row.get_absolute_url(),
            title=in_language(row, "title"),
            place=f"{row.village.name}, {places.get(row.regency_code, row.regency_code)}",
            price=price_of(row, today=today) if shows_price(row.kind, row.price_low) else None,
            when=when_of(row.event, today=today) if row.kind == "event" else "",
            example=row.example,
            motif=motifs.get(row.pk, ""),
            photo=photos.get(row.pk),
        )
        for row in rows
    ]  # fmt: skip


def _motifs(rows: list[Listing]) -> dict[int, str]:
    if not rows:
        return {}
    sprite = sprite_url([seed_of_listing(row) for row in rows])
    return {row.pk: f"{sprite}#m{position}" for position, row in enumerate(rows)}


def seed_of_listing(listing: Listing) -> str:
    """Name the drawn cover of a listing."""
    family = family_of(listing.kind, listing.motif_family)
    return seed_of(listing.village.code, family, listing.motif_salt)


def price_of(listing: Listing, *, today: date) -> PriceLine:
    """Word a listing's price in the reader's language."""
    return price_line(price_as_given(listing), today=today)


def price_as_given(listing: Listing) -> Price:
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
