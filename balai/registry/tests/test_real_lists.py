"""The lists of the shared folder, and the one that comes with Balai, counted."""

from collections import Counter
from datetime import date

import pytest

from balai.registry import rules
from balai.registry.actions import regions
from balai.registry.actions.bundled import load_bundled_regions
from balai.registry.models import Region, RegionAlias
from balai.registry.tests.lists import SECOND_DAY, SHARED, bring_in, everything, needs_shared_data

pytestmark = pytest.mark.django_db
DESA_BY_REGENCY = {
    "64.01": 139, "64.02": 193, "64.03": 100, "64.07": 190, "64.08": 139, "64.09": 30, "64.11": 50,
}  # fmt: skip


def test_kaltim_comes_with_balai():
    assert load_bundled_regions()

    desa = Region.objects.standing().desa().values_list("code", flat=True)
    assert Counter(map(rules.regency_of, desa)) == DESA_BY_REGENCY
    kinds = Counter(Region.objects.standing().values_list("kind", flat=True))
    assert kinds == {
        "provinsi": 1, "kabupaten": 7, "kota": 3, "kecamatan": 105, "desa": 841, "kelurahan": 197,
    }  # fmt: skip
    kampung = Region.objects.filter(local_term="Kampung").values_list("code", flat=True)
    assert Counter(map(rules.regency_of, kampung)) == {"64.03": 100, "64.07": 190, "64.11": 50}
    nehes = RegionAlias.objects.get(name="Nehas Liah Bing").region
    assert str(nehes) == "64.08.02.2002 Nehes Liah Bing"


def test_what_was_imported_since_is_never_overwritten():
    load_bundled_regions()
    Region.objects.filter(code="64.03.01.2005").update(name="Merasa Raya")
    before = everything()

    assert not load_bundled_regions()

    assert everything() == before


@needs_shared_data
def test_the_shared_list_of_kaltim_equals_the_bundled_one():
    load_bundled_regions()

    outcome = bring_in(SHARED / "regions_kaltim.csv", valid_from=date(2025, 7, 1))

    assert outcome.counts == {
        ("province", "amended"): 1,
        ("regency", "amended"): 10,
        ("district", "amended"): 103,
        ("district", "unchanged"): 2,
        ("village", "amended"): 1037,
        ("village", "unchanged"): 1,
    }
    assert Region.objects.get(code="64.02").bps_code == "6403"


@needs_shared_data
@pytest.mark.slow
def test_the_whole_country_is_one_import(monkeypatch):
    # The index of names has tests of its own; here it would take most of the time.
    monkeypatch.setattr(regions, "refresh_village_entries", lambda _within: None)
    files = [SHARED / "regions_national_upper.csv.gz", SHARED / "villages_national.csv.gz"]
    bring_in(SHARED / "regions_kaltim.csv")

    outcome = bring_in(*files, decree="Kepmen 2", valid_from=SECOND_DAY)

    assert outcome.counts == {
        ("province", "new"): 37,
        ("province", "unchanged"): 1,
        ("regency", "new"): 504,
        ("regency", "unchanged"): 10,
        ("district", "new"): 7180,
        ("district", "unchanged"): 105,
        ("village", "new"): 82724,
        ("village", "unchanged"): 1038,
    }
    assert Region.objects.standing().villages().count() == 83762
