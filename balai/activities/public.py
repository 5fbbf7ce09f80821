"""What other apps may know of activities: functions, and values that nobody changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from balai.accounts.models import Person
from balai.accounts.rules import Right
from balai.accounts.visitors import Viewer
from balai.activities.actions import demo
from balai.activities.models import Session, SessionQuerySet, Status
from balai.activities.queries import calendars, participants
from balai.activities.queries import roster as queries_of_roster
from balai.activities.queries import sessions as queries
from balai.activities.queries.doors import door_address
from balai.activities.rules import OFFICERS, PLANNERS, SHOWN_FOR

# As many as a phone takes at once.
_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSession:
    """A session as everybody may see it."""

    number: int
    key: UUID
    url: str
    title: str
    kind: str
    kind_name: str
    pillar: str
    about: str
    place: str
    village_code: str
    village: str
    regency_code: str
    starts_at: datetime
    ends_at: datetime
    status: str
    status_name: str
    sequence: int
    changed_at: datetime
    is_public: bool
    example: bool
    # The secret address at the door; empty in what everybody sees.
    door_url: str = ""

    @classmethod
    def of(cls, session: Session, *, door_url: str = "") -> Self:
        """Say what is known of a session whose village is loaded."""
        part = _("Session %(part)s") % {"part": session.part}
        return cls(
            number=session.pk,
            key=session.key,
            url=session.get_absolute_url(),
            title=session.topic if session.part == 1 else f"{session.topic} · {part}",
            kind=session.kind,
            kind_name=str(session.get_kind_display()),
            pillar=str(session.get_pillar_display()) if session.pillar else "",
            about=session.about,
            place=session.place,
            village_code=session.village.code,
            village=session.village.called,
            regency_code=session.village.regency_code,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            status=session.status,
            status_name=str(session.get_status_display()),
            sequence=session.sequence,
            changed_at=session.changed_at,
            is_public=session.audience == "public",
            example=session.example,
            door_url=door_url,
        )

    @property
    def is_called_off(self) -> bool:
        return self.status in {Status.CANCELLED, Status.POSTPONED}


def public_sessions(*, now: datetime, within: str = "", most: int = 60) -> list[ShownSession]:
    """List what everybody may come to, the next first; `within` is the code of an area."""
    coming = Session.objects.public().ending_after(now - SHOWN_FOR).order_by("starts_at", "pk")
    return _shown(coming.filter(village__code__within=within) if within else coming, most=most)


def public_session(number: int) -> ShownSession | None:
    """Find one that everybody may see, also when it is over or was called off."""
    found = Session.objects.public().filter(pk=number)
    return next(iter(_shown(found, most=1)), None)


def why_called_off(number: int) -> str:
    """Say why a session was last put off or called off."""
    return queries.why_called_off(number)


def sessions_of_today(person: Viewer, *, now: datetime) -> list[ShownSession]:
    """List what somebody has to lead or look after today."""
    return [ShownSession.of(one) for one in queries.sessions_of_today(person, now=now)]


def works_on_sessions(rights: Iterable[Right]) -> bool:
    """Tell whether somebody with these rights plans sessions, or watches an area's."""
    return any(right.kind in PLANNERS | OFFICERS for right in rights)


def _shown(sessions: SessionQuerySet, *, most: int) -> list[ShownSession]:
    return [ShownSession.of(one) for one in sessions.select_related("village")[:most]]


def sessions_in_village(code: str, *, now: datetime) -> list[ShownSession]:
    """List what stands in the calendar of a village, called off or not."""
    return _shown(calendars.calendar_of_village(code, now=now), most=_MOST)


def sessions_by_link(token: str, *, now: datetime) -> list[ShownSession] | None:
    """List what concerns whose secret link this is; None where it is nobody's."""
    person = calendars.person_with_link(token)
    if person is None:
        return None
    return _shown(calendars.calendar_of_person(person, now=now), most=_MOST)


def led_session(person: Viewer, number: int) -> ShownSession | None:
    """Find one that somebody works on, with the address at its door."""
    own = Session.objects.worked_on_by(person).select_related("village")
    found = own.filter(pk=number).first()
    return ShownSession.of(found, door_url=door_address(found)) if found else None


def people_for_sheet(person: Viewer, number: int, *, now: datetime) -> list[tuple[int, str]]:
    """Name those who are printed on the sheet of a session, each with her number."""
    return queries_of_roster.people_for_sheet(person, number, now=now)


def villages_of_participants(numbers: Iterable[int]) -> dict[int, str]:
    """Name the villages on whose lists these participants stand. One query, or none."""
    return participants.villages_of_participants(numbers)


def held_about(person: Person) -> list[dict[str, str | datetime | None]]:
    """Gather what is held of somebody with an account: lists, sessions attended and led."""
    return participants.held_about(person)


def load_demo_sessions(*, now: datetime) -> int:
    """Write invented sessions and people down, for who tries Balai out; count the sessions."""
    return demo.load_demo_sessions(now=now)
