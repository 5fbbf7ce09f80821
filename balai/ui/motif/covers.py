"""Covers: one picture from a village's code, a family and a number.

A hash of the three picks palette, count, rhythm and proportion. Every shape is plain
geometry invented here: no community's own motif is copied.
"""

from balai.ui.motif.families import FAMILIES, family_of
from balai.ui.motif.shapes import HEIGHT, WHOLE, WIDTH, Dice, Drawing, filled


def motif(code: str, family: str, salt: int = 0) -> str:
    """Draw a cover as an SVG file of a few hundred bytes, the same for ever.

    Dots in the code do not matter; a kind stands for its family. The salt parts several
    covers of one village.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{content(code, family, salt)}</svg>"
    )


def content(code: str, family: str, salt: int, *, tile: str = "p") -> str:
    """Draw what stands inside the picture; `tile` names the pattern it may need."""
    family = family_of(family)
    dice = Dice(f"{family} {code.replace('.', '')} {salt}")
    _letter, draw, palettes = FAMILIES[family]
    ink = palettes[dice.pick(len(palettes))]
    return filled(ink.ground, WHOLE) + draw(Drawing(dice, ink, tile))
