"""Many covers in one file, so that a list of twenty costs one request.

The address says all: each cover is a seed such as 6403012005b2 (village, family letter,
salt). Covers are stacked, and #m0, #m1 … show one each.
"""

import re
from collections.abc import Sequence

from django.urls import reverse

from balai.ui.motif.covers import content, motif
from balai.ui.motif.families import FAMILIES, family_of
from balai.ui.motif.shapes import HEIGHT, WIDTH

MOST_SEEDS = 24
# Stands in the address: raise it when any cover is drawn differently.
DRAWING_VERSION = 1

_SEED = re.compile(r"(\d{10}|\d{6}|\d{4}|\d\d)([a-zA-Z])([1-9]\d{0,4})?", re.ASCII)
_FAMILY_OF_LETTER = {family.letter: name for name, family in FAMILIES.items()}


class NotASprite(ValueError):
    """An address that no page of ours has written."""


def seed_of(code: str, family: str, salt: int = 0) -> str:
    """Write a cover's seed. The code may have its dots; a kind stands for its family."""
    letter = FAMILIES[family_of(family)].letter
    return f"{code.replace('.', '')}{letter}{salt or ''}"


def motif_of(seed: str) -> str:
    """Draw one cover by its seed, as a file. Raises NotASprite."""
    return motif(*_parsed(seed))


def sprite_url(seeds: Sequence[str]) -> str:
    """Name the file that holds these covers; add #m0, #m1 … for each."""
    return reverse("ui:motif", args=[",".join(seeds)])


def single_url(seed: str) -> str:
    return sprite_url([seed])


def sprite(seeds: str) -> str:
    """Draw the covers of a comma-separated list of seeds. Raises NotASprite."""
    listed = seeds.split(",")
    if len(listed) > MOST_SEEDS:
        raise NotASprite(seeds)
    parsed = [_parsed(seed) for seed in listed]
    views, covers = "", ""
    for number, (code, family, salt) in enumerate(parsed):
        top = HEIGHT * number
        views += f'<view id="m{number}" viewBox="0 {top} {WIDTH} {HEIGHT}"/>'
        drawing = content(code, family, salt, tile=f"p{number}")
        covers += f'<svg y="{top}" width="{WIDTH}" height="{HEIGHT}">{drawing}</svg>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{views}{covers}</svg>"
    )


def _parsed(seed: str) -> tuple[str, str, int]:
    shape = _SEED.fullmatch(seed)
    if shape is None or shape[2] not in _FAMILY_OF_LETTER:
        raise NotASprite(seed)
    return shape[1], _FAMILY_OF_LETTER[shape[2]], int(shape[3] or 0)
