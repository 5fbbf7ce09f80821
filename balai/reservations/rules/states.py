"""Where a reservation can stand, and where it can go from there."""

WAITING, HELD, REQUESTED, CONFIRMED = "waiting", "held", "requested", "confirmed"
CHECKED_IN, FINISHED, NO_SHOW, CANCELLED = "checked_in", "finished", "no_show", "cancelled"

MOVES = {
    WAITING: {HELD, CANCELLED},
    HELD: {REQUESTED, CONFIRMED, CANCELLED},
    REQUESTED: {CONFIRMED, CANCELLED},
    CONFIRMED: {CHECKED_IN, FINISHED, NO_SHOW, CANCELLED},
    CHECKED_IN: {FINISHED},
    # Somebody comes back; a phone that was without signal says late who came.
    FINISHED: {CHECKED_IN},
    NO_SHOW: {CHECKED_IN, FINISHED},
    CANCELLED: set[str](),
}
# These keep their place from others. Who asks or waits keeps none yet.
PLACED = frozenset({HELD, CONFIRMED, CHECKED_IN, FINISHED})
# These can still be moved to another time, or called off.
OPEN = frozenset({WAITING, HELD, REQUESTED, CONFIRMED})
# These count for a quota: also who did not come had the place.
COUNTED = frozenset({HELD, REQUESTED, CONFIRMED, CHECKED_IN, FINISHED, NO_SHOW})
ATTENDED = frozenset({CHECKED_IN, FINISHED})


def may_become(state: str, other: str) -> bool:
    return other in MOVES[state]
