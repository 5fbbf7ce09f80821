"""schema.org data that says what the page says, and nothing more.

Every value is one that a visitor can read on the page, in the same language: an old
price makes no Offer, a stock that nobody stated makes no availability, an event
without a day makes no Event, and one that is over has no status and no Offer.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from balai.activities.public import ShownSession
from balai.catalogue.models import Event, Listing
from balai.catalogue.rules import PRICE_IS_CURRENT_FOR, PriceLine
from balai.channels.addresses import absolute
from balai.channels.rules import shortened
from balai.registry.models import OrganisationKind, Region
from balai.ui.translated import in_language

Node: TypeAlias = dict[str, Any]
HEADLINE_LENGTH = 110
# What would end the block, or the line, inside a page.
_ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page, as its trail shows it."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a listing shows, whatever its kind."""

    listing: Listing
    description: str
    pictures: list[str]
    regency: str
    price: PriceLine
    today: date

    @property
    def details(self) -> Any:
        return getattr(self.listing, self.listing.kind)


def json_ld(nodes: Sequence[Node]) -> SafeString:
    """Write nodes as one graph that no title can break out of."""
    graph = {"@context": "https://schema.org", "@graph": [_said(node) for node in nodes]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(_ESCAPES))


def listing_node(shown: Shown) -> Node:
    """Describe a listing as the type that fits its kind."""
    return _NODES[shown.listing.kind](shown)


def village_node(village: Region, *, regency: str, picture: str) -> Node:
    return {
        "@type": "AdministrativeArea",
        "name": village.name,
        "url": absolute(reverse("portal:village", args=[village.code])),
        "image": picture,
        "identifier": {
            "@type": "PropertyValue", "propertyID": "Kemendagri", "value": village.code
        },
        "containedInPlace": {
            "@type": "AdministrativeArea",
            "name": regency,
            "identifier": village.regency_code,
        },
    }  # fmt: skip


def session_node(session: ShownSession, *, regency: str) -> Node:
    """Describe a session that everybody may come to; what is over has no status."""
    is_over = session.ends_at < timezone.now() and not session.is_called_off
    status = _SESSION_STATUS.get(session.status, "EventScheduled")
    return {
        "@type": "Event",
        "name": session.title,
        "description": shortened(session.about),
        "url": absolute(session.url),
        "startDate": timezone.localtime(session.starts_at).isoformat(),
        "endDate": timezone.localtime(session.ends_at).isoformat(),
        "eventStatus": None if is_over else f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": session.place or session.village,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": session.village,
                "addressRegion": regency,
                "addressCountry": "ID",
            },
        },
    }


_SESSION_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def trail_node(trail: Sequence[Crumb]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.name,
                "item": absolute(crumb.path),
            }
            for position, crumb in enumerate(trail, start=1)
        ],
    }


def _product(shown: Shown) -> Node:
    return {
        **_thing("Product", shown),
        "material": in_language(shown.details, "materials"),
        "award": in_language(shown.details, "award"),
        "offers": _offer(shown, availability=_availability(shown)),
    }


def _attraction(shown: Shown) -> Node:
    return {**_thing("TouristAttraction", shown), **_position(shown)}


def _stay(shown: Shown) -> Node:
    return {
        **_thing("LodgingBusiness", shown),
        **_position(shown),
        "numberOfRooms": shown.details.room_count,
        "priceRange": "" if shown.price.is_old else shown.price.amount,
    }


def _experience(shown: Shown) -> Node:
    return {
        **_thing("TouristTrip", shown),
        "itinerary": _place(shown),
        "provider": _seller(shown),
        "offers": _offer(shown),
    }


def _event(shown: Shown) -> Node:
    event: Event = shown.details
    if event.start_on is None:
        return _page(shown)
    return {
        **_thing("Event", shown),
        **_days(event, event.start_on),
        "eventStatus": _event_status(event, today=shown.today),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(shown),
        "organizer": _seller(shown),
        "offers": _offer(shown) if _may_still_be_visited(event, today=shown.today) else None,
    }


def _event_status(event: Event, *, today: date) -> str | None:
    """What is over is scheduled no longer, and schema.org has no word for that: no status."""
    is_over = event.is_over(today) and event.status == Event.Status.SCHEDULED
    return None if is_over else _EVENT_STATUS.get(event.status)


def _may_still_be_visited(event: Event, *, today: date) -> bool:
    return event.status != Event.Status.CANCELLED and not event.is_over(today)


