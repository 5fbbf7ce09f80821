"""Drawing ahead of the first who asks, and throwing away what is old."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from balai.accounts.visitors import VISITOR
from balai.catalogue.models import Listing
from balai.channels import pictures, queries
from balai.channels.kept import Drawing, drawn, throw_away_old
from balai.core.tasks import later
from balai.registry.queries.names import regency_names


def draw_ahead(listing_pk: int) -> None:
    """Have a listing's pictures drawn once the transaction that shows it has ended."""
    transaction.on_commit(lambda: draw_pictures.enqueue(listing_pk))


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
                drawn(drawing)
                throw_away_old(drawing.shelf, now=timezone.now())


def _pictures_beside(listing: Listing) -> tuple[Drawing, Drawing]:
    regency = regency_names().get(listing.regency_code, "")
    return (
        pictures.picture_of_listing(listing, regency=regency),
        pictures.picture_of_village(listing.village, regency=regency),
    )
