"""How the day was is said here; saying it makes a session one that was held."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import EndsBeforeItStarts, SessionCalledOff, SessionNotYet
from balai.activities.events import SessionHeld
from balai.activities.models import Session, SessionChange, Status
from balai.activities.plans import Day
from balai.core import audit, events
from balai.core.freshness import content_changed


@transaction.atomic
def tell_the_day(session: Session, day: Day, *, by: Person | None, now: datetime) -> None:
    """Write down how the day was; said again, the newer stands. Twice the same is once.

    `by` is None for the system itself. Raises MayNotKeepTheList, SessionCalledOff,
    SessionNotYet or EndsBeforeItStarts; then nothing is written.
    """
    if by is not None:
        permissions.check_leads(by, session)
    if session.status == Status.CANCELLED:
        raise SessionCalledOff
    if day.began_at > now:
        raise SessionNotYet
    if day.ended_at <= day.began_at:
        raise EndsBeforeItStarts
    said = asdict(day)
    if session.status == Status.HELD and said == {name: getattr(session, name) for name in said}:
        return
    for name, value in said.items():
        setattr(session, name, value)
    session.status, session.changed_at = Status.HELD, now
    session.save(update_fields=[*said, "status", "changed_at"])
    SessionChange.objects.create(session=session, what=SessionChange.What.HELD, at=now, by=by)
    code = session.village.code
    audit.record("activities.session_held", target=session, by=by, now=now, area_code=code)
    events.publish(
        SessionHeld(
            session.pk,
            code,
            kind=session.kind,
            pillar=session.pillar,
            began_at=day.began_at,
            ended_at=day.ended_at,
            at=now,
            example=session.example,
        )
    )
    content_changed()
