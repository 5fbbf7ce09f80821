"""The same on many days, at the same hours on the wall: all of them, or none and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from balai.reservations.actions.endings import end_what_ran_out
from balai.reservations.actions.making import Act, make
from balai.reservations.actions.turns import lock_venue
from balai.reservations.errors import NotBookable, Skipped, SomeDaysNotBookable
from balai.reservations.models import Reservation, State, Venue
from balai.reservations.queries.asks import what_instead
from balai.reservations.rules.booking import RULES
from balai.reservations.rules.hours import on_day
from balai.reservations.wishes import Wish


def book_series(venue: Venue, wish: Wish, days: Sequence[date], act: Act) -> list[Reservation]:
    """Reserve the same on each of these days. The same key does it once.

    Raises SomeDaysNotBookable, which names exactly the days that cannot be had, why, and
    what is free next to each; then nothing is written, and whoever asked leaves these
    days out or takes others.
    """
    end_what_ran_out(venue.pk, now=act.now)
    try:
        with transaction.atomic():
            lock_venue(venue.pk)
            return _booked(venue, wish, days, act)
    except SomeDaysNotBookable as refusal:
        refusal.skipped = tuple(_with_instead(one, venue, wish, act) for one in refusal.skipped)
        raise


def _booked(venue: Venue, wish: Wish, days: Sequence[date], act: Act) -> list[Reservation]:
    made, skipped = [], []
    for day in sorted(set(days)):
        key = uuid5(act.key, day.isoformat())
        try:
            one = replace(act, key=key, series_key=act.key)
            made.append(make(venue, _on(day, wish), State.CONFIRMED, one, RULES))
        except NotBookable as refusal:
            skipped.append(Skipped(day, refusal.reasons, ()))
    if skipped:
        raise SomeDaysNotBookable(skipped)
    return made


def _on(day: date, wish: Wish) -> Wish:
    """Give a wish another day; what lasts over midnight lasts as long."""
    starts_at = on_day(day, timezone.localtime(wish.starts_at))
    return replace(wish, starts_at=starts_at, ends_at=starts_at + (wish.ends_at - wish.starts_at))


def _with_instead(skipped: Skipped, venue: Venue, wish: Wish, act: Act) -> Skipped:
    free = what_instead(_on(skipped.day, wish), venue.pk, now=act.now)
    return replace(skipped, instead=tuple(free))
