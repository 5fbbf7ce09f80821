"""Texts of questions, with the tag that says how their marks are meant."""

import re

from balai.activities.rules.gift.marked import Marked
from balai.activities.rules.gift.questions import FORMATS, Words

_TAG = re.compile(rf"\[({'|'.join(FORMATS)})\]")
LONGEST_TEXT = 4000


def read_words(part: Marked, format_: str = "moodle") -> Words:
    """Read a text, and its tag where it has one; else it is meant as what stands round it."""
    part = part.stripped()
    if tag := _TAG.match(part.text):
        return Words(part.part(tag.end()).stripped().text, tag[1])
    return Words(part.text, format_ if part.text else "moodle")


def has_to_be_tagged(words: Words, format_: str) -> bool:
    """Tell whether the text would be read otherwise without its tag."""
    text = words.text
    is_other = bool(text) and words.format != format_
    return is_other or text.startswith(("//", "$CATEGORY")) or _TAG.match(text) is not None
