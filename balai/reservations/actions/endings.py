"""Reservations are called off here, or run out; what becomes free is offered to who waits."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from balai.reservations.actions.offers import offer_freed
from balai.reservations.actions.turns import become, lock_reservation, lock_venue
from balai.reservations.models import Because, Reservation, ReservationQuerySet, State
from balai.reservations.rules.states import OPEN, PLACED


@transaction.atomic
def cancel(reservation: Reservation, *, by: models.Model, now: datetime, why: str = "") -> None:
    """Call it off; done twice it is done once. Raises ChangedMeanwhile where it is over."""
    lock_reservation(reservation)
    if reservation.state != State.CANCELLED:
        _cancel(reservation, Because.ASKED, by=by, now=now, why=why)


@transaction.atomic
def decline(reservation: Reservation, *, by: models.Model, now: datetime, why: str = "") -> None:
    """Say no: the keeper to a request, or who is offered a place. Raises ChangedMeanwhile."""
    lock_reservation(reservation)
    if reservation.state != State.CANCELLED:
        _cancel(reservation, Because.DECLINED, by=by, now=now, why=why)


@transaction.atomic
def cancel_all_of(person_number: int, *, by: models.Model, now: datetime) -> None:
    """Call off whatever somebody still has, who is to be forgotten.

    Venue by venue, in the order of their numbers, so that two who do this never wait for
    each other.
    """
    theirs = Reservation.objects.of(person_number).filter(state__in=OPEN)
    for one in theirs.order_by("venue", "pk"):
        cancel(one, by=by, now=now)


def end_what_ran_out(venue_pk: int, *, now: datetime) -> int:
    """Count what ran out here and is ended: each once, however many look at once.

    Holds and offers that nobody confirmed, requests that nobody answered, places of who
    did not come, and stays whose time is over.
    """
    if not ran_out(now=now).filter(venue=venue_pk).exists():
        return 0
    with transaction.atomic():
        lock_venue(venue_pk)
        ended = 0
        # What one frees is offered at once, so the list is read in one go before.
        for one in list(ran_out(now=now).filter(venue=venue_pk).select_related("venue")):
            _end(one, now=now)
            ended += 1
        return ended


def ran_out(*, now: datetime) -> ReservationQuerySet:
    """Name what the clock has ended, and nobody has written down yet."""
    over = Q(state=State.HELD, expires_at__lte=now)
    over |= Q(state__in=[State.REQUESTED, State.WAITING], starts_at__lte=now)
    over |= Q(state=State.CONFIRMED, grace_until__lte=now)
    over |= Q(state=State.CHECKED_IN, ends_at__lte=now)
    return Reservation.objects.filter(over).order_by("pk")


def _end(reservation: Reservation, *, now: datetime) -> None:
    if reservation.state == State.CHECKED_IN:
        become(reservation, State.FINISHED, by=None, now=now)
    elif reservation.state == State.CONFIRMED:
        become(reservation, State.NO_SHOW, by=None, now=now)
        offer_freed(reservation.venue_id, reservation.starts_at, reservation.ends_at, now=now)
    else:
        is_held = reservation.state == State.HELD
        because = Because.EXPIRED if is_held else Because.UNANSWERED
        _cancel(reservation, because, by=None, now=now)


def _cancel(
    reservation: Reservation,
    because: str,
    *,
    by: models.Model | None,
    now: datetime,
    why: str = "",
) -> None:
    frees = reservation.state in PLACED
    become(
        reservation,
        State.CANCELLED,
        by=by,
        now=now,
        cancelled_at=now,
        cancelled_by_number=by.pk if by else None,
        because=because,
        why=why,
    )
    if frees:
        offer_freed(reservation.venue_id, reservation.starts_at, reservation.ends_at, now=now)
