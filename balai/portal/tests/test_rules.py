"""Words and shapes the public pages choose."""

from types import SimpleNamespace

import pytest

from balai.portal.rules import is_one_way, square_class


@pytest.mark.parametrize(
    ("ways", "answer"),
    [
        ([], True),
        ([("Tering", "Long Melaham")], True),
        ([("Samarinda", "Tering"), ("Tering", "Long Melaham")], True),
        ([("Tenggarong", "Lekaq Kidau"), ("Tenggarong", "Lekaq Kidau")], False),
    ],
)
def test_legs_that_follow_each_other_are_one_way(ways, answer):
    legs = [SimpleNamespace(origin=origin, destination=end) for origin, end in ways]

    assert is_one_way(legs) is answer


@pytest.mark.parametrize(
    ("count", "name"), [(0, "a"), (1, "b"), (2, "c"), (3, "d"), (4, "d"), (5, "e"), (99, "e")]
)
def test_a_square_says_how_much_a_village_shows(count, name):
    assert square_class(count) == name
