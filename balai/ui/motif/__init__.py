"""Drawn covers for whatever a village shows without a photograph."""

from balai.ui.motif.covers import motif
from balai.ui.motif.families import FAMILIES, family_of
from balai.ui.motif.sprites import (
    DRAWING_VERSION,
    MOST_SEEDS,
    NotASprite,
    motif_of,
    seed_of,
    single_url,
    sprite,
    sprite_url,
)

__all__ = [
    "DRAWING_VERSION",
    "FAMILIES",
    "MOST_SEEDS",
    "NotASprite",
    "family_of",
    "motif",
    "motif_of",
    "seed_of",
    "single_url",
    "sprite",
    "sprite_url",
]
