"""What every family of covers is drawn with: chance, ink, and a few plain shapes."""

from hashlib import blake2s
from typing import NamedTuple

WIDTH, HEIGHT = 320, 200
WHOLE = f"M0 0h{WIDTH}v{HEIGHT}H0z"


class Palette(NamedTuple):
    """Four inks that read on each other: ground, a tone near it, a light thread, an accent."""

    ground: str
    mid: str
    thread: str
    accent: str


ULIN = Palette("#3b281c", "#6e4c34", "#ecdfc4", "#e2a31b")
SUNGAI = Palette("#0c4a41", "#1d6e60", "#dcead8", "#e2a31b")
MALAM = Palette("#1f1b17", "#4b4237", "#f3ecdb", "#dd9d17")
EMAS = Palette("#d8991d", "#b97a12", "#2b1e11", "#fff6df")
TANAH = Palette("#8a3d22", "#b0613f", "#f7e4cd", "#f0b93a")
DAUN = Palette("#5b6f3a", "#7f9457", "#f5efdb", "#f2c14b")
DANAU = Palette("#1f4e63", "#3a7289", "#dfeae8", "#efb338")


class Dice:
    """Small numbers drawn in order from a hash: the only source of variety."""

    def __init__(self, seed: str) -> None:
        self._bits = int.from_bytes(blake2s(seed.encode(), digest_size=32).digest(), "big")

    def pick(self, count: int) -> int:
        self._bits, picked = divmod(self._bits, count)
        return picked

    def between(self, low: int, high: int, step: int = 1) -> int:
        return low + step * self.pick((high - low) // step + 1)


class Drawing(NamedTuple):
    """What a family draws with. `tile` is an id no other pattern of the file bears."""

    dice: Dice
    ink: Palette
    tile: str


def filled(ink: str, path: str) -> str:
    return f'<path fill="{ink}" d="{_terse(path)}"/>'


def drawn(ink: str, path: str, *, width: int = 2, dash: str = "") -> str:
    """Draw a line. A dash of "0 9" makes a string of round dots nine apart."""
    dots = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path stroke="{ink}" stroke-width="{width}"{dots} d="{_terse(path)}"/>'


def _terse(path: str) -> str:
    return path.replace(" -", "-")


def lines(content: str) -> str:
    """Hold lines that are not to be filled, with round ends."""
    return f'<g fill="none" stroke-linecap="round">{content}</g>'


def disc(ink: str, x: int, y: int, radius: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{ink}"/>'


def ring(radius: int) -> str:
    """Outline a circle about the origin, as a path, so that a dash can run along it."""
    half = f"a{radius} {radius} 0 0 1 0"
    return f"M0 {-radius}{half} {2 * radius}{half} {-2 * radius}"


def moved(content: str, x: int, y: int, *, turn: int = 0) -> str:
    rotate = f" rotate({turn})" if turn else ""
    return f'<g transform="translate({x} {y}){rotate}">{content}</g>'


def leaf(dx: int, dy: int, belly: int) -> str:
    """Outline a leaf from here to (dx, -dy), about `belly` wide on either side."""
    length = (dx * dx + dy * dy) ** 0.5
    px, py = round(belly * dy / length), round(belly * dx / length)
    x, y = dx // 2, dy // 2
    return f"q{x - px} {-y - py} {dx} {-dy}q{px - x} {y + py} {-dx} {dy}"


def tiled(drawing: Drawing, width: int, height: int, content: str, *, turn: int = 0) -> str:
    """Cover the ground with one tile, begun anywhere across it."""
    return _pattern(drawing, (width, height), content, turn=turn, x=drawing.dice.pick(width))


def half_drop(drawing: Drawing, width: int, height: int, content: str, *, turn: int = 0) -> str:
    """Cover the ground with a tile, each column half a tile lower than the one before."""
    x = drawing.dice.pick(2 * width)
    return half_drop_from(x, drawing, width, height, content, turn=turn)


def half_drop_from(
    x: int, drawing: Drawing, width: int, height: int, content: str, *, turn: int = 0
) -> str:
    """Do the same from a known place.

    The content keeps inside a tile of twice the width; a second pattern repeats it in
    the columns between.
    """
    second = f"{drawing.tile}b"
    return (
        _pattern(drawing, (2 * width, height), content, turn=turn, x=x)
        + f'<pattern id="{second}" href="#{drawing.tile}" x="{x + width}" y="{height // 2}"/>'
        + filled(f"url(#{second})", WHOLE)
    )


def _pattern(drawing: Drawing, size: tuple[int, int], content: str, *, turn: int, x: int) -> str:
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="{drawing.tile}" x="{x}" width="{size[0]}" height="{size[1]}"'
        f' patternUnits="userSpaceOnUse"{turned}>{content}</pattern>'
        + filled(f"url(#{drawing.tile})", WHOLE)
    )
