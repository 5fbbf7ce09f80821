"""What the clock does to reservations, without anybody asking."""

from django.utils import timezone

from balai.core.tasks import each_minute, later
from balai.reservations.actions.endings import end_what_ran_out, ran_out


@later
def end_at_venue(venue_pk: int) -> None:
    """End what ran out at one venue, and offer what it frees."""
    end_what_ran_out(venue_pk, now=timezone.now())


@each_minute
def look_for_what_ran_out() -> None:
    venues = ran_out(now=timezone.now()).order_by("venue").values_list("venue", flat=True)
    for venue_pk in venues.distinct():
        end_at_venue.enqueue(venue_pk)
