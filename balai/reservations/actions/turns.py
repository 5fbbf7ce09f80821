"""A reservation goes from one state to another: guarded, told, and written into the trail."""

from datetime import datetime

from django.db import models
from django.db.models import F

from balai.core import audit
from balai.core import events as announcing
from balai.reservations import events
from balai.reservations.errors import ChangedMeanwhile
from balai.reservations.models import Reservation, State, Venue
from balai.reservations.rules.states import PLACED, may_become

_FACTS = {
    State.REQUESTED: events.ReservationRequested,
    State.CONFIRMED: events.ReservationConfirmed,
    State.CHECKED_IN: events.CheckedIn,
    State.FINISHED: events.ReservationFinished,
    State.NO_SHOW: events.NoShow,
    State.CANCELLED: events.ReservationCancelled,
}


def lock_venue(venue_pk: int) -> Venue:
    """Let nobody else write reservations here until this transaction ends.

    It makes waits short and refusals clean. On SQLite, where every transaction that
    writes waits for the others, it only reads. What makes two claims on one place
    impossible is the wall.
    """
    return Venue.objects.select_for_update().get(pk=venue_pk)


def lock_reservation(reservation: Reservation) -> None:
    """Lock its venue, and read what became of it meanwhile."""
    lock_venue(reservation.venue_id)
    reservation.refresh_from_db()


def become(
    reservation: Reservation,
    state: str,
    *,
    by: models.Model | None,
    now: datetime,
    **changed: object,
) -> None:
    """Move it on; what keeps no place any more lets its claims go.

    Raises ChangedMeanwhile where it cannot go there from where it stands.
    """
    if not may_become(reservation.state, state):
        raise ChangedMeanwhile
    if state != State.HELD:
        changed["expires_at"] = None
    stood = Reservation.objects.filter(pk=reservation.pk, state=reservation.state)
    changed |= {"state": state, "changed_at": now}
    if not stood.update(**changed, sequence=F("sequence") + 1):
        raise ChangedMeanwhile
    for name, value in changed.items():
        setattr(reservation, name, value)
    reservation.sequence += 1
    if state not in PLACED:
        reservation.claims.all().delete()
    tell(reservation, by=by, now=now)


def tell(reservation: Reservation, *, by: models.Model | None, now: datetime) -> None:
    """Write down where it stands now, and announce it."""
    write_down(reservation, reservation.state, by=by, now=now)
    if fact := _FACTS.get(State(reservation.state)):
        announce(fact, reservation, now=now)


def write_down(
    reservation: Reservation, what: str, *, by: models.Model | None, now: datetime
) -> None:
    audit.record(
        f"reservations.reservation_{what}",
        target=reservation,
        by=by,
        now=now,
        area_code=reservation.venue.area_code,
    )


def announce(fact: type[events.Fact], reservation: Reservation, *, now: datetime) -> None:
    venue = reservation.venue
    announcing.publish(fact(reservation.pk, venue.pk, venue.area_code, now, venue.example))
