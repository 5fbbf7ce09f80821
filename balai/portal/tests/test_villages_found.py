import pytest

from balai.accounts.visitors import VISITOR
from balai.portal.queries.villages import villages_found
from balai.registry.actions.search_entries import refresh_village_entries
from tests.factories import NOON, make_decree, make_region

pytestmark = pytest.mark.django_db

MERASA, PELA, OTHER_PELA = "64.03.01.2005", "64.02.08.2009", "64.03.01.2001"


@pytest.fixture(autouse=True)
def _three_villages():
    make_region(MERASA)
    make_region(PELA)
    make_region(OTHER_PELA, name="Pela")
    refresh_village_entries()


def found(words, *, within=("64",)):
    return [village.code for village in villages_found(VISITOR, words, within=within)]


@pytest.mark.parametrize("words", ["merasa", "  MERASA ", "merassa", MERASA, "6403012005"])
def test_a_village_is_found_by_name_by_nearly_its_name_and_by_code(words):
    assert found(words) == [MERASA]


def test_villages_of_one_name_are_told_apart_by_where_they_lie():
    places = {one.code: one.place for one in villages_found(VISITOR, "pela", within=["64"])}

    assert places == {
        PELA: "Kecamatan Kota Bangun, Kutai Kartanegara",
        OTHER_PELA: "Kecamatan Kelay, Berau",
    }


@pytest.mark.parametrize(
    ("within", "codes"),
    [
        (("64.03",), [OTHER_PELA]),
        (("64.02.08",), [PELA]),
        ((OTHER_PELA,), [OTHER_PELA]),
        (("64.03", "64.02"), [PELA, OTHER_PELA]),
        (("64.05",), []),
        ((), []),
    ],
)
def test_only_what_lies_in_the_areas_is_found(within, codes):
    assert sorted(found("pela", within=within)) == sorted(codes)


@pytest.mark.parametrize("words", ["", "   ", "\x00", "zzzzzz", '"', "%", "x" * 5000])
def test_any_input_has_an_answer(words):
    assert found(words) == []


def test_a_village_that_ended_is_not_offered():
    village = make_region(MERASA)
    village.valid_until, village.ended_by = NOON.date(), make_decree()
    village.save()

    assert found("merasa") == []


def test_a_search_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        found("pela")
