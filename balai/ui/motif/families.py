"""Which families of covers there are, and which one suits a kind or a sector."""

from collections.abc import Callable
from typing import NamedTuple

from balai.ui.motif import gathered, made, places
from balai.ui.motif.shapes import DANAU, DAUN, EMAS, MALAM, SUNGAI, TANAH, ULIN, Drawing, Palette


class Family(NamedTuple):
    """A way of drawing. Its letter stands in addresses and never changes its meaning."""

    letter: str
    draw: Callable[[Drawing], str]
    palettes: tuple[Palette, ...]


FAMILIES: dict[str, Family] = {
    "leaf": Family("l", gathered.leaves, (ULIN, DAUN, TANAH, SUNGAI, EMAS)),
    "bean": Family("b", gathered.pods, (TANAH, ULIN, DAUN, EMAS, SUNGAI, MALAM)),
    "berry": Family("y", gathered.berries, (ULIN, SUNGAI, TANAH, MALAM, DAUN)),
    "grain": Family("g", gathered.grain, (DAUN, SUNGAI, TANAH, ULIN, DANAU)),
    "palm": Family("p", gathered.palms, (ULIN, SUNGAI, DAUN, TANAH)),
    "fruit": Family("u", gathered.fruits, (DAUN, TANAH, SUNGAI, EMAS, DANAU)),
    "hexagon": Family("h", gathered.comb, (ULIN, EMAS, MALAM, TANAH, DAUN)),
    "fish": Family("f", gathered.fish, (DANAU, SUNGAI, MALAM, TANAH)),
    "bowl": Family("o", gathered.bowls, (TANAH, ULIN, SUNGAI, DANAU, EMAS)),
    "weave": Family("w", made.weave, (MALAM, TANAH, ULIN, EMAS, SUNGAI)),
    "plait": Family("t", made.plait, (ULIN, MALAM, TANAH, EMAS, DAUN)),
    "dye": Family("d", made.dye, (DANAU, MALAM, TANAH, ULIN, SUNGAI)),
    "carve": Family("k", made.carve, (ULIN, MALAM, TANAH, EMAS, SUNGAI)),
    "bead": Family("m", made.beads, (MALAM, TANAH, EMAS, SUNGAI)),
    "gong": Family("a", made.gongs, (TANAH, MALAM, SUNGAI, EMAS)),
    "flag": Family("v", made.flags, (EMAS, TANAH, SUNGAI, MALAM)),
    "step": Family("e", made.steps, (DANAU, ULIN, SUNGAI, TANAH)),
    "ripple": Family("i", made.ripples, (DANAU, SUNGAI, ULIN, MALAM, TANAH)),
    "strip": Family("x", made.strips, (ULIN, SUNGAI, DANAU, TANAH, DAUN)),
    "hill": Family("j", places.hills, (SUNGAI, DANAU, DAUN, TANAH)),
    "wave": Family("s", places.sea, (DANAU, SUNGAI, MALAM, TANAH)),
    "river": Family("r", places.river, (DANAU, DAUN, SUNGAI, ULIN, TANAH)),
    "lake": Family("q", places.lake, (DANAU, SUNGAI, ULIN, TANAH)),
    "fall": Family("z", places.falls, (SUNGAI, DANAU, DAUN, ULIN)),
    "cave": Family("c", places.cave, (MALAM, ULIN, TANAH, DANAU)),
    "roof": Family("R", places.house, (DANAU, MALAM, SUNGAI, ULIN)),
    "tree": Family("n", places.trees, (SUNGAI, DAUN, ULIN, DANAU)),
}

# What a kind is drawn as when no sector says better.
_OF_KIND = {
    "product": "leaf",
    "attraction": "hill",
    "stay": "roof",
    "experience": "river",
    "culture": "bead",
    "event": "flag",
    "story": "ripple",
    "village": "strip",
}


def family_of(kind: str, hint: str = "") -> str:
    """Name the family for a kind; a sector's hint goes first, an unknown one is passed over."""
    return hint if hint in FAMILIES else _OF_KIND.get(kind, kind)
