"""What was known of a village whose code ended goes over to the only one that followed it."""

from itertools import pairwise

import pytest

from balai.accounts.visitors import VISITOR
from balai.core import search
from balai.registry.actions.organisations import save_organisation
from balai.registry.actions.profiles import save_facts, save_links, save_profile, save_route_legs
from balai.registry.models import (
    Community,
    OfficialStatus,
    Organisation,
    Region,
    RegionName,
    StatusScheme,
)
from balai.registry.queries.regions import predecessors_of, successor_of
from balai.registry.queries.villages import ProfilePage, village_profile
from balai.registry.tests.lists import (
    MERABU,
    MERASA,
    SECOND_DAY,
    THIRD_DAY,
    bring_in,
    kelay,
    write,
)
from tests.factories import make_community, make_decree, make_region

pytestmark = pytest.mark.django_db
OLD, NEW, OTHER = "64.03.01.2005", "64.03.01.2011", "64.03.01.2012"
# Merasa under its new code, under another name.
LAMCIN = "village,64.03.01.2011,64.03.01,Long Lamcin,desa,Kampung"
ILIR = "village,64.03.01.2012,64.03.01,Merasa Ilir,desa,Kampung"


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def page_of(code: str) -> ProfilePage:
    return village_profile(VISITOR, region(code))


def serving(key: str, *codes: str) -> None:
    villages = [region(code) for code in codes]
    save_organisation(key=key, kind="bumdes", name=key, villages=villages)


def follow(folder, *successions: str, villages=(LAMCIN, ILIR, MERABU), valid_from=SECOND_DAY):
    """End Merasa, and tell what followed it."""
    return bring_in(
        kelay(folder, *villages),
        decree="Kepmen 2",
        valid_from=valid_from,
        is_ending_confirmed=True,
        successors=write(folder, "old_code,new_code", *successions, name="successors.csv"),
    )


def end(folder):
    """End Merasa, and tell nothing of what followed it."""
    bring_in(kelay(folder, LAMCIN, ILIR, MERABU), valid_from=SECOND_DAY, is_ending_confirmed=True)


def is_all_there(code: str) -> bool:
    page = page_of(code)
    said = (page.about, len(page.legs), len(page.facts), len(page.links), len(page.aliases))
    return said == ("Merasa", 1, 1, 2, 2) and [one.key for one in page.organisations] == ["one"]


def chain_of(*codes: str) -> list[Region]:
    """Villages that ended, each followed by the next."""
    chain = [
        make_region(
            code, valid_from=SECOND_DAY, valid_until=THIRD_DAY, ended_by=make_decree("Kepmen 9")
        )
        for code in codes
    ]
    for before, after in pairwise(chain):
        before.successors.add(after)
    return chain


def tell_of(code: str, *, about: str, languages: str = "") -> None:
    village = region(code)
    url = "https://example.org/1"
    save_profile(village=village, about=about, languages=languages)
    save_route_legs(
        village=village, legs=[{"mode": "road", "origin": "Kota", "destination": about, "url": url}]
    )
    save_facts(village=village, facts=[{"topic": "other", "text": about, "url": url}])
    save_links(
        village=village,
        links=[(about, f"https://{code}.example"), (about, "https://kelay.example")],
    )
    village.aliases.create(name=f"Desa {about}")
    village.aliases.create(name="Hulu Kelay")


@pytest.fixture
def merasa(tmp_path) -> Region:
    bring_in(kelay(tmp_path, MERASA, MERABU))
    return region(OLD)


def test_an_only_successor_takes_over_all_that_was_said_and_is_found_by_the_old_names(
    merasa, tmp_path
):
    tell_of(OLD, about="Merasa", languages="Kenyah")

    follow(tmp_path, f"{OLD},{NEW}")

    page = page_of(NEW)
    assert (page.about, page.languages) == ("Merasa", "Kenyah")
    assert [leg.destination for leg in page.legs] == ["Merasa"]
    assert [fact.text for fact in page.facts] == ["Merasa"]
    assert {link.url for link in page.links} == {
        f"https://{OLD}.example",
        "https://kelay.example",
    }
    assert page.aliases == ["Desa Merasa", "Hulu Kelay", "Merasa"]
    assert region(NEW).pk in search.find("merasa", thing="village").numbers
    assert page_of(OLD).about == ""


