"""The signature picture: one square a village, one strip a regency, hung from one beam.

What a colour means is the caller's; here it is a class from "a" (least) to "g" (most).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Attributes and not classes, so that a picture without a style sheet has its colours.
INKS = {
    "a": 'fill="none" stroke="#837d6f"',
    "b": 'fill="#9d8d58"',
    "c": 'fill="#628050"',
    "d": 'fill="#3b735c"',
    "e": 'fill="#155049"',
    "f": 'fill="#092f33"',
    "g": 'fill="#e2a31b" stroke="#1d1a16"',
}
_INK, _PAPER, _BEAM = "#1d1a16", "#fcfbf8", "#e2a31b"
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


def squares_svg(strips: Sequence[Strip], *, columns: int = 8, pitch: int = 10) -> str:
    """Draw the same picture, without links, for paper and for pictures to share."""
    gap, top = 14, 26
    breadth = columns * pitch + gap
    width = max(len(strips) * breadth - gap, 1)
    rows = max((-(-len(strip.squares) // columns) for strip in strips), default=0)
    kinds = "".join(
        f'<rect id="{name}" width="{pitch - 2}" height="{pitch - 2}" {ink}/>'
        for name, ink in INKS.items()
    )
    hung = "".join(
        f'<g transform="translate({number * breadth})">{_strip_svg(strip, columns, pitch)}</g>'
        for number, strip in enumerate(strips)
    )
    height = top + rows * pitch
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {width + 2} {height + 2}"'
        f' fill="{_INK}" font-family="Plus Jakarta Sans,sans-serif" font-size="10">'
        f'<defs>{kinds}</defs><path fill="{_PAPER}" d="M-1-1h{width + 2}v{height + 2}H-1z"/>'
        f"{hung}</svg>"
    )


def _strip_svg(strip: Strip, columns: int, pitch: int) -> str:
    squares = "".join(
        f'<use href="#{square.css_class}" x="{number % columns * pitch}"'
        f' y="{26 + number // columns * pitch}"/>'
        for number, square in enumerate(strip.most_first())
    )
    return (
        f'<text y="8" font-weight="700">{escape(strip.name)}</text>'
        f'<text y="18" font-size="8">{len(strip.squares)}</text>'
        f'<path fill="{_BEAM}" d="M0 21h{columns * pitch - 2}v2H0z"/>{squares}'
    )
