"""Sessions are planned, changed, put off and called off here, each with its line in the trail."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import (
    EndsBeforeItStarts,
    NoDayLeft,
    SentByAnother,
    SessionCalledOff,
    SessionChangedMeanwhile,
    SessionHeldAlready,
)
from balai.activities.events import SessionPlanned
from balai.activities.models import Series, Session, SessionChange, Status
from balai.activities.plans import Plan, Repeat
from balai.activities.rules.series import days_of
from balai.core import audit, events
from balai.core.freshness import content_changed

_WORDS = ("kind", "topic", "about", "pillar", "place", "audience", "guests")
_What = SessionChange.What


@transaction.atomic
def plan_session(
    plan: Plan, *, by: Person | None, now: datetime, key: UUID, example: bool = False
) -> Session:
    """Plan one session. Sending the same key again returns the first.

    `by` is None for the system itself. Raises MayNotPlan, EndsBeforeItStarts or
    SentByAnother; then nothing is written.
    """
    if by is not None:
        permissions.check_may_plan_in(by, plan.village.code)
    if sent_before := _sent_as(key, by=by):
        return sent_before
    return _planned(Session(key=key, example=example), plan, by=by, now=now)


@transaction.atomic
def plan_series(
    plan: Plan, repeat: Repeat, *, by: Person | None, now: datetime, key: UUID
) -> list[Session]:
    """Plan a session for each day of a series, at the same hours. The same key plans it once.

    Raises MayNotPlan, EndsBeforeItStarts, NoDayLeft or SentByAnother; then nothing is
    written.
    """
    if by is not None:
        permissions.check_may_plan_in(by, plan.village.code)
    if Session.objects.filter(series__key=key).exists():
        return list(Session.objects.filter(series__key=key, part=1).order_by("starts_at"))
    first = timezone.localdate(plan.starts_at)
    days = days_of(first, frequency=repeat.frequency, until=repeat.until, skipped=repeat.skipped)
    if not days:
        raise NoDayLeft
    series = Series.objects.create(
        key=key,
        frequency=repeat.frequency,
        until=repeat.until,
        skipped=sorted(day.isoformat() for day in repeat.skipped),
    )
    return [
        _planned(
            Session(key=uuid5(key, day.isoformat()), series=series),
            plan,
            by=by,
            now=now,
            later=day - first,
        )
        for day in days
    ]


@transaction.atomic
def plan_next_part(session: Session, *, by: Person, now: datetime, key: UUID) -> Session:
    """Plan "Session 2" of the same day: right after, as long, with the same words and people.

    Raises MayNotKeepTheList, GuestsMayNot or SessionCalledOff; then nothing is written.
    """
    permissions.check_leads(by, session)
    permissions.check_hosts(by, session)
    if sent_before := _sent_as(key, by=by):
        return sent_before
    if session.status == Status.CANCELLED:
        raise SessionCalledOff
    lasts = session.ends_at - session.starts_at
    words = {name: getattr(session, name) for name in _WORDS}
    plan = Plan(
        **words,
        village=session.village,
        starts_at=session.ends_at,
        ends_at=session.ends_at + lasts,
        facilitators=list(session.facilitators.all()),
    )
    fresh = Session(key=key, part=session.part + 1, series=session.series, example=session.example)
    return _planned(fresh, plan, by=by, now=now)


@transaction.atomic
def change_session(session: Session, plan: Plan, *, seen: int, by: Person, now: datetime) -> None:
    """Change what is planned; `seen` is the sequence that whoever changes it saw.

    A new time gives a session that was put off its day. Raises MayNotPlan,
    EndsBeforeItStarts, SessionCalledOff or SessionChangedMeanwhile; then nothing is
    written.
    """
    permissions.check_may_plan_in(by, session.village.code)
    permissions.check_may_plan_in(by, plan.village.code)
    if session.status == Status.CANCELLED:
        raise SessionCalledOff
    if plan.ends_at <= plan.starts_at:
        raise EndsBeforeItStarts
    was_at = session.starts_at
    is_moved = (plan.starts_at, plan.ends_at) != (session.starts_at, session.ends_at)
    _write(session, plan)
    if is_moved and session.status == Status.POSTPONED:
        session.status = Status.PLANNED
    session.changed_at = now
    changed = {
        **{name: getattr(session, name) for name in _WORDS},
        "village": session.village,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "status": session.status,
        "changed_at": now,
        "sequence": F("sequence") + 1,
    }
    _compare_and_swap(session, seen=seen, changed=changed)
    session.facilitators.set(plan.facilitators)
    what = _What.MOVED if is_moved else _What.CHANGED
    _happened(session, what, by=by, now=now, was_at=was_at)


@transaction.atomic
def postpone_session(session: Session, *, why: str, by: Person, now: datetime) -> None:
    """Put a session off; its new day is said later, by changing it.

    Raises MayNotPlan, SessionCalledOff, SessionHeldAlready or SessionChangedMeanwhile.
    """
    _call_off(session, Status.POSTPONED, why=why, by=by, now=now)


@transaction.atomic
def cancel_session(session: Session, *, why: str, by: Person | None, now: datetime) -> None:
    """Call a session off for good. It stays in every calendar, as cancelled.

    `by` is None for the system itself.
    Raises MayNotPlan, SessionCalledOff, SessionHeldAlready or SessionChangedMeanwhile.
    """
    _call_off(session, Status.CANCELLED, why=why, by=by, now=now)


def _call_off(session: Session, status: str, *, why: str, by: Person | None, now: datetime) -> None:
    if by is not None:
        permissions.check_may_plan_in(by, session.village.code)
    if session.status == Status.CANCELLED:
        raise SessionCalledOff
    if session.status == Status.HELD:
        raise SessionHeldAlready
    changed = {"status": status, "changed_at": now, "sequence": F("sequence") + 1}
    _compare_and_swap(session, seen=session.sequence, changed=changed)
    session.status = status
    what = _What.CANCELLED if status == Status.CANCELLED else _What.POSTPONED
    _happened(session, what, by=by, now=now, was_at=session.starts_at, why=why)


def _compare_and_swap(session: Session, *, seen: int, changed: dict[str, object]) -> None:
    """Write only over what was seen: of two changes at once one is told to look again."""
    if not Session.objects.filter(pk=session.pk, sequence=seen).update(**changed):
        raise SessionChangedMeanwhile
    session.sequence = seen + 1


def _planned(
    session: Session,
    plan: Plan,
    *,
    by: Person | None,
    now: datetime,
    later: timedelta = timedelta(),
) -> Session:
    if plan.ends_at <= plan.starts_at:
        raise EndsBeforeItStarts
    _write(session, plan)
    # East Kalimantan knows no summer time: a later day has the same hours.
    session.starts_at, session.ends_at = plan.starts_at + later, plan.ends_at + later
    session.planned_by, session.planned_at, session.changed_at = by, now, now
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError as clash:
        # Only the constraint is right when one form arrives twice at once.
        if twin := _sent_as(session.key, by=by):
            return twin
        raise SentByAnother from clash
    session.facilitators.set(plan.facilitators)
    _happened(session, _What.PLANNED, by=by, now=now)
    return session


def _write(session: Session, plan: Plan) -> None:
    for name in (*_WORDS, "village", "starts_at", "ends_at"):
        setattr(session, name, getattr(plan, name))


def _sent_as(key: UUID, *, by: Person | None) -> Session | None:
    found = Session.objects.filter(key=key).first()
    if found is not None and found.planned_by_id != (by.pk if by else None):
        raise SentByAnother
    return found


def _happened(  # noqa: PLR0913  (what happened to which session, by whom, when and why)
    session: Session,
    what: str,
    *,
    by: Person | None,
    now: datetime,
    was_at: datetime | None = None,
    why: str = "",
) -> None:
    moved = session.starts_at if what in {_What.PLANNED, _What.MOVED} else None
    SessionChange.objects.create(
        session=session, what=what, was_at=was_at, becomes_at=moved, why=why, at=now, by=by
    )
    code = session.village.code
    audit.record(f"activities.session_{what}", target=session, by=by, now=now, area_code=code)
    events.publish(SessionPlanned(session.pk, code, at=now))
    content_changed()
