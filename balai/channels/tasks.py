"""Drawing ahead of the first who asks, and throwing away what is old or withdrawn."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from balai.accounts.visitors import VISITOR
from balai.catalogue.models import Listing, ListingQuerySet
from balai.catalogue.queries.pictures import covers_of
from balai.channels import pictures, queries
from balai.channels.kept import Drawing, drawn, throw_away_all, throw_away_old
from balai.core.tasks import later
from balai.registry.queries.names import regency_names

_PATIENCE = 30  # seconds for each; nobody waits for them


def draw_ahead(listing_pk: int) -> None:
    """Have a listing's pictures drawn once the transaction that shows it has ended."""
    transaction.on_commit(lambda: draw_pictures.enqueue(listing_pk))


def throw_away_later(listing_pk: int) -> None:
    """Have all that was drawn of a listing thrown away once the withdrawal is committed."""
    transaction.on_commit(lambda: throw_away_drawings.enqueue(listing_pk))


def throw_away_at_once(listings: ListingQuerySet) -> None:
    """Leave no drawing of these behind when the transaction ends: nobody waits for a worker."""
    numbers = list(listings.values_list("pk", flat=True))
    transaction.on_commit(lambda: _throw_away_each(numbers))


def _throw_away_each(numbers: list[int]) -> None:
    for number in numbers:
        throw_away_all(pictures.name_of_listing(number))


def draw_anew(listing_pk: int) -> None:
    """Have all that was drawn of a listing thrown away, and drawn as it is once committed."""
    transaction.on_commit(lambda: draw_pictures_anew.enqueue(listing_pk))


@later
def draw_pictures_anew(listing_pk: int) -> None:
    """Leave no drawing of what a listing no longer shows."""
    throw_away_all(pictures.name_of_listing(listing_pk))
    draw_pictures.call(listing_pk)


@later
def draw_pictures(listing_pk: int) -> None:
    """Draw a listing's share picture and its village's, in each language.

    Old drawings on the same shelves go, so that a busy Balai never needs to be swept.
    """
    listing = queries.listings_to_draw(VISITOR).filter(pk=listing_pk).first()
    if listing is None:
        return
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            for drawing in _pictures_beside(listing):
                drawn(drawing, seconds=_PATIENCE)
                throw_away_old(drawing.shelf, now=timezone.now())


@later
def throw_away_drawings(listing_pk: int) -> None:
    """Leave no drawing of a listing behind; one that is shown again keeps them."""
    if not Listing.objects.visible_to(VISITOR).filter(pk=listing_pk).exists():
        throw_away_all(pictures.name_of_listing(listing_pk))


def _pictures_beside(listing: Listing) -> tuple[Drawing, Drawing]:
    regency = regency_names().get(listing.regency_code, "")
    cover = covers_of(VISITOR, [listing.pk]).get(listing.pk)
    return (
        pictures.picture_of_listing(listing, regency=regency, cover=cover),
        pictures.picture_of_village(listing.village, regency=regency),
    )
