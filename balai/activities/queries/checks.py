"""Literacy checks as they are asked, and told. The key stays here until they are over."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.core import signing
from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.accounts.visitors import Viewer
from balai.activities.drawings import address_of, drawing_of
from balai.activities.models import (
    CheckItem,
    ItemVersion,
    LiteracyCheck,
    Phase,
    Pillar,
    SheetAnswer,
)
from balai.activities.rules import checks
from balai.core.tokens import as_typed
from balai.ui.translated import in_language

# Without a time: the same page is the same, byte for byte.
_SIGNER = signing.Signer(salt="balai.activities.checks")


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A question as it is asked: nothing in it says what an answer gains."""

    number: int
    picture: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldItem:
    """A question once the check is over: what was best, and why."""

    number: int
    question: str
    best: str
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have answered, and how many of them on paper."""

    before_count: int
    after_count: int
    paper_count: int


class NextStep(NamedTuple):
    """What a facilitator may press."""

    to: Phase
    name: str
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check as its people find it; what is asked only while it is open."""

    code: str
    topic: str
    village: str
    is_open: bool
    items: list[ShownItem]
    example: bool
    # Says, signed, of which time the answers are; they may arrive after it was closed.
    asked: str = ""


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A question on paper, with its picture as SVG."""

    number: int
    question: str
    options: tuple[str, ...]
    drawing: str


@dataclass(frozen=True, slots=True)
class CheckPaper:
    """The sheet that is printed for each of a class."""

    topic: str
    village: str
    code: str
    items: list[PaperItem]
    example: bool


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question in the list of those who write them: how it is asked now, without the key."""

    slug: str
    question: str
    version: int
    is_asked: bool
    in_english: bool


@dataclass(frozen=True, slots=True)
class ClassResult:
    """What a class may be told of itself."""

    lines: tuple[tuple[str, checks.PillarResult], ...]
    before_count: int
    after_count: int
    both_count: int
    is_hidden: bool


def find_check(code: str) -> LiteracyCheck | None:
    found = LiteracyCheck.objects.filter(code=as_typed(code))
    return found.select_related("session__village").first()


def items_of(check: LiteracyCheck) -> list[ShownItem]:
    """List what is asked, in the reader's language. One query."""
    column = 1 if get_language() == "en" else 0
    return [
        ShownItem(
            question.number,
            address_of(question.version.picture) if question.version.picture else "",
            in_language(question.version, "question"),
            tuple(option[column] or option[0] for option in question.version.options),
        )
        for question in check.questions.select_related("version").defer("version__points")
    ]


def items_by_pillar() -> list[tuple[str, list[ItemLine]]]:
    """List all questions under their pillars, those asked no more last. Two queries."""
    versions = ItemVersion.objects.defer("points").order_by("number")
    items = CheckItem.objects.in_order().prefetch_related(Prefetch("versions", versions))
    lines: dict[str, list[ItemLine]] = {pillar: [] for pillar in checks.PILLARS}
    for item in items:
        last = list(item.versions.all())[-1]
        lines.setdefault(item.pillar, []).append(
            ItemLine(
                item.slug,
                in_language(last, "question"),
                last.number,
                is_asked=item.retired_at is None,
                in_english=bool(last.question_en),
            )
        )
    return [
        (str(Pillar(pillar).label), sorted(listed, key=lambda one: not one.is_asked))
        for pillar, listed in lines.items()
    ]


def last_version(item: CheckItem) -> ItemVersion:
    return item.versions.latest("number")


def option_counts(check: LiteracyCheck) -> list[int]:
    return [len(item.options) for item in items_of(check)]


def progress_of(check: LiteracyCheck) -> Progress:
    rows = list(check.sheets.values_list("phase", "is_from_paper"))
    return Progress(
        sum(phase == Phase.BEFORE for phase, _paper in rows),
        sum(phase == Phase.AFTER for phase, _paper in rows),
        sum(is_paper for _phase, is_paper in rows),
    )


