"""Reservations are made, confirmed and moved here."""

from dataclasses import replace
from datetime import datetime

from django.db import models, transaction

from balai.reservations.actions.endings import end_what_ran_out
from balai.reservations.actions.making import (
    Act,
    checked,
    kept_until,
    make,
    needs_answer,
    saying_what_instead,
)
from balai.reservations.actions.offers import offer_freed
from balai.reservations.actions.placing import place, place_again
from balai.reservations.actions.turns import (
    announce,
    become,
    lock_reservation,
    lock_venue,
    write_down,
)
from balai.reservations.errors import ChangedMeanwhile
from balai.reservations.events import ReservationMoved
from balai.reservations.models import Reservation, State, Venue
from balai.reservations.queries.diaries import diary_of, terms_of
from balai.reservations.queries.wishes import wish_of
from balai.reservations.rules.booking import PLACE_RULES, RULES, WAITING_RULES, Rule
from balai.reservations.rules.spans import Span
from balai.reservations.rules.states import OPEN, PLACED
from balai.reservations.wishes import Wish


def book(venue: Venue, wish: Wish, act: Act) -> Reservation:
    """Reserve at once; where somebody has to say yes, ask, which keeps no place yet.

    The same key makes it once. Raises NotBookable, with every reason and what is free
    instead, or SentByAnother; then nothing is written.
    """
    return _made(venue, wish, State.CONFIRMED, act, RULES)


def hold(venue: Venue, wish: Wish, act: Act) -> Reservation:
    """Keep the place for the minutes in which somebody fills a form in. Raises as `book` does."""
    return _made(venue, wish, State.HELD, act, RULES)


def wait_for(venue: Venue, wish: Wish, act: Act) -> Reservation:
    """Put somebody on the waiting list for what is taken. Raises as `book` does."""
    return _made(venue, wish, State.WAITING, act, WAITING_RULES)


@transaction.atomic
def confirm(reservation: Reservation, *, by: models.Model | None, now: datetime) -> None:
    """Take what is held or offered; where somebody has to say yes, this asks.

    Done twice it is done once. Raises ChangedMeanwhile where it ran out.
    """
    lock_reservation(reservation)
    if reservation.state in {State.CONFIRMED, State.REQUESTED}:
        return
    if reservation.expires_at is None or reservation.expires_at <= now:
        raise ChangedMeanwhile
    wish = wish_of(reservation)
    terms = terms_of(diary_of(reservation.venue_id, reservation.span), wish.things)
    if needs_answer(terms):
        become(reservation, State.REQUESTED, by=by, now=now)
        offer_freed(reservation.venue_id, reservation.starts_at, reservation.ends_at, now=now)
        return
    until = kept_until(reservation, terms, now=now)
    become(reservation, State.CONFIRMED, by=by, now=now, grace_until=until)


def grant(reservation: Reservation, *, by: models.Model, now: datetime) -> None:
    """Say yes to a request; of two for one place only one becomes confirmed.

    Done twice it is done once. Raises NotBookable or ChangedMeanwhile.
    """
    end_what_ran_out(reservation.venue_id, now=now)
    wish = wish_of(reservation)
    with (
        saying_what_instead(reservation.venue_id, wish, now=now, but_for=reservation.pk),
        transaction.atomic(),
    ):
        lock_reservation(reservation)
        if reservation.state != State.CONFIRMED:
            _grant(reservation, wish, by=by, now=now)


def move(
    reservation: Reservation,
    starts_at: datetime,
    ends_at: datetime,
    *,
    by: models.Model | None,
    now: datetime,
) -> None:
    """Give it another time. Raises NotBookable or ChangedMeanwhile; then it stays as it was."""
    end_what_ran_out(reservation.venue_id, now=now)
    wish = replace(wish_of(reservation), starts_at=starts_at, ends_at=ends_at)
    with (
        saying_what_instead(reservation.venue_id, wish, now=now, but_for=reservation.pk),
        transaction.atomic(),
    ):
        lock_reservation(reservation)
        if reservation.state not in OPEN:
            raise ChangedMeanwhile
        _move(reservation, wish, by=by, now=now)


def _made(venue: Venue, wish: Wish, state: str, act: Act, rules: "tuple[Rule, ...]") -> Reservation:
    end_what_ran_out(venue.pk, now=act.now)
    with saying_what_instead(venue.pk, wish, now=act.now), transaction.atomic():
        lock_venue(venue.pk)
        return make(venue, wish, state, act, rules)


def _grant(reservation: Reservation, wish: Wish, *, by: models.Model, now: datetime) -> None:
    if reservation.state != State.REQUESTED:
        raise ChangedMeanwhile
    diary = diary_of(reservation.venue_id, reservation.span)
    ask = checked(wish, diary, PLACE_RULES, now=now)
    until = kept_until(reservation, terms_of(diary, wish.things), now=now)
    place(reservation, ask)
    become(reservation, State.CONFIRMED, by=by, now=now, grace_until=until)


def _move(reservation: Reservation, wish: Wish, *, by: models.Model | None, now: datetime) -> None:
    was_at = reservation.starts_at, reservation.ends_at
    span = Span.between(wish.starts_at, wish.ends_at)
    diary = diary_of(reservation.venue_id, span, but_for=reservation.pk)
    rules = WAITING_RULES if reservation.state == State.WAITING else RULES
    ask = checked(wish, diary, rules, now=now, but_for=reservation.pk)
    reservation.starts_at, reservation.ends_at = wish.starts_at, wish.ends_at
    if reservation.state == State.CONFIRMED:
        reservation.grace_until = kept_until(reservation, terms_of(diary, wish.things), now=now)
    reservation.changed_at, reservation.sequence = now, reservation.sequence + 1
    reservation.save(
        update_fields=["starts_at", "ends_at", "grace_until", "changed_at", "sequence"]
    )
    write_down(reservation, "moved", by=by, now=now)
    announce(ReservationMoved, reservation, now=now)
    if reservation.state in PLACED:
        place_again(reservation, ask)
        offer_freed(reservation.venue_id, *was_at, now=now)
