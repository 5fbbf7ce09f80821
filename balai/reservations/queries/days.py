"""What is reserved: of a day, in the way of something, for the same place."""

from datetime import date, datetime, timedelta
from secrets import compare_digest

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac

from balai.core.tokens import as_typed
from balai.reservations.models import Item, Reservation, ReservationQuerySet, Resource, State
from balai.reservations.rules.states import OPEN, PLACED

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 8


def of_day(venue_pk: int, day: date) -> ReservationQuerySet:
    """List what the keeper has on a day, by time; also no-shows, and what was called off."""
    starts_at = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    there = Reservation.objects.filter(venue=venue_pk, ends_at__gt=starts_at)
    return there.filter(starts_at__lt=starts_at + timedelta(days=1)).order_by("starts_at", "pk")


def standing_in(
    venue_pk: int,
    resource: Resource | None,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
) -> ReservationQuerySet:
    """List what keeps a place, or asks for one, in a while: of a thing and all it contains."""
    there = Reservation.objects.filter(
        venue=venue_pk, state__in=[*OPEN, State.CHECKED_IN], ends_at__gt=starts_at
    )
    if ends_at is not None:
        there = there.filter(starts_at__lt=ends_at)
    if resource is not None:
        inside = Item.objects.filter(
            reservation=OuterRef("pk"),
            resource__first_number__gte=resource.first_number,
            resource__last_number__lte=resource.last_number,
        )
        there = there.filter(Exists(inside))
    return there.order_by("starts_at", "pk")


def rivals_of(reservation: Reservation) -> ReservationQuerySet:
    """List other requests at this venue for the same time, for who answers one of them."""
    others = Reservation.objects.filter(venue=reservation.venue_id, state=State.REQUESTED)
    others = others.filter(starts_at__lt=reservation.ends_at, ends_at__gt=reservation.starts_at)
    return others.exclude(pk=reservation.pk).order_by("made_at", "pk")


def check_in_code(reservation: Reservation) -> str:
    """Derive the code by which somebody comes in: another for each, and nothing is kept."""
    key = str(reservation.key)
    digest = salted_hmac("balai.reservations.check_in", key, algorithm="sha256").digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])


def reservation_with_code(venue_pk: int, typed: str, *, day: date) -> Reservation | None:
    """Find what a code opens among the reservations of a day, however it was typed."""
    code = as_typed(typed)
    comes = of_day(venue_pk, day).filter(state__in=[*PLACED, State.NO_SHOW])
    return next((one for one in comes if compare_digest(check_in_code(one), code)), None)
