from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.accounts.visitors import VISITOR
from balai.core.freshness import content_version
from balai.registry.actions.profiles import (
    save_facts,
    save_links,
    save_profile,
    save_route_legs,
)
from balai.registry.errors import AddressUnclear, DayUnclear, FieldUnclear
from balai.registry.models import ProfileFact, RouteLeg, VillageLink, VillageProfile
from balai.registry.queries.villages import village_profile
from tests.factories import make_organisation, make_region

pytestmark = pytest.mark.django_db
LEG = {
    "mode": "river", "origin": "Long Beliu", "destination": "Merasa", "note": "1 jam",
    "source_url": "https://www.example.org/merasa",
}  # fmt: skip
FACT = {
    "topic": "tourism_village", "text": "Desa wisata.", "publisher": "Example",
    "url": "https://example.org", "said": "2018",
}  # fmt: skip
LINK = ("Situs kampung", "https://merasa.example")


def leg(**says: str) -> Any:
    return LEG | says


def fact(**says: str) -> Any:
    return FACT | says


def writes(queries) -> list[str]:
    return [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]


def save_all(village) -> None:
    save_profile(village=village, about="Kampung kakao.", languages="Kenyah")
    save_route_legs(village=village, legs=[leg(), leg(mode="road")])
    save_facts(village=village, facts=[fact(), fact(topic="bumdes")])
    save_links(village=village, links=[LINK])


def test_what_a_village_says_is_kept():
    village = make_region()

    save_all(village)

    profile = village_profile(VISITOR, village)
    assert (profile.about, profile.languages, profile.communities) == (
        "Kampung kakao.", "Kenyah", "",
    )  # fmt: skip
    assert [(leg.position, leg.mode, leg.publisher) for leg in profile.legs] == [
        (1, "river", "example.org"),
        (2, "road", "example.org"),
    ]
    assert {(fact.key, fact.topic, fact.said) for fact in profile.facts} == {
        ("64-03-01-2005-1", "tourism_village", "2018"),
        ("64-03-01-2005-2", "bumdes", "2018"),
    }
    assert [(link.label, link.url) for link in profile.links] == [LINK]


def test_saving_the_same_again_writes_nothing():
    village = make_region()
    save_all(village)
    version = content_version()

    with CaptureQueriesContext(connection) as queries:
        save_all(village)

    assert writes(queries) == []
    assert content_version() == version


def test_what_is_no_longer_said_goes_and_what_is_left_out_of_a_profile_stays():
    village = make_region()
    save_all(village)
    version = content_version()

    save_profile(village=village, communities="Dayak Kenyah")
    save_route_legs(village=village, legs=[leg(note="2 jam")])
    save_facts(village=village, facts=[fact()])
    save_links(village=village, links=[])

    profile = village_profile(VISITOR, village)
    assert (profile.about, profile.communities) == ("Kampung kakao.", "Dayak Kenyah")
    assert [leg.note for leg in profile.legs] == ["2 jam"]
    assert [fact.topic for fact in profile.facts] == ["tourism_village"]
    assert profile.links == []
    assert content_version() != version


@pytest.mark.parametrize(
    ("save", "refusal"),
    [
        (lambda v: save_profile(village=v, languages="x" * 301), FieldUnclear),
        (lambda v: save_route_legs(village=v, legs=[leg(), leg(mode="horse")]), FieldUnclear),
        (lambda v: save_route_legs(village=v, legs=[leg(), leg(origin="")]), FieldUnclear),
        (lambda v: save_route_legs(village=v, legs=[leg(source_url="")]), FieldUnclear),
        (lambda v: save_facts(village=v, facts=[fact(), fact(topic="x")]), FieldUnclear),
        (lambda v: save_facts(village=v, facts=[fact(key="a b")]), FieldUnclear),
        (lambda v: save_facts(village=v, facts=[fact(said="yesterday")]), DayUnclear),
        (lambda v: save_facts(village=v, facts=[fact(url="ftp://a.b")]), AddressUnclear),
        (lambda v: save_links(village=v, links=[LINK, ("X", "javascript:1")]), AddressUnclear),
        (lambda v: save_links(village=v, links=[LINK, ("", "https://a.b")]), FieldUnclear),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_written(save, refusal):
    village = make_region()

    with pytest.raises(refusal):
        save(village)

    tables = (VillageProfile, RouteLeg, ProfileFact, VillageLink)
    assert [model.objects.count() for model in tables] == [0, 0, 0, 0]


def test_only_villages_have_a_profile():
    with pytest.raises(FieldUnclear, match=r"64\.03 Kabupaten Berau is not a village"):
        save_all(make_region("64.03"))


def test_a_profile_is_gathered_in_as_many_queries_however_much_is_known(
    django_assert_num_queries,
):
    bare, full = make_region("64.03.01.2001"), make_region()
    save_all(full)
    make_organisation()
    make_organisation("Pokdarwis Bangen Tawai")

    with CaptureQueriesContext(connection) as of_bare:
        village_profile(VISITOR, bare)
    with django_assert_num_queries(len(of_bare)):
        village_profile(VISITOR, full)

    assert len(of_bare) <= 9
