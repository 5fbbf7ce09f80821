"""A class is checked here: prepared, opened, answered, closed. The facilitator says when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import CheckNotAtThis, CheckNotOpen, NumberTaken, SentByAnother
from balai.activities.events import CheckCompleted
from balai.activities.models import (
    CheckItem,
    CheckQuestion,
    ItemVersion,
    LiteracyCheck,
    Phase,
    Session,
    Sheet,
    SheetAnswer,
)
from balai.activities.models.checks import CODE_LENGTH
from balai.activities.queries.checks import scores_by_taker
from balai.activities.rules import checks
from balai.core import audit, events
from balai.core.freshness import content_changed
from balai.core.tokens import new_code

# Papers are typed in peace: those of the first check until all is over.
_ENTERED_IN = {
    Phase.BEFORE: (Phase.BEFORE, Phase.BETWEEN, Phase.AFTER),
    Phase.AFTER: (Phase.AFTER,),
}
# What follows what, and the moment that is written down.
_STEPS = {
    Phase.BEFORE: ({Phase.PREPARED}, "before_opened_at"),
    Phase.BETWEEN: ({Phase.BEFORE}, "before_closed_at"),
    Phase.AFTER: ({Phase.BETWEEN}, "after_opened_at"),
    Phase.OVER: ({Phase.BETWEEN, Phase.AFTER}, "over_at"),
}


@transaction.atomic
def prepare_check(session: Session, *, by: Person | None, now: datetime) -> LiteracyCheck:
    """Prepare the check of a session with the items of today. Asked again, it is the same.

    `by` is None for the system itself. Raises MayNotKeepTheList.
    """
    if by is not None:
        permissions.check_leads(by, session)
    if prepared := LiteracyCheck.objects.filter(session=session).first():
        return prepared
    made, is_new = LiteracyCheck.objects.get_or_create(
        session=session,
        defaults={
            "code": new_code(CODE_LENGTH),
            "prepared_by": by,
            "prepared_at": now,
            "example": session.example,
        },
    )
    if is_new:
        CheckQuestion.objects.bulk_create(
            CheckQuestion(check_of=made, number=number, version=version)
            for number, version in enumerate(_versions_of_today(), 1)
        )
        _record("activities.check_prepared", made, by=by, now=now)
    return made


def _versions_of_today() -> list[ItemVersion]:
    items = CheckItem.objects.asked().in_order()
    newest = [item.versions.order_by("-number").first() for item in items]
    return [version for version in newest if version is not None]


@transaction.atomic
def move_check(check: LiteracyCheck, to: Phase, *, by: Person | None, now: datetime) -> None:
    """Open or close a check. Pressed twice, the second press is told where it stands.

    Raises MayNotKeepTheList or CheckNotAtThis; then nothing is written.
    """
    if by is not None:
        permissions.check_leads(by, check.session)
    before, moment = _STEPS[to]
    standing = LiteracyCheck.objects.filter(pk=check.pk, phase__in=before)
    if not standing.update(phase=to, **{moment: now}):
        raise CheckNotAtThis
    check.refresh_from_db()
    _record(f"activities.check_{to}", check, by=by, now=now)
    content_changed()
    if to == Phase.OVER:
        _announce(check, now=now)


def _announce(check: LiteracyCheck, *, now: datetime) -> None:
    """Tell what the class reached, by the last time each of them answered."""
    before, after = (scores_by_taker(check, phase) for phase in (Phase.BEFORE, Phase.AFTER))
    last = {**before, **after}
    counts = tuple(
        (pillar, sum(one.get(pillar, 0) >= checks.LITERATE for one in last.values()))
        for pillar in checks.PILLARS
    )
    events.publish(
        CheckCompleted(
            check.pk,
            session_pk=check.session_id,
            village_code=check.session.village.code,
            checked_count=len(last),
            literate_count=sum(checks.is_literate(one) for one in last.values()),
            literate_counts=counts,
            at=now,
            example=check.example,
        )
    )


@transaction.atomic
def answer_check(  # noqa: PLR0913  (of which check and time, who, what was picked, when)
    check: LiteracyCheck,
    taker: int,
    picks: Mapping[int, int | None],
    *,
    now: datetime,
    request_key: UUID,
    asked: Phase | None = None,
) -> Sheet:
    """Keep what somebody answered on their own phone. The same key again is the same sheet.

    `picks` are by the number of the question. `asked` is the time of which a phone had the
    page: what it could not send at once is taken as long as papers are. Raises
    CheckNotOpen, NumberTaken or SentByAnother; then nothing is written.
    """
    if sent_before := Sheet.objects.filter(request_key=request_key).first():
        if (sent_before.check_of_id, sent_before.taker) != (check.pk, taker):
            raise SentByAnother
        return sent_before
    phase = _time_of(check, asked)
    sheet = Sheet(
        check_of=check,
        taker=taker,
        phase=phase,
        request_key=request_key,
        is_from_paper=False,
        at=now,
    )
    if not _keep(sheet, picks):
        # Only the constraint is right when one form arrives twice at once.
        return answer_check(check, taker, picks, now=now, request_key=request_key, asked=asked)
    audit.record("activities.check_answered", target=sheet, by=None, now=now)
    return sheet


@transaction.atomic
def enter_papers(  # noqa: PLR0913  (of which check, which time, what stood there, by whom)
    check: LiteracyCheck,
    phase: Phase,
    papers: Sequence[checks.Written],
    *,
    by: Person | None,
    now: datetime,
    request_key: UUID,
) -> int:
    """Enter a stack of papers; tells how many are new. All of them, or none.

    Papers may be entered until the check is over. Raises MayNotKeepTheList, CheckNotOpen
    or NumberTaken.
    """
    if by is not None:
        permissions.check_leads(by, check.session)
    standing = LiteracyCheck.objects.filter(pk=check.pk, phase__in=_ENTERED_IN.get(phase, ()))
    if not standing.exists():
        raise CheckNotOpen
    new = 0
    for paper in papers:
        key = uuid5(request_key, f"{phase} {paper.number}")
        if Sheet.objects.filter(request_key=key).exists():
            continue
        sheet = Sheet(
            check_of=check,
            taker=paper.number,
            phase=phase,
            request_key=key,
            is_from_paper=True,
            entered_by=by,
            at=now,
        )
        new += _keep(sheet, dict(enumerate(paper.picks, 1)))
    _record("activities.check_papers_entered", check, by=by, now=now)
    return new


def _time_of(check: LiteracyCheck, asked: Phase | None) -> Phase:
    if asked is None:
        return _open_phase(check)
    standing = LiteracyCheck.objects.filter(pk=check.pk, phase__in=_ENTERED_IN.get(asked, ()))
    if not standing.exists():
        raise CheckNotOpen
    return asked


def _open_phase(check: LiteracyCheck) -> Phase:
    standing = LiteracyCheck.objects.open().filter(pk=check.pk)
    phase = standing.values_list("phase", flat=True).first()
    if phase is None:
        raise CheckNotOpen
    return Phase(phase)


def _keep(sheet: Sheet, picks: Mapping[int, int | None]) -> bool:
    """Keep a sheet with its answers; tells whether it was not there yet, under its own key."""
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError as clash:
        if Sheet.objects.filter(request_key=sheet.request_key).exists():
            return False
        raise NumberTaken(sheet.taker) from clash
    SheetAnswer.objects.bulk_create(
        SheetAnswer(
            sheet=sheet,
            version_id=question.version_id,
            pick=_within(picks.get(question.number), question.version),
        )
        for question in sheet.check_of.questions.select_related("version")
    )
    return True


def _within(pick: int | None, version: ItemVersion) -> int | None:
    return pick if pick is not None and 0 <= pick < len(version.options) else None


def _record(act: str, check: LiteracyCheck, *, by: Person | None, now: datetime) -> None:
    code = check.session.village.code
    audit.record(act, target=check, by=by, now=now, area_code=code)
