"""Names, forgiven their typing errors."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from balai.core.models import SearchName, SearchSlip, SearchSpelling
from balai.core.search import (
    Entry,
    SimilarName,
    clear,
    find,
    put,
    put_names,
    remove,
    similar_names,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def villages():
    """Name a few villages, two of them alike."""
    put_names(
        "village",
        {
            1: ["Merasa"],
            2: ["Nehes Liah Bing", "Nehas Liah Bing"],
            3: ["Tanjung Isuy"],
            4: ["Pela"],
            5: ["Sukamaju"],
            6: ["Suka Maju"],
            7: ["Long La'ai"],
            8: ["Biduk-Biduk"],
            9: ["Ujoh"],
            10: ["Bo"],
        },
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mrasa", [SimilarName("Merasa", 1, 1)]),
        ("MERSAA", [SimilarName("Merasa", 1, 1)]),
        ("mresaa", [SimilarName("Merasa", 1, 2)]),
        ("tanjung isui", [SimilarName("Tanjung Isuy", 3, 1)]),
        ("tanjungisuy", [SimilarName("Tanjung Isuy", 3, 0)]),
        ("long laai", [SimilarName("Long La'ai", 7, 0)]),
        ("lomg lai", [SimilarName("Long La'ai", 7, 2)]),
        ("biduk2", [SimilarName("Biduk-Biduk", 8, 0)]),
        ("pelo", [SimilarName("Pela", 4, 1)]),
        ("bo", [SimilarName("Bo", 10, 0)]),
        ("be", []),
        ("pulu", []),
        ("merasa raya", []),
        ("", []),
        ("!?", []),
    ],
)
def test_a_typing_error_or_two_are_forgiven(villages, typed, found):
    assert similar_names(typed, thing="village") == found


def test_every_name_of_a_village_is_known_and_the_nearest_comes_first(villages):
    assert similar_names("nehes liah bin", thing="village") == [
        SimilarName("Nehes Liah Bing", 2, 1),
        SimilarName("Nehas Liah Bing", 2, 2),
    ]


def test_all_that_bear_a_name_are_told(villages):
    assert similar_names("sukamajo", thing="village") == [
        SimilarName("Sukamaju", 5, 1),
        SimilarName("Suka Maju", 6, 1),
    ]
    assert similar_names("sukamajo", thing="village", limit=1) == [SimilarName("Sukamaju", 5, 1)]


def test_each_thing_has_its_own_names(villages):
    put_names("listing", {1: ["Marasa"]})

    assert similar_names("merasa", thing="village") == [SimilarName("Merasa", 1, 0)]
    assert similar_names("merasa", thing="listing") == [SimilarName("Marasa", 1, 1)]


def test_putting_names_again_replaces_them_and_keeps_what_others_bear(villages):
    put_names("village", {1: ["Kelay"], 5: ["Sukamakmur"]})

    assert similar_names("merasa", thing="village") == []
    assert similar_names("kelai", thing="village") == [SimilarName("Kelay", 1, 1)]
    assert similar_names("sukamaju", thing="village") == [SimilarName("Suka Maju", 6, 0)]
    assert not SearchSpelling.objects.filter(spelling="merasa").exists()


def test_removing_an_entry_forgets_its_names(villages):
    put([Entry("village", 1, "Merasa")])

    remove("village", [1])

    assert find("merasa", thing="village").numbers == []
    assert similar_names("merasa", thing="village") == []


def test_clearing_leaves_nothing_behind(villages):
    clear("village")

    assert not SearchName.objects.exists()
    assert not SearchSpelling.objects.exists()
    assert not SearchSlip.objects.exists()


def test_names_are_two_queries(villages, django_assert_num_queries):
    with django_assert_num_queries(2):
        similar_names("nehes liah bin", thing="village")


letters = st.sampled_from("abeiknrt")


@st.composite
def misspelt(draw):
    """Draw a name and what becomes of it by one or two slips of the hand."""
    name = typed = draw(st.text(letters, min_size=8, max_size=18))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(typed) - 2))
        slips = [
            typed[:at] + typed[at + 1 :],
            typed[:at] + draw(letters) + typed[at:],
            typed[:at] + draw(letters) + typed[at + 1 :],
            typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :],
        ]
        typed = draw(st.sampled_from(slips))
    return name, typed


@given(case=misspelt())
@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_two_slips_anywhere_are_forgiven(case):
    name, typed = case
    # A slip between two letters that an earlier one swapped counts as a third.
    assume(OSA.distance(name, typed) <= 2)
    put_names("village", {1: [name]})

    assert [one.name for one in similar_names(typed, thing="village")] == [name]
