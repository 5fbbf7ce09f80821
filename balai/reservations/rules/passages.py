"""Who came and went, told in any order and by several phones: what it adds up to."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from balai.reservations.rules.states import CHECKED_IN, FINISHED

IN, OUT = "in", "out"


class Passage(NamedTuple):
    """One way through the door, when the phone says it was."""

    at: datetime
    direction: str


class Stay(NamedTuple):
    """What the passages of one reservation mean together."""

    state: str
    came_at: datetime | None
    left_at: datetime | None


def stay_of(passages: Iterable[Passage]) -> Stay:
    """Add passages up; the order in which they were told makes no difference.

    Who went out was there, also where nobody told when they came in.
    """
    ordered = sorted(set(passages))
    came = [one.at for one in ordered if one.direction == IN]
    left = [one.at for one in ordered if one.direction == OUT]
    is_gone = ordered[-1].direction == OUT
    return Stay(
        FINISHED if is_gone else CHECKED_IN,
        came_at=came[0] if came else None,
        left_at=left[-1] if is_gone else None,
    )
