"""What a reservation asks for, read back from its rows."""

from balai.reservations.models import Reservation
from balai.reservations.wishes import Wish


def wish_of(reservation: Reservation) -> Wish:
    return Wish(
        things=dict(reservation.items.values_list("resource", "count")),
        starts_at=reservation.starts_at,
        ends_at=reservation.ends_at,
        people_count=reservation.people_count,
        holder_number=reservation.holder_number,
        group_key=reservation.group_key,
    )