def _page(shown: Shown) -> Node:
    """For what schema.org has no type for: a practice, a feast without a day."""
    return {
        **_thing("WebPage", shown),
        "inLanguage": get_language(),
        "contentLocation": _place(shown),
    }


def _story(shown: Shown) -> Node:
    thing = _thing("Article", shown)
    byline = shown.details.byline
    return {
        **thing,
        "headline": shortened(thing.pop("name"), length=HEADLINE_LENGTH),
        "inLanguage": get_language(),
        "author": {"@type": "Person", "name": byline} if byline else None,
        "contentLocation": _place(shown),
    }


_NODES: dict[str, Callable[[Shown], Node]] = {
    "product": _product,
    "attraction": _attraction,
    "stay": _stay,
    "experience": _experience,
    "culture": _page,
    "event": _event,
    "story": _story,
}
# An undated event gets no status either: schema.org has none that is true.
_EVENT_STATUS: dict[str, str] = {
    Event.Status.SCHEDULED: "https://schema.org/EventScheduled",
    Event.Status.POSTPONED: "https://schema.org/EventPostponed",
    Event.Status.CANCELLED: "https://schema.org/EventCancelled",
}


def _thing(of_type: str, shown: Shown) -> Node:
    return {
        "@type": of_type,
        "name": in_language(shown.listing, "title"),
        "description": shown.description,
        "url": absolute(shown.listing.get_absolute_url()),
        "image": shown.pictures,
    }


def _place(shown: Shown) -> Node:
    return {"@type": "Place", "name": shown.listing.village.name, "address": _address(shown)}


def _position(shown: Shown) -> Node:
    listing = shown.listing
    position: Node = {"address": _address(shown)}
    if listing.longitude is not None:
        position["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": listing.latitude,
            "longitude": listing.longitude,
        }
    return position


def _address(shown: Shown) -> Node:
    return {
        "@type": "PostalAddress",
        "addressLocality": shown.listing.village.name,
        "addressRegion": shown.regency,
        "addressCountry": "ID",
    }


def _seller(shown: Shown) -> Node | None:
    """Who offers it, by a name that may be read; an invented one stays out of here."""
    seller = shown.listing.seller
    if seller is None or seller.example or not seller.public_name:
        return None
    kind = "Person" if seller.kind == OrganisationKind.MAKER else "Organization"
    return {"@type": kind, "name": seller.public_name}


def _offer(shown: Shown, *, availability: str | None = None) -> Node | None:
    """State the price as a buyer may rely on it; no price, or an old one, is no offer."""
    listing, price = shown.listing, shown.price
    if not price.amount or price.is_old:
        return None
    offer: Node = {
        "priceCurrency": "IDR",
        "priceValidUntil": listing.price_valid_until and listing.price_valid_until.isoformat(),
        "availability": availability,
        "seller": _seller(shown),
    }
    if listing.price_high is not None:
        low_and_high = {"lowPrice": listing.price_low, "highPrice": listing.price_high}
        return {"@type": "AggregateOffer", **low_and_high, **offer}
    return {"@type": "Offer", "price": listing.price_low, **offer, **_per_unit(shown)}


def _per_unit(shown: Shown) -> Node:
    if not shown.price.unit:
        return {}
    return {
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": shown.listing.price_low,
            "priceCurrency": "IDR",
            "unitText": in_language(shown.listing, "price_unit"),
        }
    }


def _availability(shown: Shown) -> str | None:
    """Say what was said of the stock, as long as a price said then would still hold."""
    product = shown.details
    if product.made_to_order:
        return "https://schema.org/MadeToOrder"
    said_on = timezone.localdate(shown.listing.refreshed_at)
    if product.stock_count is None or shown.today - said_on > PRICE_IS_CURRENT_FOR:
        return None
    return f"https://schema.org/{'InStock' if product.stock_count else 'OutOfStock'}"


def _days(event: Event, start_on: date) -> Node:
    """Say when, in WITA; without times the day alone."""
    ends_that_day = event.end_on in (None, start_on) and event.end_time is None
    return {
        "startDate": _day_or_moment(start_on, event.start_time),
        "endDate": None
        if ends_that_day
        else _day_or_moment(event.end_on or start_on, event.end_time),
    }


def _day_or_moment(day: date, at: time | None) -> str:
    if at is None:
        return day.isoformat()
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone()).isoformat()


def _said(value: Any) -> Any:
    """Leave out what nobody said."""
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [_said(one) for one in value]
    return value
