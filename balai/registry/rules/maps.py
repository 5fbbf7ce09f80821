"""The sheet on which outlines are drawn: whole steps east and south, compact as an SVG path.

Longitude is shortened by the cosine of one latitude for all of Indonesia (6° north to
11° south): shapes are true within 2 %, and whatever is imported when, fits together. A
step is some 55 m for villages and districts, 220 m for regencies and provinces: finer
than a screen shows on a map of their regency or province.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from balai.core.codes import Level

_SHORTENED = math.cos(math.radians(3))
_DEGREES_PER_STEP: dict[Level, float] = {
    "province": 0.002,
    "regency": 0.002,
    "district": 0.0005,
    "village": 0.0005,
}
# A ring that fills less (in square steps, twice) is an islet that no map of this size shows.
_SMALLEST_RING = 16

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """An SVG path, and the box that it fills."""

    path: str
    left: int
    top: int
    right: int
    bottom: int


def outline_of(rings: Iterable[Sequence[tuple[float, float]]], level: Level) -> Outline:
    """Draw rings of longitudes and latitudes.

    Outer rings and holes turn opposite ways. Of an area too small for the sheet, a
    single step remains, so that each can be seen and pointed at.
    """
    drawn = [_spots(ring, _DEGREES_PER_STEP[level]) for ring in rings]
    kept = [ring for ring in drawn if _doubled_area(ring) >= _SMALLEST_RING]
    if not kept:
        kept = [_grown(max(drawn, key=_doubled_area))]
    across = [x for ring in kept for x, _y in ring]
    down = [y for ring in kept for _x, y in ring]
    return Outline(_path(kept), min(across), min(down), max(across), max(down))


def _spots(ring: Sequence[tuple[float, float]], step: float) -> list[Spot]:
    spots: list[Spot] = []
    for longitude, latitude in ring:
        spot = (round(longitude * _SHORTENED / step), round(-latitude / step))
        if not spots or spot != spots[-1]:
            spots.append(spot)
    if len(spots) > 1 and spots[0] == spots[-1]:
        spots.pop()
    return spots


def _doubled_area(ring: list[Spot]) -> int:
    return abs(
        sum(
            x * next_y - next_x * y
            for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True)
        )
    )


def _grown(ring: list[Spot]) -> list[Spot]:
    if _doubled_area(ring):
        return ring
    x, y = ring[0]
    return [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]


def _path(rings: list[list[Spot]]) -> str:
    parts: list[str] = []
    x = y = 0
    for ring in rings:
        steps: list[int] = []
        for next_x, next_y in ring:
            steps += (next_x - x, next_y - y)
            x, y = next_x, next_y
        parts.append(f"m{_joined(steps)}z")
        x, y = ring[0]  # where "z" leads back to
    return "".join(parts)


def _joined(steps: list[int]) -> str:
    """Write numbers with a space only where no minus sign parts them."""
    return "".join(str(step) if step < 0 else f" {step}" for step in steps).lstrip()
