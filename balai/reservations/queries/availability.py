"""When each thing of a venue is free, and how many of it: four queries and one walk."""

from collections.abc import Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from balai.reservations.queries.diaries import diary_of, useful_hours
from balai.reservations.rules.asking import Thing
from balai.reservations.rules.branches import Branch, units_of
from balai.reservations.rules.spans import Span, joined, shared, without

_FOR_EVER = 1 << 40


class Free(NamedTuple):
    """A stretch in which so many pieces of a thing are free."""

    span: Span
    left: int


def availability(venue_pk: int, span: Span) -> dict[int, list[Free]]:
    """Say for each thing of a venue, by its number, when it is free in a while."""
    diary = diary_of(venue_pk, span)
    return {number: list(_free(thing, span)) for number, thing in diary.things.items()}


def _free(thing: Thing, span: Span) -> Iterator[Free]:
    """Walk the stretches in which it is of use, not closed, and not taken altogether."""
    hours = useful_hours(thing)
    useful = without([span] if hours is None else shared([span], hours), thing.closed)
    if thing.stock == 1:
        taken = [(one.start, one.end) for one in thing.taken]
        yield from (Free(part, 1) for part in without(useful, taken))
        return
    for free in _counted(thing):
        yield from (Free(part, free.left) for part in shared(useful, [free.span]))


def _counted(thing: Thing) -> Iterator[Free]:
    """Walk through all time, from change to change of how many pieces are free."""
    taken = [_of_unit(thing, unit) for unit in units_of(thing.branch, thing.stock)]
    steps = merge(*([(one.start, -1) for one in unit] for unit in taken))
    ends = merge(*([(one.end, 1) for one in unit] for unit in taken))
    since, left = 0, thing.stock
    for second, step in merge(steps, ends):
        if left > 0 and since < second:
            yield Free(Span(since, second), left)
        since, left = second, left + step
    yield Free(Span(since, _FOR_EVER), left)


def _of_unit(thing: Thing, unit: Branch) -> Sequence[Span]:
    return joined(
        (one.start, one.end)
        for one in thing.taken
        if one.first <= unit.last and unit.first <= one.last
    )
