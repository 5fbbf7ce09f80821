"""What is found, and in which order: the same lists on both databases."""

import pytest
from django.db import transaction

from balai.core.models import SearchEntry
from balai.core.search import (
    Entry,
    Found,
    clear,
    facets,
    find,
    indexed_numbers,
    loading,
    overview,
    put,
    remove,
    save_synonyms,
    suggest,
)

pytestmark = pytest.mark.django_db


def listing(number, title, text="", *, tags=(), weight=0, other_titles=()):
    return Entry("listing", number, title, text, frozenset(tags), weight, tuple(other_titles))


def numbers(query, **asked):
    return find(query, thing="listing", **asked).numbers


@pytest.fixture
def hall():
    """Put a few things on show."""
    berau, kutai = "regency:64.03", "regency:64.02"
    put(
        [
            listing(1, "Biji kakao fermentasi", "Dipanen di kebun Merasa.",
                    tags=["kind:product", berau], weight=30),
            listing(2, "Madu kelulut", "Dipanen tiap bulan, dekat kebun kakao.",
                    tags=["kind:product", kutai], weight=40),
            listing(3, "Festival panen kakao", "Musik dan tari.",
                    tags=["kind:event", berau], weight=10),
            listing(4, "Panen padi bersama", "Kakao boleh dicicip.",
                    tags=["kind:experience", berau], weight=40),
            listing(5, "Payung-payung rotan", "Anyaman.", tags=["kind:product"], weight=40),
        ]
    )  # fmt: skip


def test_title_matches_come_first_then_the_heavier_then_the_newer(hall):
    put([listing(6, "Kakao bubuk", weight=30)])

    found = find("kakao", thing="listing")

    assert found == Found([6, 1, 3, 4, 2], is_capped=False)


def test_every_word_has_to_be_there(hall):
    assert numbers("kakao panen") == [3, 4, 2, 1]
    assert numbers("kakao panen rotan") == []


@pytest.mark.parametrize(
    "query", ["dipanen", "PANEN", "panenan", "memanen", "“panen”", "panen-panen", "panen2", "pánen"]
)
def test_forms_of_a_word_find_each_other(hall, query):
    assert numbers(query) == [4, 3, 2, 1]


@pytest.mark.parametrize("query", ["payung payung", "payungpayung", "payung/rotan", "rotan payung"])
def test_doubled_and_joined_words_are_read(hall, query):
    assert numbers(query) == [5]


@pytest.mark.parametrize("query", ["", "  ", "!?", "dan", "di", "\x00", "🛖"])
def test_a_query_without_a_word_finds_nothing(hall, query):
    assert find(query, thing="listing") == Found([], is_capped=False)


def test_words_that_stand_everywhere_do_not_narrow(hall):
    assert numbers("kakao dari yang di the of") == numbers("kakao")


def test_a_title_in_another_language_counts_as_a_title():
    put(
        [
            listing(1, "Madu hutan", "Wild honey.", weight=9),
            listing(2, "Madu rimba", other_titles=["Wild honey"]),
        ]
    )

    assert numbers("honey") == [2, 1]


def test_each_thing_is_found_by_itself(hall):
    put([Entry("village", 1, "Kakao"), Entry("village", 7, "Merasa", "Panen kakao")])

    assert find("kakao", thing="village").numbers == [1, 7]
    assert numbers("kakao") == [1, 3, 4, 2]


def test_tags_narrow(hall):
    assert numbers("kakao", tags=["kind:product"]) == [1, 2]
    assert numbers("kakao", tags=["regency:64.03", "kind:product"]) == [1]
    assert numbers("kakao", tags=["kind:stay"]) == []


@pytest.mark.parametrize("tag", ["", "kind", "kind:", "kind:a b", 'kind:"', "kind:x' | '", "é:é"])
def test_what_is_no_tag_is_borne_by_nothing(hall, tag):
    assert numbers("kakao", tags=[tag]) == []
    assert suggest("kakao", thing="listing", tags=[tag]) == []


def test_an_entry_with_what_is_no_tag_is_refused():
    with pytest.raises(ValueError, match="kind:product"):
        put([listing(1, "Kakao", tags=["kind product"])])

    assert list(indexed_numbers("listing")) == []


def test_facets_count_what_following_them_finds(hall):
    counted = facets("kakao", thing="listing", of=["kind", "regency", "sector"])

    assert counted == {
        "kind": {"product": 2, "event": 1, "experience": 1},
        "regency": {"64.03": 3, "64.02": 1},
        "sector": {},
    }
    assert len(numbers("kakao", tags=["kind:product"])) == 2
    assert len(numbers("kakao", tags=["regency:64.03"])) == 3


