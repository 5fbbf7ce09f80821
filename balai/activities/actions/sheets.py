"""A signed sheet of paper is entered here: all of it, if it adds up, or nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from balai.accounts.models import How as Agreeing
from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.actions.attendance import Marks, count_heads, take_attendance
from balai.activities.actions.participants import write_participant
from balai.activities.errors import NumbersUnknown, TotalsDoNotMatch
from balai.activities.models import Attendance, How, Participant, Session
from balai.activities.plans import Counted, Told


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What stands on the paper: who signed, who is new, how many without a name, and the total."""

    numbers: tuple[int, ...]
    # A name, and "woman", "man" or nothing.
    names: tuple[tuple[str, str], ...]
    counted: Counted
    total: int
    # Where the paper is kept.
    proof: str


@transaction.atomic
def enter_sheet(session: Session, sheet: Sheet, *, by: Person, now: datetime, key: UUID) -> int:
    """Enter a sheet; say how many came by it. The same key enters it once.

    Who was ticked before on a phone and did not sign stays: two lists of one day add up
    to one. Raises MayNotKeepTheList, TotalsDoNotMatch, NumbersUnknown, SessionCalledOff or
    NotTheDayYet; then nothing is written.
    """
    permissions.check_leads(by, session)
    entered = len(sheet.numbers) + len(sheet.names) + sheet.counted.total
    if entered != sheet.total:
        raise TotalsDoNotMatch(paper=sheet.total, entered=entered)
    came = _signed(session, sheet.numbers)
    for place, (name, sex) in enumerate(sheet.names):
        new = write_participant(
            name,
            Told(sex=sex),
            village=session.village,
            how=Agreeing.PAPER,
            proof=sheet.proof,
            by=by,
            now=now,
            key=uuid5(key, f"name {place}"),
            example=session.example,
        )
        came.append(new.key)
    marks = Marks(came=came, how=How.SHEET)
    take_attendance(session, marks, by=by, now=now, key=uuid5(key, "signed"))
    count_heads(session, sheet.counted, by=by, now=now, key=uuid5(key, "counted"))
    return Attendance.objects.filter(session=session, is_present=True).count()


def _signed(session: Session, numbers: tuple[int, ...]) -> list[UUID]:
    there = Participant.objects.filter(village=session.village_id, number__in=numbers)
    known = {
        one.number: (one.merged_into or one).key
        for one in there.filter(agreed_at__isnull=False).select_related("merged_into")
    }
    if unknown := [number for number in numbers if number not in known]:
        raise NumbersUnknown(", ".join(map(str, unknown[:20])))
    return list(known.values())
