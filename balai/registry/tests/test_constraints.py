from datetime import date

import pytest
from django.db import IntegrityError, transaction

from balai.registry.models import (
    Boundary,
    OfficialStatus,
    Organisation,
    ProfileFact,
    Region,
    RegionAlias,
    RegionName,
    RouteLeg,
    StatusScheme,
    VillageLink,
)
from tests.factories import make_decree, make_region

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)


def region(**fields):
    return Region(
        **{
            "code": "64.09",
            "level": "regency",
            "kind": "kabupaten",
            "name": "Kabupaten Penajam Paser Utara",
            "valid_from": DAY,
            "opened_by": make_decree(),
            **fields,
        }
    )


def name(**fields):
    area = make_region("64")
    return RegionName(
        region=area, **{"name": "X", "valid_from": DAY, "decree": make_decree(), **fields}
    )


def leg(**fields):
    return RouteLeg(
        village=make_region(), mode="road", origin="A", destination="B", publisher="P", **fields
    )


def boundary(**fields):
    box = {"left": 0, "top": 0, "right": 1, "bottom": 1}
    place = {"longitude": 117.0, "latitude": 1.0, **fields}
    return Boundary(region=make_region(), outline="m0 0z", publisher="BIG", **box, **place)


def status():
    scheme = StatusScheme.objects.get_or_create(code="idm", name="IDM")[0]
    return OfficialStatus(
        region=make_region(), scheme=scheme, year=2024, label="Maju", publisher="K"
    )


def refused_by(constraint: str, *rows) -> None:
    """Save all but the last; the last must break this constraint."""
    *sound, broken = rows
    for row in sound:
        row.save()
    with pytest.raises(IntegrityError) as clash, transaction.atomic():
        broken.save()
    assert constraint in str(clash.value)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("registry_region_ends_by_decree", {"valid_until": DAY}),
        ("registry_region_level_is_its_codes", {"level": "district"}),
        ("registry_region_level_is_its_codes", {"code": "64.0"}),
        ("registry_region_has_a_name", {"name": ""}),
    ],
)
def test_a_region_that_cannot_be_is_not_kept(constraint, fields):
    refused_by(constraint, region(**fields))


def test_a_region_cannot_end_before_it_began():
    refused_by(
        "registry_region_ends_after_it_began",
        region(valid_until=date(2019, 12, 31), ended_by=make_decree()),
    )


def test_a_decree_alone_ends_nothing():
    refused_by("registry_region_ends_by_decree", region(ended_by=make_decree()))


def test_a_code_is_one_region():
    refused_by("code", region(), region())


def test_a_region_bears_one_name_at_a_time():
    refused_by("region", name())
    assert RegionName.objects.count() == 1


def test_a_name_cannot_end_before_it_began():
    refused_by("registry_name_ends_after_it_began", name(valid_until=date(2019, 1, 1)))


def test_an_alias_is_said_once():
    area = make_region()
    refused_by("name", RegionAlias(region=area, name="M"), RegionAlias(region=area, name="M"))


def test_two_legs_cannot_take_one_place():
    refused_by("position", leg(position=1), leg(position=1))


def test_a_link_is_said_once():
    refused_by("url", *(VillageLink(village=make_region(), label=a, url="https://a") for a in "ab"))


def test_a_fact_is_known_by_one_key():
    refused_by(
        "key",
        *(
            ProfileFact(village=make_region(), topic="other", text=t, key="k", publisher="P")
            for t in "ab"
        ),
    )


def test_a_class_is_given_once_a_year():
    refused_by("year", status(), status())


@pytest.mark.parametrize("place", [{"longitude": 181.0}, {"latitude": -91.0}])
def test_a_boundary_lies_on_earth(place):
    refused_by("registry_boundary_is_on_earth", boundary(**place))


def test_an_organisation_is_known_by_one_key():
    refused_by("key", *(Organisation(key="a", kind="maker", name=n) for n in "ab"))