def test_facets_count_within_chosen_tags(hall):
    counted = facets("kakao", thing="listing", tags=["regency:64.03"], of=["kind"])

    assert counted == {"kind": {"product": 1, "event": 1, "experience": 1}}


def test_an_overview_counts_each_facet_as_choosing_another_of_its_tags_would(hall):
    whole = overview(
        "kakao", thing="listing", tags=["kind:product", "regency:64.03"], of=["kind", "regency"]
    )

    assert whole.found == Found([1], is_capped=False)
    assert whole.facets == {
        "kind": {"product": 1, "event": 1, "experience": 1},
        "regency": {"64.03": 1, "64.02": 1},
    }


def test_an_overview_counts_only_the_facets_it_can():
    put(listing(number, "Madu", tags=["kind:product", "a:b"]) for number in range(1, 1001))
    put([listing(2000, "Madu", tags=["kind:stay", "a:c"])])

    of_all = overview("madu", thing="listing", of=["kind", "a"])
    of_stays = overview("madu", thing="listing", tags=["kind:stay"], of=["kind", "a"])

    assert of_all.found.is_capped
    assert of_all.facets == {"kind": None, "a": None}
    assert of_stays.found == Found([2000], is_capped=False)
    assert of_stays.facets == {"kind": None, "a": {"c": 1}}


def test_an_overview_is_one_search_more_for_each_chosen_tag(hall, django_assert_num_queries):
    with django_assert_num_queries(3):
        overview("kakao", thing="listing", of=["kind", "regency"])
    with django_assert_num_queries(4):
        overview("kakao", thing="listing", tags=["kind:event"], of=["kind", "regency"])


def test_more_than_asked_for_is_said_and_not_counted():
    put(listing(number, "Madu", tags=["kind:product"]) for number in range(1, 1002))

    found = find("madu", thing="listing")

    assert found.is_capped
    assert found.numbers == list(range(1001, 1, -1))
    assert facets("madu", thing="listing", of=["kind"]) is None

    remove("listing", [1])

    assert find("madu", thing="listing") == Found(list(range(1001, 1, -1)), is_capped=False)
    assert facets("madu", thing="listing", of=["kind"]) == {"kind": {"product": 1000}}


def test_a_limit_keeps_the_first(hall):
    assert find("kakao", thing="listing", limit=2) == Found([1, 3], is_capped=True)
    assert find("kakao", thing="listing", limit=4) == Found([1, 3, 4, 2], is_capped=False)


def test_putting_again_replaces(hall):
    put([listing(1, "Gula aren", "Dari Merasa.", tags=["kind:product"], weight=99)])

    assert numbers("kakao") == [3, 4, 2]
    assert numbers("gula") == [1]
    assert facets("merasa", thing="listing", of=["regency"]) == {"regency": {}}


def test_the_last_of_two_in_one_go_counts():
    put([listing(1, "Kopi"), listing(1, "Madu")])

    assert numbers("kopi") == []
    assert numbers("madu") == [1]


def test_removing_forgets_and_unknown_numbers_do_not_matter(hall):
    remove("listing", [1, 3, 777])

    assert numbers("kakao") == [4, 2]
    assert list(indexed_numbers("listing")) == [2, 4, 5]


def test_clearing_forgets_one_thing_alone(hall):
    put([Entry("village", 1, "Kakao")])

    clear("listing")

    assert numbers("kakao") == []
    assert find("kakao", thing="village").numbers == [1]


def test_a_rollback_leaves_no_trace(hall):
    with transaction.atomic():
        put([listing(1, "Gula aren"), listing(9, "Kakao hutan")])
        remove("listing", [3])
        transaction.set_rollback(True)

    assert numbers("kakao") == [1, 3, 4, 2]
    assert numbers("gula") == []


def test_words_go_with_their_entry_however_it_goes(hall):
    SearchEntry.objects.all().delete()

    assert numbers("kakao") == []

    put([listing(1, "Kakao")])

    assert numbers("kakao") == [1]


def test_where_nothing_is_found_the_last_word_may_be_begun(hall):
    assert numbers("kakao fer") == [1]
    assert numbers("kakao ferm", tags=["kind:product"]) == [1]
    assert numbers("kakao fe") == []
    assert numbers("fer kakao") == []


