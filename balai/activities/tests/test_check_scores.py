"""Answers become a score from 1 to 5 for each pillar, and small classes are told nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from balai.activities.rules.checks import (
    Answered,
    PaperUnclear,
    Written,
    is_literate,
    read_papers,
    results_of,
    scores_of,
)


def answers(pillar, *points):
    return [Answered(pillar, gained, 2) for gained in points]


@pytest.mark.parametrize(
    ("points", "score"),
    [((0, 0, 0), "1.00"), ((2, 2, 2), "5.00"), ((1, 1, 1), "3.00"), ((2, 1, 0), "3.00"),
     ((2, 0, 0), "2.33"), ((2, 2, 1), "4.33")],
)  # fmt: skip
def test_a_pillar_scores_from_one_to_five(points, score):
    assert scores_of(answers("safety", *points)) == {"safety": Decimal(score)}


@given(some.lists(some.integers(0, 2), min_size=1, max_size=8))
def test_every_score_lies_between_one_and_five(points):
    [score] = scores_of(answers("skills", *points)).values()

    assert Decimal(1) <= score <= Decimal(5)


@given(some.lists(some.integers(0, 1), min_size=1, max_size=8), some.data())
def test_a_better_answer_never_scores_less(points, data):
    place = data.draw(some.integers(0, len(points) - 1))
    better = [gained + (at == place) for at, gained in enumerate(points)]

    [first], [second] = (scores_of(answers("ethics", *one)).values() for one in (points, better))

    assert second > first


def test_who_is_literate_reaches_three_in_each_of_the_four():
    three = dict.fromkeys(("skills", "ethics", "safety", "culture"), Decimal(3))

    assert is_literate(three)
    assert not is_literate(three | {"culture": Decimal("2.99")})
    assert not is_literate({"skills": Decimal(5)})


def class_of(count, score):
    return {number: {"skills": Decimal(score)} for number in range(count)}


def test_a_class_is_told_its_mean_and_the_gain_of_those_who_answered_twice():
    before, after = class_of(6, "2.00"), class_of(5, "3.50")

    skills = results_of(before, after)[0]

    assert (skills.before, skills.after, skills.gain) == (
        Decimal("2.0"), Decimal("3.5"), Decimal("1.5"),
    )  # fmt: skip


def test_of_fewer_than_five_nothing_is_told():
    skills = results_of(class_of(5, "2.00"), class_of(4, "5.00"))[0]

    assert (skills.before, skills.after, skills.gain) == (Decimal("2.0"), None, None)


def test_papers_are_read_a_line_each():
    read = read_papers("7 ABC\n\n12: a-c\n", item_count=3, option_counts=[3, 3, 3])

    assert read == [Written(7, (0, 1, 2)), Written(12, (0, None, 2))]


@pytest.mark.parametrize(
    ("typed", "line"),
    [("", 1), ("7 ABC\n7 ABC", 2), ("7 AB", 1), ("7 ABCD", 1), ("7 ABD", 1), ("ABC", 1),
     ("7 ABC\nx ABC", 2), ("0 ABC", 1), ("7 AB?", 1)],
)  # fmt: skip
def test_what_cannot_be_read_from_papers_names_its_line(typed, line):
    with pytest.raises(PaperUnclear) as refusal:
        read_papers(typed, item_count=3, option_counts=[3, 3, 3])

    assert refusal.value.args[0] == line
