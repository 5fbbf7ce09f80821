"""What would work instead: the nearest free times, and like things at the same time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from balai.reservations.rules.asking import Ask, Thing
from balai.reservations.rules.booking import is_possible

STEP = 30 * 60
# As many days as are looked through, and as many answers as help somebody choose.
DAYS = 7
ENOUGH = 2


def other_times(ask: Ask) -> list[int]:
    """Name the starts nearest to what was asked at which all of it could be had; in order."""
    first = ask.span.start - ask.span.start % STEP
    nearest: list[int] = []
    for start in _outwards(first):
        if ask.now <= start != ask.span.start and is_possible(ask.at(start)):
            nearest.append(start)
            if len(nearest) == ENOUGH:
                break
    return sorted(nearest)


def other_things(ask: Ask, alike: Sequence[Sequence[Thing]]) -> list[tuple[Thing, ...]]:
    """Choose, for each thing, the first of those like it that can be had at the same time.

    `alike` lists, for each thing asked for, what could stand in for it. One thing is
    replaced at a time: who asks for a seat and a camera keeps the camera.
    """
    found: list[tuple[Thing, ...]] = []
    for place, others in enumerate(alike):
        for other in others:
            chosen = (*ask.things[:place], other, *ask.things[place + 1 :])
            if is_possible(replace(ask, things=chosen)):
                found.append(chosen)
            if len(found) == ENOUGH:
                return found
    return found


def _outwards(start: int) -> Iterator[int]:
    """Walk away from a moment in both directions, later first."""
    yield start
    for number in range(1, DAYS * 86_400 // STEP):
        yield start + number * STEP
        yield start - number * STEP
