"""All rules of booking, and which of them are asked when."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from balai.reservations.errors import Reason
from balai.reservations.rules.asking import Ask
from balai.reservations.rules.places import NotClosed, NotTaken, RoomForAll, WithinQuota
from balai.reservations.rules.times import (
    EarlyEnough,
    EndsAfterItStarts,
    LongEnough,
    NotTooEarly,
    ShortEnough,
    StillToCome,
    WhileInternet,
    WhileOpen,
    WhilePower,
)


class Rule(Protocol):
    """Says every reason that it has against a wish; none where it has nothing against it."""

    def reasons(self, ask: Ask) -> Iterator[Reason]: ...


RULES: tuple[Rule, ...] = (
    EndsAfterItStarts(),
    StillToCome(),
    EarlyEnough(),
    NotTooEarly(),
    LongEnough(),
    ShortEnough(),
    WhileOpen(),
    WhilePower(),
    WhileInternet(),
    NotClosed(),
    NotTaken(),
    RoomForAll(),
    WithinQuota(),
)
# Who waits, waits for what is taken.
WAITING_RULES = tuple(rule for rule in RULES if not isinstance(rule, NotTaken))
# What is freed late may still be offered to who asked for it in time.
OFFER_RULES = tuple(rule for rule in RULES if not isinstance(rule, EarlyEnough | NotTooEarly))
# When a keeper says yes to what was asked before, only the place itself is looked at again.
PLACE_RULES: tuple[Rule, ...] = (StillToCome(), NotClosed(), NotTaken())
# Whoever stands in the door, and is let in, is there.
WALK_IN_RULES: tuple[Rule, ...] = (EndsAfterItStarts(), NotTaken())


def reasons_against(ask: Ask, rules: Iterable[Rule] = RULES) -> list[Reason]:
    """List everything that stands in the way, so that nobody has to find it out piece by piece."""
    return [reason for rule in rules for reason in rule.reasons(ask)]


def is_possible(ask: Ask, rules: Iterable[Rule] = RULES) -> bool:
    """Tell whether nothing stands in the way; the first reason is enough."""
    return not any(True for rule in rules for _reason in rule.reasons(ask))