def test_what_the_successor_says_itself_stays(merasa, tmp_path):
    tell_of(OLD, about="Merasa", languages="Kenyah")
    tell_of("64.03.01.2001", about="Merabu")

    follow(tmp_path, f"{OLD},64.03.01.2001")

    page = page_of("64.03.01.2001")
    assert (page.about, page.languages) == ("Merabu", "Kenyah")
    assert [leg.destination for leg in page.legs] == ["Merabu"]
    assert {fact.text for fact in page.facts} == {"Merabu", "Merasa"}
    assert {(link.label, link.url) for link in page.links} == {
        ("Merabu", "https://64.03.01.2001.example"),
        ("Merabu", "https://kelay.example"),
        ("Merasa", f"https://{OLD}.example"),
    }
    assert page.aliases == ["Desa Merabu", "Desa Merasa", "Hulu Kelay", "Merasa"]
    assert page_of(OLD).about == "Merasa"


def test_organisations_serve_the_successor_once(merasa, tmp_path):
    serving("one", OLD)
    serving("both", OLD, "64.03.01.2001")

    follow(tmp_path, f"{OLD},64.03.01.2001")

    served = Organisation.objects.values_list("key", "villages__code").order_by("key")
    assert list(served) == [("both", "64.03.01.2001"), ("one", "64.03.01.2001")]


def test_communities_live_in_the_successor_once(merasa, tmp_path):
    make_community("One", Region.objects.get(code=OLD))
    make_community("Two", *Region.objects.filter(code__in=[OLD, "64.03.01.2001"]))

    follow(tmp_path, f"{OLD},64.03.01.2001")

    lives = Community.objects.values_list("name", "villages__code").order_by("name")
    assert list(lives) == [("One", "64.03.01.2001"), ("Two", "64.03.01.2001")]


def test_classes_and_the_history_of_names_stay_with_the_code_they_were_given_to(merasa, tmp_path):
    scheme = StatusScheme.objects.create(code="idm", name="IDM")
    OfficialStatus.objects.create(
        region=merasa, scheme=scheme, year=2024, label="Maju", publisher="Kemendes"
    )

    follow(tmp_path, f"{OLD},{NEW}")

    assert [status.region.code for status in OfficialStatus.objects.all()] == [OLD]
    assert list(
        RegionName.objects.filter(region__code__in=[OLD, NEW]).values_list("region__code", "name")
    ) == [(OLD, "Merasa"), (NEW, "Long Lamcin")]


def test_all_stays_with_a_code_that_nothing_followed(merasa, tmp_path):
    tell_of(OLD, about="Merasa")
    serving("one", OLD)

    end(tmp_path)

    assert is_all_there(OLD)


def test_all_stays_with_a_code_that_several_followed(merasa, tmp_path):
    tell_of(OLD, about="Merasa")
    serving("one", OLD)

    follow(tmp_path, f"{OLD},{NEW}", f"{OLD},{OTHER}")

    assert is_all_there(OLD)


def test_all_goes_over_when_the_successor_is_told_only_later(merasa, tmp_path):
    tell_of(OLD, about="Merasa")
    bring_in(kelay(tmp_path, LAMCIN, ILIR, MERABU), valid_from=SECOND_DAY, is_ending_confirmed=True)
    assert page_of(NEW).about == ""

    follow(tmp_path, f"{OLD},{NEW}", valid_from=THIRD_DAY)

    assert page_of(NEW).about == "Merasa"


def test_a_second_import_of_the_same_successions_moves_nothing_back_or_again(merasa, tmp_path):
    tell_of(OLD, about="Merasa")
    follow(tmp_path, f"{OLD},{NEW}")
    save_profile(village=region(OLD), about="Told of the old code since")

    follow(tmp_path, f"{OLD},{NEW}")

    assert page_of(NEW).about == "Merasa"
    assert page_of(OLD).about == "Told of the old code since"


def test_a_village_knows_every_code_that_led_to_it(django_assert_num_queries):
    codes = [f"64.03.01.20{number}" for number in (11, 12, 13, 14)]
    first, second, third, last = (make_region(code) for code in codes)
    first.successors.add(second, third)
    second.successors.add(last)
    third.successors.add(last)

    assert predecessors_of(last) == codes[:3]
    assert predecessors_of(third) == codes[:1]
    with django_assert_num_queries(1):
        assert predecessors_of(first) == []


def test_a_ring_of_codes_is_walked_once():
    first, second = chain_of("64.03.01.2011", "64.03.01.2012")
    second.successors.add(first)

    assert successor_of(first) is None
    assert predecessors_of(first) == ["64.03.01.2012"]


def test_a_long_chain_of_successors_is_followed_to_its_end():
    last = make_region("64.03.01.2099")
    chain = chain_of(*(f"64.03.01.20{number}" for number in range(10, 40)))
    chain[-1].successors.add(last)

    assert successor_of(chain[0]) == last
