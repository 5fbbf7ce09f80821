"""Lengths and hours as people say them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils.translation import ngettext

from balai.reservations.rules.asking import Ask
from balai.reservations.rules.spans import Span

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def in_words(length: timedelta) -> str:
    """Write a length in the largest unit that divides it.

    >>> in_words(timedelta(minutes=90))
    '90 minutes'
    """
    if length >= _DAY and not length % _DAY:
        days = length // _DAY
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    if length >= _HOUR and not length % _HOUR:
        hours = length // _HOUR
        return ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    minutes = length // timedelta(minutes=1)
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def hours_of_the_day(ask: Ask, hours: Sequence[Span]) -> str:
    """Name those hours that touch the day asked for."""
    midnight = ask.wall(ask.span.start).replace(hour=0, minute=0, second=0, microsecond=0)
    day = Span.between(midnight, midnight + _DAY)
    return on_the_wall(ask, [one for one in hours if one.overlaps(day)])


def on_the_wall(ask: Ask, spans: Iterable[Span]) -> str:
    return ", ".join(f"{ask.wall(start):%H.%M}–{ask.wall(end):%H.%M}" for start, end in spans)
