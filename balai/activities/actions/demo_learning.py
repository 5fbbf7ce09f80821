"""An invented class to try Balai out with: checked before and after, with its certificates."""

from datetime import datetime
from itertools import cycle, islice
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from balai.activities.actions.certificates import ask_for_certificates, make_certificates
from balai.activities.actions.check_items import load_check_items
from balai.activities.actions.checks import enter_papers, move_check, prepare_check
from balai.activities.models import LiteracyCheck, Phase, Session
from balai.activities.queries.certificates import people_who_came
from balai.activities.rules.checks import Written

# Which of two answers somebody gave, the better or the worse, over and over.
_BEFORE, _AFTER = (0, 0, 1), (1, 1, 0, 1, 1)


@transaction.atomic
def load_demo_learning(*, now: datetime) -> None:
    """Check the first invented training that took place, and give its people certificates. Once."""
    held = Session.objects.filter(example=True, kind="training", began_at__isnull=False)
    session = held.order_by("pk").first()
    if session is None or LiteracyCheck.objects.filter(session=session).exists():
        return
    people = people_who_came(session)
    load_check_items(now=now)
    check = prepare_check(session, by=None, now=now)
    for phase, turns in ((Phase.BEFORE, _BEFORE), (Phase.AFTER, _AFTER)):
        move_check(check, phase, by=None, now=now)
        papers = [
            Written(one.number, _picks(check, turns, start=place))
            for place, one in enumerate(people)
        ]
        enter_papers(check, phase, papers, by=None, now=now, request_key=_key(str(phase)))
        following = Phase.BETWEEN if phase == Phase.BEFORE else Phase.OVER
        move_check(check, following, by=None, now=now)
    names = [one.called for one in people]
    issue = ask_for_certificates(session, names, by=None, now=now, request_key=_key("certificates"))
    make_certificates(issue, now=now)


def _picks(check: LiteracyCheck, turns: tuple[int, ...], *, start: int) -> tuple[int | None, ...]:
    questions = check.questions.select_related("version")
    turn = islice(cycle(turns), start, None)
    return tuple(
        question.version.points.index(max(question.version.points) if next(turn) else 1)
        for question in questions
    )


def _key(what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"balai:demo:learning:{what}")
