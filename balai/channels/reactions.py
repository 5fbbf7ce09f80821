"""What follows in the channels from what happens elsewhere."""

from balai.catalogue.events import ListingPublished
from balai.channels.tasks import draw_ahead
from balai.core.events import reacts_to


@reacts_to(ListingPublished)
def draw_pictures_of_it(fact: ListingPublished) -> None:
    draw_ahead(fact.listing_pk)
