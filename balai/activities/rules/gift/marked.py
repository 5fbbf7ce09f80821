"""Text in which each sign that means something is told from the same letter written as itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

SIGNS = frozenset("{}=~#:%->")
_SPACE = " "
_LETTER = "."


@dataclass(frozen=True, slots=True)
class Marked:
    r"""The text without its backslashes, and beside each letter the sign it stands for.

    \= is the letter = and no sign; \n is the end of a line, which no trimming takes.
    """

    text: str
    signs: str
    lines: Sequence[int]

    @classmethod
    def read(cls, numbered: Sequence[tuple[int, str]]) -> Self:
        text: list[str] = []
        signs: list[str] = []
        lines: list[int] = []
        for number, line in numbered:
            for letter, sign in _letters(f"{line}\n"):
                text.append(letter)
                signs.append(sign)
                lines.append(number)
        return cls("".join(text), "".join(signs), lines)

    @property
    def line(self) -> int:
        return self.lines[0] if self.lines else 0

    def line_at(self, place: int) -> int:
        return self.lines[min(place, len(self.lines) - 1)]

    def part(self, start: int, end: int | None = None) -> "Marked":
        return Marked(self.text[start:end], self.signs[start:end], self.lines[start:end])

    def stripped(self) -> "Marked":
        start = len(self.signs) - len(self.signs.lstrip(_SPACE))
        end = len(self.signs.rstrip(_SPACE))
        if start >= end:
            return self.part(len(self.signs))
        return self.part(start, end)

    def find(self, signs: str, start: int = 0) -> int:
        return self.signs.find(signs, start)

    def cut_at(self, signs: str) -> tuple["Marked", "Marked | None"]:
        """Divide at the first of these signs; None where there is none."""
        place = self.find(signs)
        if place < 0:
            return self, None
        return self.part(0, place), self.part(place + len(signs))

    def cut_before_each(self, signs: str) -> list["Marked"]:
        """Divide so that each part but the first begins with one of these signs."""
        starts = [found.start() for found in re.finditer(f"[{signs}]", self.signs)]
        borders = [*starts, len(self.signs)]
        first = self.part(0, borders[0])
        return [first, *(self.part(start, end) for start, end in pairwise(borders))]


def _letters(line: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(line):
        letter = line[place]
        following = line[place + 1 : place + 2]
        if letter == "\\" and following not in {"", "\n"}:
            found.append(("\n" if following == "n" else following, _LETTER))
            place += 2
            continue
        found.append((letter, _sign(letter)))
        place += 1
    return found


def _sign(letter: str) -> str:
    if letter in SIGNS:
        return letter
    return _SPACE if letter.isspace() else _LETTER
