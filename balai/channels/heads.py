"""What a page says of itself to search engines, messengers and feed readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.activities.public import ShownSession
from balai.catalogue.models import Listing
from balai.catalogue.queries.pictures import Photo
from balai.catalogue.rules import PriceLine, kind_title
from balai.channels.addresses import absolute, in_each_language
from balai.channels.pictures import (
    picture_address,
    site_picture_address,
    village_picture_address,
)
from balai.channels.rules import shortened
from balai.channels.structured import (
    Crumb,
    Node,
    Shown,
    json_ld,
    listing_node,
    session_node,
    trail_node,
    village_node,
)
from balai.registry.models import Region
from balai.registry.queries.names import regency_names
from balai.ui.translated import in_language

LOCALES = {"id": "id_ID", "en": "en_US"}


class Presented(Protocol):
    """What this needs of a village's profile."""

    @property
    def about(self) -> str: ...

    @property
    def aliases(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a messenger shows beside a link."""

    url: str
    alt: str
    width: int = 1200
    height: int = 630


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """All that stands in the head of a page beside its style and scripts.

    `trail` is the way to the page; show it as it is, for the structured data says the same.
    """

    title: str
    description: str
    canonical: str
    alternates: dict[str, str]
    picture: Picture
    feed: FeedLink
    trail: tuple[Crumb, ...] = ()
    json_ld: SafeString = SafeString("")
    noindex: bool = False
    kind: str = "website"

    @property
    def locale(self) -> str:
        return LOCALES[get_language() or settings.LANGUAGE_CODE]

    @property
    def other_locales(self) -> list[str]:
        return [locale for locale in LOCALES.values() if locale != self.locale]


def head_of_page(
    path: str, *, title: str, description: str, noindex: bool = False, feed_kind: str = ""
) -> Head:
    """Head a page that lists or explains; `feed_kind` names the feed that goes with it."""
    return Head(
        title=title,
        description=shortened(description),
        canonical=absolute(path),
        alternates=_alternates(path),
        picture=Picture(url=site_picture_address(), alt=title),
        feed=feed_of_kind(feed_kind),
        noindex=noindex or settings.IS_DEMO,
    )


def head_of_listing(
    listing: Listing, *, price: PriceLine, when: str, photos: Sequence[Photo] = ()
) -> Head:
    """Head the page of a listing whose village, seller, sectors and details are loaded."""
    path = listing.get_absolute_url()
    title = in_language(listing, "title")
    text = in_language(listing, "text")
    regency = regency_names().get(listing.regency_code, "")
    cover = photos[0] if photos else None
    picture = Picture(url=picture_address(listing, regency=regency, cover=cover), alt=title)
    trail = _trail_of_listing(listing)
    shown = Shown(
        listing=listing,
        description=shortened(text),
        pictures=[absolute(photo.jpeg) for photo in photos] or [picture.url],
        regency=regency,
        price=price,
        today=timezone.localdate(),
    )
    return Head(
        title=title if listing.village.name in title else f"{title} · {listing.village.name}",
        description=shortened(" · ".join(filter(None, [when, _lasting(price), text]))),
        canonical=absolute(path),
        alternates=_alternates(path),
        picture=picture,
        feed=feed_of_kind(listing.kind),
        trail=trail,
        # Invented content says so on its page; a machine would take it for a fact.
        json_ld=_graph(None if listing.example else listing_node(shown), trail),
        noindex=listing.example or settings.IS_DEMO,
        kind="article" if listing.kind == "story" else "website",
    )


def head_of_session(session: ShownSession, *, regency: str) -> Head:
    """Head the page of a session that everybody may come to."""
    place = ", ".join(filter(None, [session.place, session.village, regency]))
    when = formats.date_format(timezone.localtime(session.starts_at), "l, j F Y, H.i")
    trail = (_home(), Crumb(_("Activities"), reverse("portal:sessions")))
    node = None if session.example else session_node(session, regency=regency)
    return Head(
        title=f"{session.title} · {session.village}",
        description=shortened(" · ".join(filter(None, [when, place, session.about]))),
        canonical=absolute(session.url),
        alternates=_alternates(session.url),
        picture=Picture(url=site_picture_address(), alt=session.title),
        feed=feed_of_kind("event"),
        trail=trail,
        json_ld=_graph(node, trail),
        noindex=session.example or settings.IS_DEMO,
    )


def head_of_village(village: Region, profile: Presented) -> Head:
    """Head the page of a village."""
    path = reverse("portal:village", args=[village.code])
    regency = regency_names().get(village.regency_code, "")
    place = f"{village.called}, {regency}" if regency else village.called
    about = shortened(profile.about)
    picture = Picture(url=village_picture_address(village, regency=regency), alt=place)
    trail = (_home(), Crumb(regency, reverse("portal:regency", args=[village.regency_code])))
    node = village_node(village, regency=regency, picture=picture.url) | {
        "description": about, "alternateName": list(profile.aliases)
    }  # fmt: skip
    return Head(
        title=place,
        description=about
        or _("What %(place)s makes, shows and tells, and how to get there.") % {"place": place},
        canonical=absolute(path),
        alternates=_alternates(path),
        picture=picture,
        feed=feed_of_village(village),
        trail=trail,
        json_ld=_graph(node, trail),
        noindex=settings.IS_DEMO,
    )


def feed_of_kind(kind: str) -> FeedLink:
    """Name the feed of a kind, or of everything."""
    if not kind:
        return FeedLink(title=_("New on Balai"), url=absolute(reverse("channels:feed")))
    address = absolute(reverse("channels:kind_feed", args=[kind]))
    return FeedLink(title=f"Balai · {kind_title(kind)}", url=address)


def feed_of_village(village: Region) -> FeedLink:
    address = absolute(reverse("channels:village_feed", args=[village.code]))
    return FeedLink(title=f"Balai · {village.called}", url=address)


def _trail_of_listing(listing: Listing) -> tuple[Crumb, ...]:
    kind = Crumb(kind_title(listing.kind), reverse("portal:kind", args=[listing.kind]))
    sectors = [
        Crumb(str(sector), reverse("portal:sector", args=[sector.code]))
        for sector in listing.sectors.all()
    ]
    return _home(), kind, *sectors[:1]


def _home() -> Crumb:
    return Crumb("Balai", reverse("portal:home"))


def _alternates(path: str) -> dict[str, str]:
    addresses = in_each_language(path)
    return {**addresses, "x-default": addresses[settings.LANGUAGE_CODE]}


def _lasting(price: PriceLine) -> str:
    """Word a price for a preview, which outlives it: only with the day it is from."""
    if not price.amount or not price.said:
        return ""
    return f"{price.amount} {price.unit}".strip() + f" ({price.said})"


def _graph(node: Node | None, trail: Sequence[Crumb]) -> SafeString:
    return json_ld([*filter(None, [node]), trail_node(trail)])
