"""What migrations of the catalogue do with the rows that are there."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.models import ListingSector, Sector
from tests.factories import make_listing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def migrate_to(name):
    executor = MigrationExecutor(connection)
    if name is None:
        executor.migrate(executor.loader.graph.leaf_nodes())
    else:
        executor.migrate([("catalogue", name)])


def test_places_in_sectors_learn_kind_and_freshness_from_their_listings():
    listing = make_listing(kind="stay")
    put_in_sectors(listing, [Sector.objects.create(code="inap", name="Inap")])

    migrate_to("0003_pictures_wait_to_be_shown")
    migrate_to(None)

    place = ListingSector.objects.get()
    assert (place.kind, place.refreshed_at) == ("stay", listing.refreshed_at)
