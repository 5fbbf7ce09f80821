"""What follows in the catalogue from what happens elsewhere."""

from balai.catalogue.models import Listing
from balai.catalogue.search import index_listings
from balai.core.events import reacts_to
from balai.registry.events import RegionsRenamed


@reacts_to(RegionsRenamed)
def find_listings_under_the_new_name(fact: RegionsRenamed) -> None:
    """Listings are found by the names of their village and regency."""
    for code in fact.codes:
        index_listings(Listing.objects.filter(village__code__within=code))
