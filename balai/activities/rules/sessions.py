"""Who plans sessions, and when one is open."""

from datetime import datetime, timedelta

# Those who plan a village's sessions and keep its lists of people.
PLANNERS = frozenset({"operator", "village_head"})
# Those who see which sessions there are in their area, and counts.
OFFICERS = frozenset({"regency_officer", "province_officer"})
# How long a session that is over still stands among those to come.
SHOWN_FOR = timedelta(hours=6)
# How long before and after a session its facilitators see the people of the village.
LED_FOR = timedelta(days=30)
_EARLY, _LATE = timedelta(hours=1), timedelta(hours=6)


def door_is_open(starts_at: datetime, ends_at: datetime, *, now: datetime) -> bool:
    """Tell whether people may tick themselves in: from an hour before to six hours after."""
    return starts_at - _EARLY <= now <= ends_at + _LATE
