"""What follows in the channels from what happens elsewhere."""

from balai.catalogue.events import ListingPublished, ListingWithdrawn
from balai.channels.tasks import draw_ahead, throw_away_later
from balai.core.events import reacts_to


@reacts_to(ListingPublished)
def draw_pictures_of_it(fact: ListingPublished) -> None:
    draw_ahead(fact.listing_pk)


@reacts_to(ListingWithdrawn)
def throw_its_pictures_away(fact: ListingWithdrawn) -> None:
    throw_away_later(fact.listing_pk)
