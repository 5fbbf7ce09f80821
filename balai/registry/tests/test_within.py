import pytest
from django.db import connection

from balai.registry.models import Boundary, Region
from tests.factories import make_region

pytestmark = pytest.mark.django_db


def codes_within(code: str) -> list[str]:
    return list(Region.objects.within(code).order_by("code").values_list("code", flat=True))


def test_an_area_contains_itself_and_all_below_it_and_nothing_else():
    make_region("64.02.05.2003")
    make_region("64.02.05.2004")
    make_region("64.03.01.2005")

    assert codes_within("64.02") == ["64.02", "64.02.05", "64.02.05.2003", "64.02.05.2004"]
    assert codes_within("64.02.05.2003") == ["64.02.05.2003"]
    assert len(codes_within("64")) == 8


@pytest.mark.parametrize("text", ["", "6", "64.0", "64%", "%", "_4", "64.02.05.200", "'", "64/"])
def test_what_is_no_code_contains_nothing(text):
    make_region("64.02.05.2003")

    assert codes_within(text) == []
    assert Region.objects.exclude(code__within=text).count() == 4


def test_within_reaches_across_relations():
    region = make_region("64.02.05.2003")
    Boundary.objects.create(
        region=region, outline="m0 0", left=0, top=0, right=0, bottom=0, longitude=1, latitude=1,
        publisher="BIG",
    )  # fmt: skip

    assert Boundary.objects.filter(region__code__within="64.02").count() == 1
    assert Boundary.objects.filter(region__code__within="64.03").count() == 0


def _plan_of(query) -> str:
    """What the engine would do; PostgreSQL with few rows has to be asked not to read them all."""
    with connection.cursor() as cursor:
        cursor.execute(
            {"postgresql": "SET LOCAL enable_seqscan = off"}.get(connection.vendor, "SELECT 1")
        )
    return str(query.explain())


def _search_for(**searches: str) -> str:
    return searches[connection.vendor]


def test_within_is_one_range_of_an_index():
    make_region("64.02.05.2003")

    plan = _plan_of(Region.objects.within("64.02"))

    assert (
        _search_for(
            sqlite="SEARCH registry_region USING INDEX",
            postgresql="Index Cond: (((code)::text ~>=~",
        )
        in plan
    )
    assert _search_for(sqlite="(code>? AND code<?)", postgresql="((code)::text ~<~") in plan


def test_desa_within_an_area_are_found_by_an_index_too():
    make_region("64.02.05.2003")

    plan = _plan_of(Region.objects.desa().within("64.02"))

    assert (
        _search_for(sqlite="SEARCH registry_region USING INDEX", postgresql="((code)::text ~>=~")
        in plan
    )
