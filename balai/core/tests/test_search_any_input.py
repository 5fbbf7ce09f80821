"""Any input whatever gets an answer, and the right one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.core.search import (
    Entry,
    clear,
    facets,
    find,
    loading,
    put,
    put_names,
    similar_names,
    suggest,
)

pytestmark = pytest.mark.django_db

# One transaction holds all examples; each starts from what the last one left.
steady = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_SYNTAX = [
    '"', "'", "''", '""', "(", ")", "*", "^", ":", "-", "+", "|", "&", "!", "<->", "\\", "%", "%s",
    "$$", ";", "--", "/*", "AND", "OR", "NOT", "NEAR(", "words:", "{words}", "rowid", "=kakao",
    "#kind:product", "@1", "kakao", "panen", " ", "\x00", "\n", "\u202e", "\u200d", "عربي",
    "日本語", "👩‍👩‍👧", "e\u0301", "İ", "ﷺ", "\ud800", "\uffff", "a" * 50,
]  # fmt: skip
# What a database can keep of a name.
writable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
any_signs = st.text(st.characters(exclude_categories=()), max_size=60)
anything = any_signs | st.lists(st.sampled_from(_SYNTAX), max_size=20).map("".join)
word = st.sampled_from(["kakao", "madu", "tenun", "ikan", "panen", "lamin", "sungai"])
phrase = st.lists(word, max_size=4).map(" ".join)
kind = st.sampled_from(["kind:product", "kind:event"])


@given(text=anything)
@steady
def test_any_query_is_answered(text):
    put([Entry("listing", 1, "Kakao", "panen", frozenset(["kind:product"]))])

    found = find(text, thing="listing")
    find(text, thing="village", tags=[text])
    suggest(text, thing="listing")
    similar_names(text, thing="village")

    assert found.numbers in ([], [1])


@given(text=anything, name=writable)
@steady
def test_any_text_can_be_indexed_and_named(text, name):
    put([Entry("listing", 1, f"Kakao {text}", text)])
    put_names("village", {1: [name, "Merasa"]})

    assert find("kakao", thing="listing").numbers == [1]
    assert [one.number for one in similar_names("mrasa", thing="village")] == [1]


@pytest.mark.parametrize("sign", ["a", "a ", '"', "kakao ", "\x00", "😀", "'; "])
def test_ten_kilobytes_are_answered(sign):
    put([Entry("listing", 1, "Kakao", sign * 10_000)])

    find(sign * 10_000, thing="listing")
    suggest(sign * 10_000, thing="listing")
    similar_names(sign * 10_000, thing="listing")

    assert find("kakao", thing="listing").numbers == [1]


@given(
    shelf=st.lists(st.tuples(phrase, phrase, kind, st.integers(-1, 3)), max_size=12),
    query=phrase,
    chosen=st.none() | kind,
)
@steady
def test_the_index_answers_as_a_slow_reader_would(shelf, query, chosen):
    clear("listing")
    put(
        Entry("listing", number, title, text, frozenset([tag]), weight)
        for number, (title, text, tag, weight) in enumerate(shelf)
    )
    tags = [chosen] if chosen else []

    found = find(query, thing="listing", tags=tags)
    counted = facets(query, thing="listing", tags=tags, of=["kind"]) or {}

    assert found.numbers == slowly_found(shelf, query, chosen)
    assert sum(counted["kind"].values()) == len(found.numbers)


@given(
    shelf=st.lists(
        st.tuples(st.booleans(), st.sampled_from([0, 1, 7, 300, 9000])), min_size=90, max_size=120
    ),
    limit=st.integers(1, 9),
)
@settings(steady, max_examples=30)
def test_a_frequent_word_is_found_in_order_wherever_it_stands(shelf, limit):
    clear("listing")
    with loading():  # so that the database knows how frequent it is
        put(
            Entry("listing", number, "Desa", "ikan" if has_it else "", weight=weight)
            for number, (has_it, weight) in enumerate(shelf)
        )

    found = find("ikan", thing="listing", limit=limit)

    ranks = sorted((-weight, -number) for number, (has_it, weight) in enumerate(shelf) if has_it)
    assert found.numbers == [-number for _, number in ranks][:limit]
    assert found.is_capped == (len(ranks) > limit)


def slowly_found(shelf, query, chosen):
    asked = set(query.split())
    ranks = []
    for number, (title, text, tag, weight) in enumerate(shelf):
        if asked and asked <= {*title.split(), *text.split()} and chosen in {None, tag}:
            ranks.append((not asked <= set(title.split()), -max(weight, 0), -number))
    return [-number for _, _, number in sorted(ranks)]
