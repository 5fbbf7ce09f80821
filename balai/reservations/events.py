"""What reservations announce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about one reservation, at one venue."""

    reservation_pk: int
    venue_pk: int
    area_code: str
    at: datetime
    example: bool


class ReservationRequested(Fact):
    """Somebody asks; the keeper answers."""


class ReservationConfirmed(Fact):
    """The place is theirs."""


class ReservationMoved(Fact):
    """It has another time, and keeps the place of that one."""


class ReservationCancelled(Fact):
    """It was called off, declined, or ran out."""


class PlaceOffered(Fact):
    """A freed place is kept for who waited for it, who is to be asked now."""


class CheckedIn(Fact):
    """Somebody came."""


class ReservationFinished(Fact):
    """Somebody went, or the time is over."""


class NoShow(Fact):
    """Nobody came; the place is free again."""