def scores_by_taker(check: LiteracyCheck, phase: Phase) -> dict[int, dict[str, Decimal]]:
    """Score everybody of a class at one time, by the versions that were asked. Two queries."""
    answers: dict[int, list[checks.Answered]] = defaultdict(list)
    rows = SheetAnswer.objects.filter(sheet__check_of=check, sheet__phase=phase)
    for row in rows.select_related("sheet", "version__item"):
        points = row.version.points
        gained = points[row.pick] if row.pick is not None else 0
        answers[row.sheet.taker].append(
            checks.Answered(row.version.item.pillar, gained, max(points))
        )
    return {taker: checks.scores_of(given) for taker, given in answers.items()}


def result_of(check: LiteracyCheck) -> ClassResult | None:
    """Tell what the class reached; None before the check is over."""
    if not check.is_over:
        return None
    before, after = (scores_by_taker(check, phase) for phase in (Phase.BEFORE, Phase.AFTER))
    results = checks.results_of(before, after)
    return ClassResult(
        tuple((str(Pillar(one.pillar).label), one) for one in results),
        len(before),
        len(after),
        len(before.keys() & after.keys()),
        all(one.before is None and one.after is None for one in results),
    )


def told_items(check: LiteracyCheck) -> list[ToldItem]:
    """Tell the key; nothing before the check is over."""
    if not check.is_over:
        return []
    column = 1 if get_language() == "en" else 0
    return [
        ToldItem(
            question.number,
            in_language(question.version, "question"),
            _best(question.version.options, question.version.points, column),
            in_language(question.version, "why"),
        )
        for question in check.questions.select_related("version")
    ]


def _best(options: list[list[str]], points: list[int], column: int) -> str:
    best = options[points.index(max(points))]
    return best[column] or best[0]


def next_steps(check: LiteracyCheck) -> list[NextStep]:
    """Name what the facilitator may do next."""
    return {
        Phase.PREPARED: [NextStep(Phase.BEFORE, _("Open the first check"))],
        Phase.BEFORE: [NextStep(Phase.BETWEEN, _("Close the first check"))],
        Phase.BETWEEN: [
            NextStep(Phase.AFTER, _("Open the second check")),
            NextStep(Phase.OVER, _("End here, without a second check"), is_end=True),
        ],
        Phase.AFTER: [NextStep(Phase.OVER, _("Close the second check, and see the results"))],
        Phase.OVER: [],
    }[Phase(check.phase)]


def open_check_of(check: LiteracyCheck, *, asked: str = "") -> OpenCheck:
    """Show a check to its people: what is asked while it is open, or was when `asked` says so."""
    was_asked = asked_time(check, asked) is not None and not check.is_over
    return OpenCheck(
        check.code,
        check.session.topic,
        check.session.village.called,
        check.is_open,
        items_of(check) if check.is_open or was_asked else [],
        example=check.example,
        asked=_SIGNER.sign_object([check.pk, check.phase]) if check.is_open else "",
    )


def asked_time(check: LiteracyCheck, asked: str) -> Phase | None:
    """Read of which time of a check answers are; None where its page did not say so."""
    try:
        number, phase = _SIGNER.unsign_object(asked)
    except (signing.BadSignature, ValueError):
        return None
    return Phase(phase) if number == check.pk else None


def check_paper(session_number: int, person: Viewer) -> CheckPaper | None:
    """Find the questions of a session as they are printed, for those who lead it."""
    found = LiteracyCheck.objects.led_by(person).filter(session=session_number)
    check = found.select_related("session__village").first()
    if check is None:
        return None
    items = items_of(check)
    names = [one.version.picture for one in check.questions.select_related("version")]
    return CheckPaper(
        check.session.topic,
        check.session.village.called,
        check.code,
        [
            PaperItem(item.number, item.question, item.options, drawing_of(name) if name else "")
            for item, name in zip(items, names, strict=True)
        ],
        example=check.example,
    )
