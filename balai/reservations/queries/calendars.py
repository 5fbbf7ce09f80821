"""What stands in a calendar: of a thing, of a venue, or of whoever has a secret link."""

from datetime import datetime, timedelta

from django.db.models import Q

from balai.core.tokens import hash_of
from balai.reservations.models import CalendarLink, Reservation, ReservationQuerySet, Resource
from balai.reservations.rules.states import HELD, WAITING

# What is over stays a while, so that a calendar does not lose it the next day.
_BACK = timedelta(days=90)


def person_with_link(token: str) -> int | None:
    """Name by number whose link this is; None where it is nobody's, or revoked."""
    standing = CalendarLink.objects.filter(token_hash=hash_of(token), revoked_at__isnull=True)
    return standing.values_list("person_number", flat=True).first()


def calendar_of_venue(venue_pk: int, *, now: datetime) -> ReservationQuerySet:
    return _near(Reservation.objects.filter(venue=venue_pk), now=now)


def calendar_of_resource(resource: Resource, *, now: datetime) -> ReservationQuerySet:
    """List what keeps a thing from others: also of what contains it, and what it contains."""
    overlapping = Q(
        items__resource__first_number__lte=resource.last_number,
        items__resource__last_number__gte=resource.first_number,
    )
    there = Reservation.objects.filter(overlapping, venue=resource.venue_id).distinct()
    return _near(there, now=now)


def calendar_of_person(person_number: int, *, now: datetime) -> ReservationQuerySet:
    return _near(Reservation.objects.of(person_number), now=now)


def _near(reservations: ReservationQuerySet, *, now: datetime) -> ReservationQuerySet:
    """Keep what a calendar shows; what was only held or waited for never stood in it."""
    shown = reservations.exclude(state__in=[HELD, WAITING]).ending_after(now - _BACK)
    shown = shown.select_related("venue").prefetch_related("items__resource")
    return shown.order_by("starts_at", "pk")
