"""What is cut, named and cleaned before it goes out."""

import pytest

from balai.channels.rules import shortened, tag_uri, without_controls


def test_a_short_text_stays_whole_on_one_line():
    text = "Biji kakao\n\n difermentasi   enam hari."

    line = shortened(text)

    assert line == "Biji kakao difermentasi enam hari."


def test_a_long_text_is_cut_between_words():
    text = "Biji kakao difermentasi enam hari"

    line = shortened(text, length=25)

    assert line == "Biji kakao difermentasi…"


def test_one_endless_word_is_cut_inside():
    text = "a" * 200

    line = shortened(text, length=10)

    assert line == "aaaaaaaaa…"


def test_a_name_for_good_holds_the_host_without_its_port():
    name = tag_uri("https://balai.kaltim.example:8443", "id:listing:12")

    assert name == "tag:balai.kaltim.example,2026:id:listing:12"


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_characters_that_no_xml_may_hold_are_dropped(character):
    text = f"Madu{character} hutan 🍯\n"

    cleaned = without_controls(text)

    assert cleaned == "Madu hutan 🍯\n"
