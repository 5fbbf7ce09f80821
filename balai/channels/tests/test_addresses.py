"""Addresses are those of the configured site, in every language."""

import pytest

from balai.channels.addresses import absolute, in_each_language


def test_an_address_starts_with_the_configured_site(settings):
    settings.SITE_URL = "https://balai.kaltim.example"

    assert absolute("/produk/") == "https://balai.kaltim.example/produk/"


@pytest.mark.parametrize("path", ["/produk/12/madu/", "/en/produk/12/madu/"])
def test_a_page_is_named_in_both_languages_from_either(path):
    addresses = in_each_language(path)

    assert addresses == {
        "id": "http://balai.example/produk/12/madu/",
        "en": "http://balai.example/en/produk/12/madu/",
    }


def test_a_path_that_only_begins_like_a_language_is_left_alone():
    addresses = in_each_language("/energi/")

    assert addresses["en"] == "http://balai.example/en/energi/"
