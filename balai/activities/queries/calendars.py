"""What stands in a calendar: the sessions of a village, or those that concern a person."""

from datetime import datetime, timedelta

from django.db.models import Q

from balai.accounts.models import Person
from balai.accounts.visitors import rights_of
from balai.activities.models import CalendarLink, Session, SessionQuerySet
from balai.core.codes import level_of
from balai.core.tokens import hash_of

# What is over stays a while, so that a calendar does not lose it the next day.
_BACK = timedelta(days=90)


def has_calendar_link(person: Person) -> bool:
    return CalendarLink.objects.filter(person=person, revoked_at__isnull=True).exists()


def person_with_link(token: str) -> Person | None:
    """Find whose link this is; of who was forgotten, nobody's."""
    standing = CalendarLink.objects.filter(token_hash=hash_of(token), revoked_at__isnull=True)
    link = standing.filter(person__forgotten_at__isnull=True).select_related("person").first()
    return link.person if link else None


def calendar_of_village(code: str, *, now: datetime) -> SessionQuerySet:
    return _near(Session.objects.public().filter(village__code=code), now=now)


def calendar_of_person(person: Person, *, now: datetime) -> SessionQuerySet:
    """List what somebody leads, and what there is in the villages she is something in.

    An officer of a whole regency gets what she leads: all its villages would fill a phone.
    """
    guested = Session.objects.guested_by(person)
    concern = Q(facilitators=person.pk) | Q(pk__in=guested.values("pk"))
    for right in rights_of(person):
        if level_of(right.area_code) == "village":
            concern |= Q(village__code=right.area_code)
    seen = Session.objects.visible_to(person).filter(concern).distinct()
    return _near(seen, now=now)


def _near(sessions: SessionQuerySet, *, now: datetime) -> SessionQuerySet:
    return sessions.filter(ends_at__gt=now - _BACK).order_by("starts_at", "pk")
