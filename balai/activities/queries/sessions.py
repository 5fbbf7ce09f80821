"""Sessions, for those who work on them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from balai.accounts.models import Person, Role
from balai.accounts.visitors import Viewer
from balai.activities.models import (
    GuestInvitation,
    Session,
    SessionChange,
    SessionQuerySet,
    Status,
)
from balai.core.codes import regency_of
from balai.registry.models import Region

_SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What somebody has to do with sessions: today first."""

    today: list[Session]
    to_come: list[Session]
    untold: list[Session]

    @property
    def is_empty(self) -> bool:
        return not (self.today or self.to_come or self.untold)


class _DayEnds(NamedTuple):
    start: datetime
    end: datetime


def agenda_of(person: Viewer, *, now: datetime) -> Agenda:
    """List the sessions of today, those to come, and those of which nobody said how it was."""
    own = _own(person)
    today = _day_of(now)
    standing = own.filter(status=Status.PLANNED)
    to_come = own.filter(starts_at__gte=today.end, starts_at__lt=today.end + _SOON)
    return Agenda(
        today=list(_on(own, today).order_by("starts_at", "pk")),
        to_come=list(to_come.exclude(status=Status.CANCELLED).order_by("starts_at", "pk")),
        untold=list(standing.filter(ends_at__lt=today.start).order_by("-starts_at", "pk")[:20]),
    )


def sessions_of_today(person: Viewer, *, now: datetime) -> list[Session]:
    """List what takes place today among what somebody works on. One query beside the rights."""
    own = Session.objects.worked_on_by(person).select_related("village")
    return list(_on(own.standing(), _day_of(now)).order_by("starts_at", "pk"))


def waits_for(person: Viewer) -> bool:
    """Tell whether there is a session that somebody leads, as one of the village or a guest."""
    return _own(person).exists()


def guests_of(session: Session, *, now: datetime) -> list[GuestInvitation]:
    """List who leads it from elsewhere, and whose link still waits. One query."""
    invited = GuestInvitation.objects.filter(session=session).select_related("taken_by")
    open_now = Q(pk__in=GuestInvitation.objects.open(now=now).values("pk"))
    standing = Q(pk__in=GuestInvitation.objects.standing().values("pk"))
    return list(invited.filter(open_now | standing).order_by("made_at", "pk"))


def _own(person: Viewer) -> SessionQuerySet:
    """List what somebody works on, and what a guest will work on once it is near."""
    own = Q(pk__in=Session.objects.worked_on_by(person).values("pk"))
    guested = Q(pk__in=Session.objects.guested_by(person).values("pk"))
    return Session.objects.filter(own | guested).select_related("village")


def past_sessions(person: Viewer, *, now: datetime) -> SessionQuerySet:
    """List what is over, or was put off without a day, the newest first."""
    own = Session.objects.worked_on_by(person).select_related("village")
    over = own.filter(starts_at__lt=_day_of(now).start).exclude(status=Status.PLANNED)
    return over.order_by("-starts_at", "-pk")


def parts_of(session: Session) -> list[Session]:
    """List the sessions of the same day and topic, this one among them."""
    day = _day_of(session.starts_at)
    same = Session.objects.filter(village=session.village_id, topic=session.topic)
    return list(_on(same, day).order_by("part", "starts_at", "pk"))


def possible_facilitators(village: Region) -> "QuerySet[Person]":
    """Offer those who are something in the village, or officers of what it lies in."""
    above = (village.code, regency_of(village.code), village.code[:2])
    known = Role.objects.standing().filter(Q(area_code__in=above))
    admitted = Person.objects.filter(pk__in=known.values("person"), forgotten_at__isnull=True)
    return admitted.exclude(name="").order_by("name", "pk")


def _on(sessions: SessionQuerySet, day: _DayEnds) -> SessionQuerySet:
    return sessions.filter(starts_at__gte=day.start, starts_at__lt=day.end)


def _day_of(moment: datetime) -> _DayEnds:
    local = timezone.localtime(moment)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return _DayEnds(start, start + timedelta(days=1))


def why_called_off(number: int) -> str:
    off = [SessionChange.What.POSTPONED, SessionChange.What.CANCELLED]
    changes = SessionChange.objects.filter(session=number, what__in=off).order_by("-at", "-pk")
    return changes.values_list("why", flat=True).first() or ""
