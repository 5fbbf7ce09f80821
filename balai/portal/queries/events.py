"""Events that are still to come, or come every year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from balai.accounts.visitors import Viewer
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


def coming_events(person: Viewer, *, today: date) -> list[ComingEvent]:
    """List the next few: those with a day first, then those that come round every year."""
    events = (
        Listing.objects.visible_to(person)
        .of_kind("event")
        .filter(
            Q(event__end_on__gte=today)
            | Q(event__end_on__isnull=True, event__start_on__gte=today)
            | ~Q(event__recurrence="")
        )
        .exclude(event__status=Event.Status.PAST)
        .select_related("event", "village")
        .order_by("event__start_on", "-refreshed_at", "-pk")
    )
    places = regency_names()
    return [
        ComingEvent(
            url=listing.get_absolute_url(),
            title=str(listing),
            place=f"{listing.village.name}, {places.get(listing.regency_code, '')}",
            when=when_of(listing.event),
        )
        for listing in events[:SHOWN]
    ]