def test_a_word_is_not_taken_for_begun_because_of_a_tag(hall):
    put([listing(8, "Tari", tags=["kind:event"]), listing(9, "Tarian", tags=["kind:culture"])])
    put([listing(10, "Tarigan", tags=["kind:product"])])

    assert numbers("tari") == [9, 8, 3]
    assert numbers("tari", tags=["kind:product"]) == []


def test_suggestions_hold_each_word_in_the_title_and_the_last_one_begun(hall):
    assert suggest("kak", thing="listing") == [1, 3]
    assert suggest("kakao pan", thing="listing") == [3]
    assert suggest("panen kakao", thing="listing") == [3]
    assert suggest("ka", thing="listing") == []
    assert suggest("pad", thing="listing", tags=["kind:experience"]) == [4]
    assert suggest("pad", thing="listing", tags=["kind:product"]) == []
    assert suggest("kak", thing="listing", limit=1) == [1]


def test_seven_letters_of_a_begun_word_count(hall):
    assert suggest("ferment", thing="listing") == [1]
    assert suggest("fermenxyz", thing="listing") == []
    assert suggest("fermentxyz", thing="listing") == [1]


def test_synonyms_find_each_other_and_count_as_the_word_itself(hall):
    save_synonyms([["cokelat", "coklat", "kakao", "cacao"]])
    put([listing(6, "Cokelat batang", weight=20), listing(7, "Teh", "Bukan coklat.", weight=50)])

    assert numbers("kakao") == [1, 6, 3, 7, 4, 2]
    assert numbers("coklat") == numbers("cokelat") == numbers("Cacao") == numbers("kakao")


def test_editing_synonyms_counts_at_once(hall):
    save_synonyms([["coklat", "kakao"]])
    assert numbers("coklat") == [1, 3, 4, 2]

    save_synonyms([["pelindung", "payung"]])

    assert numbers("coklat") == []
    assert numbers("pelindung") == [5]


def test_a_synonym_may_be_a_few_words():
    save_synonyms([["homestay", "rumah singgah", "home stay"], ["rumah", "lamin"]])
    put([listing(1, "Homestay Pela"), listing(2, "Rumah singgah Pela"), listing(3, "Lamin adat")])

    assert numbers("rumah singgah pela") == [2, 1]
    assert numbers("home stay") == [2, 1]
    assert numbers("rumah") == [3, 2]


@pytest.mark.parametrize("word", ["", "?!", "satu dua tiga empat"])
def test_what_cannot_be_a_synonym_is_refused_and_nothing_changes(hall, word):
    save_synonyms([["coklat", "kakao"]])

    with pytest.raises(ValueError, match="synonym"):
        save_synonyms([["madu", word]])

    assert numbers("coklat") == [1, 3, 4, 2]


def test_a_search_is_two_queries_whatever_it_finds(hall, django_assert_num_queries):
    save_synonyms([["coklat", "kakao"]])

    with django_assert_num_queries(2):
        find("coklat panen", thing="listing", tags=["regency:64.03"])
    with django_assert_num_queries(3):
        facets("coklat panen", thing="listing", of=["kind", "regency"])

    put(listing(number, "Kakao panen") for number in range(100, 400))

    with django_assert_num_queries(2):
        find("coklat panen", thing="listing", tags=["regency:64.03"])
    with django_assert_num_queries(3):
        facets("coklat panen", thing="listing", of=["kind", "regency"])
    with django_assert_num_queries(1):
        suggest("kak", thing="listing")


def test_a_word_that_stands_almost_everywhere_is_found_in_the_same_order():
    """The way by the order of places, where the database knows how common the word is."""
    with loading():
        put(listing(number, f"Desa {number}", "ikan", weight=number) for number in range(1, 401))

    assert find("ikan", thing="listing", limit=3) == Found([400, 399, 398], is_capped=True)


def test_a_common_word_that_the_first_entries_lack_is_found_behind_them():
    with loading():
        put(listing(number, f"Desa {number}", "ikan", weight=1) for number in range(1, 301))
        put(listing(number, "Ladang", weight=2) for number in range(301, 401))
        put([listing(999, "Sungai", "ikan", weight=3)])

    assert find("ikan", thing="listing", limit=3) == Found([999, 300, 299], is_capped=True)


def test_what_lies_behind_the_end_of_a_stretch_is_found_once():
    """Behind the first thousand the order is read in stretches, cut off where enough should be."""
    fish = [*range(20000, 19000, -20), *range(17014, 16999, -1), *range(200, 100, -1)]
    with loading():
        put(listing(number, "Desa", "ikan" if number in fish else "") for number in range(1, 20001))

    assert find("ikan", thing="listing", limit=69) == Found(fish[:69], is_capped=True)
