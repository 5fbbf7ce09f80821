"""Events that are still to come, or come every year."""

from dataclasses import dataclass
from datetime import date

from balai.catalogue.models import Event, Listing
from balai.catalogue.queries.cards import when_of
from balai.registry.queries.names import regency_names

SHOWN = 3


@dataclass(frozen=True, slots=True)
class ComingEvent:
    """One line of the agenda."""

    url: str
    title: str
    place: str
    when: str


def coming_events(*, today: date) -> list[ComingEvent]:
    """List the next few: those with a day first, then those that come round every year."""
    events = (
        Listing.objects.public()
        .of_kind("event")
        .exclude(event__status__in=[Event.Status.PAST, Event.Status.CANCELLED])
        .select_related("event", "village")
    )
    dated = events.filter(event__end_on__gte=today).order_by("event__end_on", "event__pk")
    shown = list(dated[:SHOWN])
    if len(shown) < SHOWN:
        # Newest first by number: read off an index of those that recur, however many there are.
        yearly = events.filter(event__end_on__isnull=True).exclude(event__recurrence="")
        shown += yearly.order_by("-event__pk")[: SHOWN - len(shown)]
    places = regency_names()
    return [
        ComingEvent(
            url=listing.get_absolute_url(),
            title=str(listing),
            place=f"{listing.village.name}, {places.get(listing.regency_code, '')}",
            when=when_of(listing.event, today=today),
        )
        for listing in shown
    ]
