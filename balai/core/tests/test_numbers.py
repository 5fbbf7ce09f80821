"""What is read as a number, and what is not."""

import pytest

from balai.core.numbers import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("", None), (None, None), ("-7", None), ("7.0", None), (" 7", None),
     ("\u0667", None), ("\xb2", None), ("9" * 18, int("9" * 18)), ("9" * 19, None)],
)  # fmt: skip
def test_only_plain_digits_that_a_database_keeps_are_a_number(text, number):
    assert number_in(text) == number


def test_a_page_has_few_digits():
    assert (number_in("999", digits=3), number_in("1000", digits=3)) == (999, None)
