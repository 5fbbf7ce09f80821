"""Decisions about what goes out, from plain values."""

import re
import textwrap
from urllib.parse import urlsplit

SUMMARY_LENGTH = 160
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def shortened(text: str, *, length: int = SUMMARY_LENGTH) -> str:
    """Put the beginning of a text on one line, cut between words."""
    one_line = " ".join(text.split())
    if len(one_line) <= length:
        return one_line
    cut = textwrap.shorten(one_line, length, placeholder="…")
    return cut if len(cut) > 1 else f"{one_line[: length - 1]}…"


def tag_uri(site_url: str, name: str) -> str:
    """Name a thing for good (RFC 4151): the same before and after its title changes.

    The year is when Balai began to give such names; it never moves.
    """
    return f"tag:{urlsplit(site_url).hostname},2026:{name}"


def without_controls(text: str) -> str:
    """Drop the characters that no XML may hold; one of them would break a whole feed."""
    return _NOT_IN_XML.sub("", text)
