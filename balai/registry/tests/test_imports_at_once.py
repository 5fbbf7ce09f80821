"""Several people import the same list at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from balai.registry.errors import ImportedMeanwhile
from balai.registry.models import Decree, Region, RegionName
from balai.registry.tests.lists import MERABU, MERASA, bring_in, kelay


@pytest.mark.django_db(transaction=True)
def test_a_list_imported_by_several_at_once_is_written_once(tmp_path):
    file = kelay(tmp_path, MERASA, MERABU)
    ready = Barrier(4)

    def import_it(_person: int) -> str:
        ready.wait()
        try:
            return "wrote" if bring_in(file).counts["village", "new"] else "nothing to write"
        except ImportedMeanwhile:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        ends = list(people.map(import_it, range(4)))

    assert ends.count("wrote") == 1
    assert (Region.objects.count(), RegionName.objects.count()) == (5, 5)
    assert Decree.objects.count() == 1
