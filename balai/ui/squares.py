"""The signature picture: one square a village, one strip a regency, hung from one beam.

What a colour means is the caller's; here it is a class from "a" (least) to "g" (most).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# The colours of the classes, for pictures that have no style sheet; "a" is hollow.
INKS = {
    "b": "#9d8d58",
    "c": "#628050",
    "d": "#3b735c",
    "e": "#155049",
    "f": "#092f33",
    "g": "#e2a31b",
}
_BARE = re.compile(r"[\w./:%~?&;-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Square:
    """One village."""

    css_class: str
    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One regency and its villages, in the order of their codes."""

    name: str
    url: str
    squares: Sequence[Square]

    def most_first(self) -> list[Square]:
        """Sort by class, then as they came, so that a strip reads as a bar."""
        return sorted(self.squares, key=lambda square: square.css_class, reverse=True)


def class_counts(strips: Sequence[Strip]) -> Counter[str]:
    """Count the squares of each class, for the legend."""
    return Counter(square.css_class for strip in strips for square in strip.squares)


def squares_html(strips: Sequence[Strip]) -> SafeString:
    """Draw the squares as links; the style sheet sets columns and colours.

    They stay out of the tab order: the strip's name leads to the same villages as an
    ordinary list. Open paragraphs and bare attributes are valid HTML and keep 841 links
    near 6 kB compressed.
    """
    if len(strips) == 1:
        return mark_safe(f'<div class="squares one"><p>{_links(strips[0])}</div>')  # noqa: S308
    sections = "".join(
        f'<section><h3><a href="{escape(strip.url)}">{escape(strip.name)}'
        f"<small>{len(strip.squares)}</small></a></h3><p>{_links(strip)}</section>"
        for strip in strips
    )
    return mark_safe(f'<div class="squares">{sections}</div>')  # noqa: S308


def _links(strip: Strip) -> str:
    return "".join(
        f"<a class={_attribute(square.css_class)} tabindex=-1 href={_attribute(square.url)}"
        f' title="{escape(square.name)}"></a>'
        for square in strip.most_first()
    )


def _attribute(text: str) -> str:
    """Write an attribute's value, in quotes only where it needs them."""
    value = escape(text)
    return value if _BARE.fullmatch(value) else f'"{value}"'
