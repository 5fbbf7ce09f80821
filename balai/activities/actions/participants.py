"""Participants are written down, changed, merged and emptied here."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Max

from balai.accounts.actions.consents import (
    Agreed,
    giver_with_account,
    record_consent,
    write_giver_down,
)
from balai.accounts.consenting import ATTENDANCE, PARTICIPANT
from balai.accounts.models import ConsentGiver, Person
from balai.accounts.models import How as Agreeing
from balai.activities import permissions
from balai.activities.actions.attendance import Marks, take_attendance
from balai.activities.errors import NobodyNamed, NotTheSamePerson
from balai.activities.models import (
    FACTS,
    Attendance,
    How,
    Participant,
    Session,
    attendance_key,
)
from balai.activities.plans import Told
from balai.core import audit
from balai.registry.models import Region

_NOTHING_TOLD = asdict(Told())
_TRIES = 20


@transaction.atomic
def write_participant(  # noqa: PLR0913  (who, where, what she told, how she agreed; and of every act)
    name: str,
    told: Told,
    *,
    village: Region,
    how: str,
    proof: str,
    by: Person | None,
    now: datetime,
    key: UUID,
    example: bool = False,
) -> Participant:
    """Write somebody down who agreed to stand on lists. The same key returns the first.

    `by` is None for the system itself. Raises NobodyNamed, MayNotRecordConsent or
    ConsentNotProved; then nothing is written.
    """
    if sent_before := _sent_as(key, village):
        return sent_before
    if not name.strip():
        raise NobodyNamed
    try:
        with transaction.atomic():
            giver = write_giver_down(name, area_code=village.code, by=by, now=now)
            participant = _written(
                giver, told, village=village, by=by, now=now, key=key, example=example
            )
            agreed = _agreement(participant, how=how, proof=proof)
            record_consent(giver, agreed, by=by, now=now, key=uuid5(key, "consent"))
    except IntegrityError:
        # One form that arrived twice at once; only the constraint is right.
        if twin := _sent_as(key, village):
            return twin
        raise
    return participant


@transaction.atomic
def write_walk_in(
    session: Session, name: str, told: Told, *, by: Person, now: datetime, key: UUID
) -> Participant:
    """Write down who just came in, and that she came. The same key does it once.

    She agreed aloud, and whoever keeps the list heard it. Raises MayNotKeepTheList,
    NobodyNamed, MayNotRecordConsent, SessionCalledOff or NotTheDayYet; then nothing is
    written.
    """
    permissions.check_leads(by, session)
    participant = write_participant(
        name,
        told,
        village=session.village,
        how=Agreeing.SPOKEN,
        proof=heard_by(by),
        by=by,
        now=now,
        key=key,
        example=session.example,
    )
    came = Marks(came=[participant.key], how=How.WALK_IN)
    take_attendance(session, came, by=by, now=now, key=uuid5(key, "came"))
    return participant


@transaction.atomic
def join_with_account(person: Person, *, village: Region, now: datetime, key: UUID) -> Participant:
    """Write a person with an account down, who agrees on the screen. Once for a village."""
    giver = giver_with_account(person, area_code=village.code, now=now)
    known = Participant.objects.filter(giver=giver, village=village).first()
    if known is not None and known.agreed_at is not None:
        return known.merged_into or known
    if known is None:
        known = _written(giver, Told(), village=village, by=person, now=now, key=key)
    agreed = _agreement(known, how=Agreeing.SCREEN, proof="")
    # The person agrees for herself, so nobody's right to write consents down is asked.
    record_consent(giver, agreed, by=None, now=now, key=key)
    known.refresh_from_db()
    return known


@transaction.atomic
def change_participant(participant: Participant, told: Told, *, by: Person, now: datetime) -> None:
    """Write down what somebody tells of herself now. Raises MayNotPlan; then nothing is written."""
    permissions.check_may_plan_in(by, participant.village.code)
    standing = Participant.objects.standing().filter(pk=participant.pk)
    if standing.update(**asdict(told)):
        _record("activities.participant_changed", participant, by=by, now=now)


@transaction.atomic
def merge_participants(kept: Participant, twin: Participant, *, by: Person, now: datetime) -> None:
    """Make two one, because a person said that they are: what the twin attended, she did.

    What only the twin told is kept. Raises MayNotPlan or NotTheSamePerson; then nothing
    is written.
    """
    permissions.check_may_plan_in(by, kept.village.code)
    standing = Participant.objects.standing().filter(village=kept.village_id)
    both = list(standing.filter(pk__in=[kept.pk, twin.pk]).order_by("pk").select_for_update())
    if len(both) != len({kept.pk, twin.pk}) or kept.pk == twin.pk:
        raise NotTheSamePerson
    for attendance in Attendance.objects.filter(participant=twin).select_related("session"):
        _hand_over(attendance, kept, now=now)
    told = {
        name: getattr(twin, name)
        for name in ("phone_number", *FACTS)
        if getattr(kept, name) in {"", None}
    }
    Participant.objects.filter(pk=kept.pk).update(**told)
    Participant.objects.filter(merged_into=twin).update(merged_into=kept)
    Participant.objects.filter(pk=twin.pk).update(merged_into=kept, **_NOTHING_TOLD)
    _record("activities.participants_merged", kept, by=by, now=now)


def agree(number: int, *, now: datetime) -> None:
    """Bring a participant onto the lists, who agreed to it."""
    Participant.objects.filter(pk=number).update(agreed_at=now)


def forget_participant(number: int) -> None:
    """Take a participant from every list. What she attended stays, as a number."""
    twins = Participant.objects.filter(merged_into=number)
    for one in [number, *twins.values_list("pk", flat=True)]:
        Participant.objects.filter(pk=one).update(agreed_at=None, **_NOTHING_TOLD)


def forget_number(contact: str) -> None:
    """Take a telephone number from all who were written down with it."""
    if contact:
        Participant.objects.filter(phone_number=contact).update(phone_number="")


def heard_by(keeper: Person) -> str:
    """Say who heard somebody agree, without a name: that stands with the account."""
    return f"daftar hadir, akun {keeper.pk}"


def _hand_over(attendance: Attendance, kept: Participant, *, now: datetime) -> None:
    own = Attendance.objects.filter(session=attendance.session_id, participant=kept).first()
    if own is None:
        attendance.key = attendance_key(attendance.session.key, kept.key)
        attendance.participant = kept
        attendance.save(update_fields=["key", "participant"])
        return
    if attendance.is_present and not own.is_present:
        Attendance.objects.filter(pk=own.pk).update(is_present=True, changed_at=now)
    taken = own.marks.values("request_key")
    attendance.marks.exclude(request_key__in=taken).update(attendance=own)
    attendance.delete()


def _written(  # noqa: PLR0913  (who, where, what she told; and of every act)
    giver: ConsentGiver,
    told: Told,
    *,
    village: Region,
    by: Person | None,
    now: datetime,
    key: UUID,
    example: bool = False,
) -> Participant:
    """Write the row with the next number of the village. The consent follows in one go."""
    for tries_left in reversed(range(_TRIES)):
        there = Participant.objects.filter(village=village)
        number = (there.aggregate(last=Max("number"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                participant = Participant.objects.create(
                    key=key,
                    giver=giver,
                    village=village,
                    number=number,
                    written_at=now,
                    written_by=by,
                    agreed_at=now,
                    example=example,
                    **asdict(told),
                )
        except IntegrityError:
            # Two were written down at once: the other has the number, so try the next.
            if not tries_left or Participant.objects.filter(key=key).exists():
                raise
        else:
            break
    _record("activities.participant_written", participant, by=by, now=now)
    return participant


def _sent_as(key: UUID, village: Region) -> Participant | None:
    return Participant.objects.filter(key=key, village=village).first()


def _agreement(participant: Participant, *, how: str, proof: str) -> Agreed:
    return Agreed(
        purpose=ATTENDANCE,
        thing=PARTICIPANT,
        thing_number=participant.pk,
        area_code=participant.village.code,
        how=how,
        proof=proof,
        example=participant.example,
    )


def _record(act: str, participant: Participant, *, by: Person | None, now: datetime) -> None:
    code = participant.village.code
    audit.record(act, target=participant, by=by, now=now, area_code=code)
