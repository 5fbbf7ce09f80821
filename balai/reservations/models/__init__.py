"""What can be reserved, by whom it is, and what holds the place."""

from balai.reservations.models.calendars import CalendarLink, Closure, OutsideCalendar
from balai.reservations.models.claims import Claim
from balai.reservations.models.reservations import (
    Because,
    Item,
    Passage,
    Reservation,
    ReservationQuerySet,
    State,
)
from balai.reservations.models.terms import Approval, Per, Quota, Terms, Whose
from balai.reservations.models.venues import Hours, Resource, Venue

__all__ = [
    "Approval",
    "Because",
    "CalendarLink",
    "Claim",
    "Closure",
    "Hours",
    "Item",
    "OutsideCalendar",
    "Passage",
    "Per",
    "Quota",
    "Reservation",
    "ReservationQuerySet",
    "Resource",
    "State",
    "Terms",
    "Venue",
    "Whose",
]
