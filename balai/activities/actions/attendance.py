"""Who came is written down here, and put right later; the trail keeps each time."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import CountsDoNotFit, NotTheDayYet, SessionCalledOff
from balai.activities.events import AttendanceTaken
from balai.activities.models import (
    Attendance,
    AttendanceMark,
    HeadCount,
    How,
    Participant,
    Session,
    Status,
    attendance_key,
)
from balai.activities.plans import Counted
from balai.core import audit, events
from balai.registry.rules.batches import in_batches


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Who came, and who did not after all, by the keys of participants."""

    came: Collection[UUID] = ()
    left: Collection[UUID] = ()
    how: str = How.ROSTER


@transaction.atomic
def take_attendance(
    session: Session, marks: Marks, *, by: Person | None, now: datetime, key: UUID
) -> int:
    """Write down who came; say how many marks changed anything.

    Two phones may say the same: it is one row a person. The same key marks nobody again,
    also after somebody else put it right. Keys of people of other villages, or who
    withdrew, are left out. `by` is None for the system itself.
    Raises MayNotKeepTheList, SessionCalledOff or NotTheDayYet; then nothing is written.
    """
    if by is not None:
        permissions.check_leads(by, session)
    return mark(session, marks, by=by, now=now, key=key)


def mark(session: Session, marks: Marks, *, by: Person | None, now: datetime, key: UUID) -> int:
    """Write down who came, for whom whoever calls has asked. Raises as `take_attendance` does."""
    _check_takes_place(session, now=now)
    came = _known(session, marks.came)
    left = _known(session, marks.left)
    _make_rows(session, came, now=now)
    said = AttendanceMark(how=marks.how, at=now, by=by, request_key=key)
    changed = _mark(session, came, said, is_present=True)
    changed += _mark(session, left, said, is_present=False)
    if changed:
        _taken(session, by=by, now=now)
    return changed


@transaction.atomic
def count_heads(
    session: Session, counted: Counted, *, by: Person | None, now: datetime, key: UUID
) -> HeadCount:
    """Write down how many came without a name; counted again, the newer stands.

    Sending the same key again returns the first. Raises MayNotKeepTheList,
    SessionCalledOff, NotTheDayYet or CountsDoNotFit; then nothing is written.
    """
    if by is not None:
        permissions.check_leads(by, session)
    if sent_before := HeadCount.objects.filter(request_key=key, session=session).first():
        return sent_before
    _check_takes_place(session, now=now)
    if counted.with_disability > counted.total or counted.elders > counted.adults:
        raise CountsDoNotFit
    try:
        with transaction.atomic():
            count = HeadCount.objects.create(
                session=session, **asdict(counted), at=now, by=by, request_key=key
            )
    except IntegrityError:
        # One form that arrived twice at once; only the constraint is right.
        return HeadCount.objects.get(request_key=key, session=session)
    _taken(session, by=by, now=now)
    return count


def _check_takes_place(session: Session, *, now: datetime) -> None:
    if session.status == Status.CANCELLED:
        raise SessionCalledOff
    if timezone.localdate(now) < timezone.localdate(session.starts_at):
        raise NotTheDayYet


def _known(session: Session, keys: Iterable[UUID]) -> list[Participant]:
    """Find participants by key, following those who were merged; in order, so locks are too."""
    found: dict[int, Participant] = {}
    for some in in_batches(sorted(set(keys))):
        there = Participant.objects.filter(key__in=some, village=session.village_id)
        for one in there.select_related("merged_into"):
            one = one.merged_into or one
            if one.agreed_at is not None:
                found[one.pk] = one
    return [found[number] for number in sorted(found)]


def _mark(
    session: Session, participants: list[Participant], said: AttendanceMark, *, is_present: bool
) -> int:
    """Bring the rows of some participants to one state; count those that changed."""
    rows = Attendance.objects.filter(session=session, participant__in=participants)
    marked = AttendanceMark.objects.filter(attendance__in=rows, request_key=said.request_key)
    others = rows.exclude(pk__in=marked.values("attendance")).exclude(is_present=is_present)
    changed = list(others.order_by("pk").values_list("pk", flat=True))
    if not changed:
        return 0
    Attendance.objects.filter(pk__in=changed).update(is_present=is_present, changed_at=said.at)
    marks = (
        AttendanceMark(
            attendance_id=number,
            is_present=is_present,
            how=said.how,
            at=said.at,
            by=said.by,
            request_key=said.request_key,
        )
        for number in changed
    )
    # The same form at the same moment: its twin has marked them.
    AttendanceMark.objects.bulk_create(marks, ignore_conflicts=True)
    return len(changed)


def _make_rows(session: Session, participants: list[Participant], *, now: datetime) -> None:
    """Make the rows that are not there yet; two at once make one, by the derived key."""
    Attendance.objects.bulk_create(
        (
            Attendance(
                key=attendance_key(session.key, one.key),
                session=session,
                participant=one,
                is_present=False,
                changed_at=now,
            )
            for one in participants
        ),
        ignore_conflicts=True,
    )


def _taken(session: Session, *, by: Person | None, now: datetime) -> None:
    code = session.village.code
    audit.record("activities.attendance_taken", target=session, by=by, now=now, area_code=code)
    named = session.attendances.filter(is_present=True).count()
    newest = session.head_counts.order_by("-at", "-pk").first()
    events.publish(
        AttendanceTaken(
            session.pk,
            code,
            named_count=named,
            unnamed_count=newest.total if newest else 0,
            at=now,
            example=session.example,
        )
    )
