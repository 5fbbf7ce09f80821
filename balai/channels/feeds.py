"""Atom feeds (RFC 4287) of listings."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.accounts.visitors import VISITOR
from balai.catalogue.models import Listing
from balai.catalogue.queries.pictures import Photo, covers_of
from balai.channels.addresses import absolute
from balai.channels.heads import FeedLink
from balai.channels.pictures import picture_address
from balai.channels.rules import tag_uri, without_controls
from balai.registry.queries.names import regency_names
from balai.ui.translated import in_language

# An empty feed was "updated" when there was nothing yet, so that it stays the same.
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class ListingFeed(Atom1Feed):
    """Django's feed, with a picture for each entry: a photo, or the name of a drawing."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEGINNING

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        is_photo = item["picture"].endswith(".jpg")
        kind = "image/jpeg" if is_photo else "image/png"
        picture = {"rel": "enclosure", "type": kind, "href": item["picture"]}
        handler.addQuickElement("link", "", picture)


def atom(link: FeedLink, *, name: str, page: str, listings: Sequence[Listing]) -> str:
    """Write a feed. `name` is what it is of, for good; `page` is the path it accompanies."""
    language = get_language()
    feed = ListingFeed(
        title=without_controls(link.title),
        link=absolute(page),
        description="",
        language=language,
        author_name="Balai",
        feed_url=link.url,
        feed_guid=tag_uri(settings.SITE_URL, f"{language}:{name}"),
    )
    regencies = regency_names()
    covers = covers_of(VISITOR, [listing.pk for listing in listings])
    for listing in listings:
        regency = regencies.get(listing.regency_code, "")
        _add(feed, listing, picture=_picture(listing, regency, covers.get(listing.pk)))
    return feed.writeString("utf-8")


def _picture(listing: Listing, regency: str, cover: Photo | None) -> str:
    if cover:
        return absolute(cover.jpeg)
    return picture_address(listing, regency=regency, cover=None)


def _add(feed: ListingFeed, listing: Listing, *, picture: str) -> None:
    feed.add_item(
        title=without_controls(_title(listing)),
        link=absolute(listing.get_absolute_url()),
        description=linebreaks(without_controls(in_language(listing, "text")), autoescape=True),
        author_name=without_controls(_author(listing)),
        pubdate=listing.published_at and timezone.localtime(listing.published_at),
        updateddate=timezone.localtime(listing.refreshed_at),
        unique_id=tag_uri(settings.SITE_URL, f"{get_language()}:listing:{listing.pk}"),
        categories=[listing.kind],
        picture=picture,
    )


def _author(listing: Listing) -> str:
    seller = listing.seller
    name = seller.public_name if seller and not seller.example else ""
    return name or listing.village.called


def _title(listing: Listing) -> str:
    """A feed is read far from the page that marks what is invented, so its title does."""
    title = in_language(listing, "title")
    return _("Example: %(title)s") % {"title": title} if listing.example else title
