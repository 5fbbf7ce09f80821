"""On which days something comes back."""

import calendar
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import takewhile

WEEKLY, FORTNIGHTLY, MONTHLY = "weekly", "fortnightly", "monthly"
# A year of weeks: more is planned in the next.
MOST = 53


def days_of(
    first: date, *, frequency: str, until: date, skipped: Collection[date] = ()
) -> list[date]:
    """List the days from the first to the last, but those left out; MOST of them at most.

    >>> days_of(date(2026, 1, 31), frequency="monthly", until=date(2026, 3, 31))
    [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 31)]
    """
    days = _months(first) if frequency == MONTHLY else _weeks(first, frequency)
    kept = [day for day in takewhile(lambda day: day <= until, days) if day not in skipped]
    return kept[:MOST]


def _weeks(first: date, frequency: str) -> Iterator[date]:
    step = timedelta(weeks=2 if frequency == FORTNIGHTLY else 1)
    for number in range(2 * MOST):
        yield first + number * step


def _months(first: date) -> Iterator[date]:
    """Keep to the day of the month; a month without it takes its last day."""
    for number in range(2 * MOST):
        year, month = divmod(first.month - 1 + number, 12)
        last = calendar.monthrange(first.year + year, month + 1)[1]
        yield date(first.year + year, month + 1, min(first.day, last))
