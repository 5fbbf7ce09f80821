"""The checker of pages does find what is wrong."""

import pytest

from tests.vnu import problems_in

pytestmark = pytest.mark.slow

VALID = (
    '<!doctype html><html lang="id"><head><title>Balai</title></head><body><p>Isi</p></body></html>'
)


def test_a_valid_page_has_no_problems():
    assert problems_in({"/": VALID}) == []


def test_a_problem_names_its_page_and_line():
    wrong = VALID.replace("<p>", "<p>\n<p id='a b'>")

    assert problems_in({"/": VALID, "/desa/": wrong}) == [
        "/desa/, line 2: Bad value “a b” for attribute “id” on element “p”: "
        "An ID must not contain whitespace."
    ]
