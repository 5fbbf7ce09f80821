"""Stretches of time, in seconds since 1970: half-open, so that what touches does not overlap."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Self


class Span(NamedTuple):
    """From a second up to another, which does not belong to it."""

    start: int
    end: int

    @classmethod
    def between(cls, starts_at: datetime, ends_at: datetime) -> Self:
        return cls(int(starts_at.timestamp()), int(ends_at.timestamp()))

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def lies_in(self, others: Iterable["Span"]) -> bool:
        """Tell whether one of them holds all of it; join them before."""
        return any(one.start <= self.start and self.end <= one.end for one in others)


def joined(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """Write spans anew in order, those that overlap or touch as one.

    >>> joined([(5, 9), (1, 3), (3, 6)])
    [Span(start=1, end=9)]
    """
    ordered = sorted(spans)
    if not ordered:
        return []
    result: list[Span] = []
    since, until = ordered[0]
    for start, end in ordered:
        if start > until:
            result.append(Span(since, until))
            since, until = start, end
        elif end > until:
            until = end
    return [*result, Span(since, until)]


def without(spans: Sequence[Span], holes: Iterable[tuple[int, int]]) -> list[Span]:
    """Cut holes out of spans that are joined.

    >>> without([Span(0, 10)], [Span(3, 4), Span(8, 12)])
    [Span(start=0, end=3), Span(start=4, end=8)]
    """
    cut = joined(holes)
    return [part for span in spans for part in _parts(span, cut)]


def shared(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Keep what lies in both; each is joined."""
    pairs = (
        Span(max(one.start, two.start), min(one.end, two.end)) for one in spans for two in others
    )
    return [pair for pair in pairs if pair.start < pair.end]


def _parts(span: Span, holes: list[Span]) -> Iterator[Span]:
    start = span.start
    for number in range(bisect_right(holes, start, key=_end_of), len(holes)):
        hole = holes[number]
        if hole.start >= span.end:
            break
        if start < hole.start:
            yield Span(start, hole.start)
        start = hole.end
    if start < span.end:
        yield Span(start, span.end)


def _end_of(span: Span) -> int:
    return span.end
