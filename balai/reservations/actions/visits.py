"""Who came and went: told by code or by the keeper, late, twice, in any order."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from balai.reservations.actions.endings import end_what_ran_out
from balai.reservations.actions.making import Act, make, saying_what_instead
from balai.reservations.actions.turns import (
    announce,
    become,
    lock_reservation,
    lock_venue,
    write_down,
)
from balai.reservations.errors import NotConfirmed, NotToday, SentByAnother
from balai.reservations.events import CheckedIn
from balai.reservations.models import Passage, Reservation, State, Venue
from balai.reservations.rules import passages
from balai.reservations.rules.booking import WALK_IN_RULES
from balai.reservations.rules.passages import stay_of
from balai.reservations.rules.states import ATTENDED
from balai.reservations.wishes import Wish

# What is told later than this has happened, whoever else has the place by now.
_LATE = timedelta(minutes=15)
_EXPECTED = {State.CONFIRMED, State.NO_SHOW, *ATTENDED}


class Seen(NamedTuple):
    """One way through the door, as a phone saw it; its nonce makes it one however often told."""

    nonce: UUID
    direction: str
    at: datetime


@transaction.atomic
def tell_passage(
    reservation: Reservation, seen: Seen, *, by: models.Model | None, now: datetime
) -> None:
    """Write down that somebody came or went. `by` is None for who ticks themselves in.

    Raises NotConfirmed, NotToday or SentByAnother; then nothing is written.
    """
    lock_reservation(reservation)
    told = Passage.objects.filter(nonce=seen.nonce).first()
    if told is not None:
        if told.reservation_id != reservation.pk:
            raise SentByAnother
        return
    if reservation.state not in _EXPECTED:
        raise NotConfirmed
    # A phone's clock may run ahead.
    at = min(seen.at, now)
    if not _is_day_of(reservation, at):
        raise NotToday
    Passage.objects.create(
        nonce=seen.nonce,
        reservation=reservation,
        direction=seen.direction,
        at=at,
        told_at=now,
        by_number=by.pk if by else None,
    )
    _add_up(reservation, by=by, now=now)


def walk_in(venue: Venue, wish: Wish, act: Act) -> Reservation:
    """Let in who has reserved nothing, from the time of the wish. The same key does it once.

    Raises NotBookable where the place is taken; told late it is written down all the
    same, because it has happened, and keeps no place.
    """
    end_what_ran_out(venue.pk, now=act.now)
    is_late = act.now - wish.starts_at > _LATE
    rules = () if is_late else WALK_IN_RULES
    with saying_what_instead(venue.pk, wish, now=act.now), transaction.atomic():
        lock_venue(venue.pk)
        reservation = make(venue, wish, State.CHECKED_IN, act, rules)
        if not reservation.is_walk_in:
            _let_in(reservation, act)
    return reservation


def _let_in(reservation: Reservation, act: Act) -> None:
    """Say of what was just made that it is a guest's, who is here."""
    reservation.is_walk_in = True
    reservation.save(update_fields=["is_walk_in"])
    Passage.objects.create(
        nonce=act.key,
        reservation=reservation,
        direction=passages.IN,
        at=min(reservation.starts_at, act.now),
        told_at=act.now,
        by_number=act.by.pk if act.by else None,
    )
    _add_up(reservation, by=act.by, now=act.now)


def _add_up(reservation: Reservation, *, by: models.Model | None, now: datetime) -> None:
    """Let all passages together say where the reservation stands, whatever came last."""
    rows = reservation.passages.values_list("at", "direction")
    stay = stay_of(passages.Passage(at, direction) for at, direction in rows)
    state = State.FINISHED if now >= reservation.ends_at else stay.state
    was_here = reservation.state in ATTENDED
    times = {"came_at": stay.came_at, "left_at": stay.left_at}
    if state == reservation.state:
        reservation.came_at, reservation.left_at = stay.came_at, stay.left_at
        reservation.save(update_fields=["came_at", "left_at"])
        write_down(reservation, "passed", by=by, now=now)
        return
    become(reservation, state, by=by, now=now, **times)
    if state == State.FINISHED and not was_here:
        announce(CheckedIn, reservation, now=now)


def _is_day_of(reservation: Reservation, at: datetime) -> bool:
    first, last = (timezone.localdate(one) for one in (reservation.starts_at, reservation.ends_at))
    return first <= timezone.localdate(at) <= last
