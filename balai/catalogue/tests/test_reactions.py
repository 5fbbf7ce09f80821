"""What the catalogue does when something happens elsewhere."""

import pytest

from balai.catalogue.actions.listings import publish_listing
from balai.core import search
from balai.core.events import publish
from balai.registry.events import RegionsRenamed
from balai.registry.models import Region
from tests.factories import NOON, make_listing, make_region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["64.03.01.2005", "64.03.01"])
def test_listings_are_found_under_a_new_name_of_their_village(code):
    shown = make_listing(published_at=None)
    hidden = make_listing("Madu", published_at=None)
    publish_listing(shown, now=NOON)
    Region.objects.filter(pk=make_region().pk).update(name="Sukamaju")

    publish(RegionsRenamed((code,)))

    assert search.find("sukamaju", thing="listing").numbers == [shown.pk]
    assert hidden.pk not in search.find("madu", thing="listing").numbers
