"""Where a thing stands in its family, as a stretch of numbers.

The stretch of a hall holds those of its rooms, a room's those of its seats; two things
get in each other's way just when their stretches overlap. Numbers are given once and
never moved, so a stretch may be written down beside each booking.

    venue 7 · hall 1 · room 3 · seat 5   →   7 001 003 005 000 … 7 001 003 005 999
"""

from typing import NamedTuple

_STEP = 1000
# Halls, rooms, seats; below them only the pieces of a stock.
DEEPEST = 3
MOST = _STEP - 1


class Branch(NamedTuple):
    """A thing with all that it contains: its first and its last number."""

    first: int
    last: int

    def overlaps(self, other: "Branch") -> bool:
        return self.first <= other.last and other.first <= self.last


def branch_of_venue(venue_number: int) -> Branch:
    width = _STEP ** (DEEPEST + 1)
    return Branch(venue_number * width, (venue_number + 1) * width - 1)


def child_of(parent: Branch, number: int) -> Branch:
    """Name the branch of the first, second, … of a parent's children.

    >>> child_of(Branch(7_000, 7_999), 5)
    Branch(first=7005, last=7005)
    """
    width = (parent.last - parent.first + 1) // _STEP
    first = parent.first + number * width
    return Branch(first, first + width - 1)


def units_of(branch: Branch, stock: int) -> list[Branch]:
    """List what can be taken one by one: each piece of a stock, or the thing as a whole."""
    if stock == 1:
        return [branch]
    return [child_of(branch, number) for number in range(1, stock + 1)]
