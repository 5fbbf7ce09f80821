"""Two people changed one record: what goes together, and what a person has to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

# The values of each field, in the form's own spelling; a box without a tick has none.
Values: TypeAlias = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed, each to something else."""

    name: str
    was: list[str]
    theirs: list[str]
    mine: list[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes out of both; where there are clashes, the fields of a clash stay as they are."""

    values: dict[str, list[str]]
    # Fields that stand as somebody else wrote them meanwhile.
    taken_over: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = field(default=())


def merge(*, base: Values, now: Values, sent: Values) -> Merged:
    """Merge a change into what the record is now, knowing what it was when the form was shown.

    Nothing that either side wrote is dropped: what both changed differently is a clash.
    Only the fields of the record are looked at; others of the form are the sender's.
    """
    values: dict[str, list[str]] = {}
    taken_over, clashes = [], []
    for name in dict.fromkeys([*base, *now]):
        was, theirs, mine = (_plain(side.get(name, [])) for side in (base, now, sent))
        values[name] = theirs if mine in (was, theirs) else mine
        if theirs not in (was, mine) and mine == was:
            taken_over.append(name)
        if mine not in (was, theirs) and theirs != was:
            values[name] = theirs
            clashes.append(Clash(name, was, theirs, mine))
    return Merged(values, tuple(taken_over), tuple(clashes))


def _plain(values: list[str]) -> list[str]:
    """Read values as they are meant: browsers end lines in their own way."""
    return [text for one in values if (text := one.replace("\r\n", "\n").strip())]
