import pytest

from balai.core import search
from balai.registry.actions.search_entries import (
    forget_village_entries,
    refresh_village_entries,
)
from balai.registry.models import Region
from balai.registry.queries.regions import (
    districts_within,
    regencies_of,
)
from balai.registry.queries.search_sources import search_sources
from balai.registry.tests.lists import MERABU, MERASA, SECOND_DAY, bring_in, kelay
from tests.factories import make_decree, make_region

pytestmark = pytest.mark.django_db


def end(code: str) -> None:
    region = make_region(code)
    region.valid_until, region.ended_by = region.valid_from, make_decree("Kepmen 9")
    region.save()


def test_standing_regencies_are_listed_in_order():
    make_region("64.03.01.2005")
    make_region("64.02.08.2009")
    end("64.01")

    assert [region.code for region in regencies_of("64")] == ["64.02", "64.03"]


def test_districts_hold_their_standing_villages_by_name(django_assert_num_queries):
    make_region("64.03.01.2005", name="Merasa")
    make_region("64.03.01.2001", name="Merabu")
    make_region("64.03.02.2003", name="Capuak")
    end("64.03.02.2004")

    with django_assert_num_queries(1):
        districts = districts_within("64.03")

    assert [[v.name for v in d.villages] for d in districts] == [["Capuak"], ["Merabu", "Merasa"]]


def test_the_index_is_told_of_standing_villages_with_all_their_names():
    make_region("64.03.01.2005", name="Merasa", local_term="Kampung")
    Region.objects.get(name="Merasa").aliases.create(name="Merasak")
    end("64.03.01.2001")

    (source,) = search_sources()

    assert (source.code, source.name, source.called) == (
        "64.03.01.2005", "Merasa", "Kampung Merasa",
    )  # fmt: skip
    assert (source.aliases, source.district) == (("Merasak",), "Kelay")
    assert (source.regency, source.regency_code) == ("Kabupaten Berau", "64.03")


def test_the_index_can_be_told_of_some_areas_only():
    make_region("64.03.01.2005")
    make_region("64.03.02.2003")
    make_region("64.02.08.2009")

    in_two = [source.code for source in search_sources(["64.03.01", "64.02.08.2009"])]

    assert in_two == ["64.03.01.2005", "64.02.08.2009"]


def found(words: str) -> list[str]:
    numbers = search.find(words, thing="village").numbers
    return sorted(Region.objects.filter(pk__in=numbers).values_list("code", flat=True))


def test_a_renamed_village_is_found_under_both_names(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))

    bring_in(
        kelay(tmp_path, MERASA.replace("Merasa", "Long Lamcin"), MERABU), valid_from=SECOND_DAY
    )

    assert found("lamcin") == ["64.03.01.2005"]
    assert found("merasa") == ["64.03.01.2005"]
    assert [near.name for near in search.similar_names("merassa", thing="village")] == ["Merasa"]


def test_an_ended_village_is_found_no_more(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    assert found("merasa") == ["64.03.01.2005"]

    bring_in(kelay(tmp_path, MERABU), valid_from=SECOND_DAY, is_ending_confirmed=True)

    assert found("merasa") == []


def test_a_village_is_found_with_the_new_name_of_its_district(tmp_path):
    bring_in(kelay(tmp_path, MERASA))
    renamed = kelay(tmp_path, MERASA)
    renamed.write_text(renamed.read_text().replace("Kelay,", "Hulu Sungai,"))

    bring_in(renamed, valid_from=SECOND_DAY)

    assert found("merasa hulu sungai") == ["64.03.01.2005"]


def test_the_whole_index_of_villages_can_be_made_anew():
    region = make_region("64.03.01.2005", name="Merasa")
    refresh_village_entries()
    assert found("merasa") == ["64.03.01.2005"]

    forget_village_entries([region.pk])

    assert found("merasa") == []
