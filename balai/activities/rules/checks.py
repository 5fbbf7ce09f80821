"""The literacy check: how answers become a score, and what a class may be told of its own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused

PILLARS = ("skills", "ethics", "safety", "culture")
LOWEST, HIGHEST = Decimal(1), Decimal(5)
# What counts as literate in a pillar, as the ladder has it.
LITERATE = Decimal(3)
# Of fewer people nothing is told: one could be known by the figure.
FEWEST = 5
LETTERS = "ABCD"
FEWEST_OPTIONS, MOST_POINTS = 2, 2
_HUNDREDTH, _TENTH = Decimal("0.01"), Decimal("0.1")
_LINE = re.compile(r"\s*(\d{1,4})\s*[.:;,)\t ]\s*([A-Da-d\-\s]*)", re.ASCII)

Scores = Mapping[str, Decimal]


class Answered(NamedTuple):
    """One answer: which pillar it tells of, what it gained, and the most that could be gained."""

    pillar: str
    points: int
    most: int


class Written(NamedTuple):
    """One line of a paper: the number of who answered, and what was picked; None for nothing."""

    number: int
    picks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class PillarResult:
    """What a class reached in a pillar; None is hidden, or was not checked."""

    pillar: str
    before: Decimal | None
    after: Decimal | None
    gain: Decimal | None


class PaperUnclear(Refused):
    """Nothing of what was typed is taken; the line says where to mend it."""

    code = "paper_unclear"

    def __str__(self) -> str:
        line, why = self.args
        return str(_("Line %(line)d: %(why)s")) % {"line": line, "why": why}


def scores_of(answers: Iterable[Answered]) -> dict[str, Decimal]:
    """Score each pillar from 1 to 5: nothing right is 1, all is 5. No answer gains nothing."""
    points: dict[str, int] = defaultdict(int)
    most: dict[str, int] = defaultdict(int)
    for answer in answers:
        points[answer.pillar] += answer.points
        most[answer.pillar] += answer.most
    return {
        pillar: (LOWEST + (HIGHEST - LOWEST) * points[pillar] / most[pillar]).quantize(
            _HUNDREDTH, ROUND_HALF_UP
        )
        for pillar in most
        if most[pillar]
    }


def is_literate(scores: Scores) -> bool:
    """Tell whether somebody reaches the mark in each of the four."""
    return all(scores.get(pillar, LOWEST) >= LITERATE for pillar in PILLARS)


def results_of(before: Mapping[int, Scores], after: Mapping[int, Scores]) -> list[PillarResult]:
    """Tell what a class reached in each pillar, by who answered.

    The gain is that of those who answered both times. Fewer than five are hidden.
    """
    both = before.keys() & after.keys()
    return [
        PillarResult(
            pillar,
            _mean([one[pillar] for one in before.values() if pillar in one]),
            _mean([one[pillar] for one in after.values() if pillar in one]),
            _mean([
                after[who][pillar] - before[who][pillar]
                for who in both
                if pillar in after[who] and pillar in before[who]
            ]),
        )
        for pillar in PILLARS
    ]  # fmt: skip


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    if len(values) < FEWEST:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(_TENTH, ROUND_HALF_UP)


def read_papers(text: str, *, item_count: int, option_counts: Sequence[int]) -> list[Written]:
    """Read what was typed from papers: a line each, as "7 ABCAABBC-ABC"; - is no answer.

    Raises PaperUnclear, which names the line; then nothing is read.
    """
    read: dict[int, Written] = {}
    for place, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        written = _paper(line, place, item_count=item_count, option_counts=option_counts)
        if written.number in read:
            raise PaperUnclear(place, _("this number stands here twice."))
        read[written.number] = written
    if not read:
        raise PaperUnclear(1, _("write the answers of one paper in each line."))
    return list(read.values())


def _paper(line: str, place: int, *, item_count: int, option_counts: Sequence[int]) -> Written:
    found = _LINE.fullmatch(line)
    if found is None or not int(found[1]):
        raise PaperUnclear(
            place, _("write the number on the paper, a space, then the letters: 7 ABCAABBCAABC.")
        )
    letters = "".join(found[2].split()).upper()
    if len(letters) != item_count:
        raise PaperUnclear(
            place,
            _("there are %(count)d letters where %(expected)d questions were asked.")
            % {"count": len(letters), "expected": item_count},
        )
    picks = tuple(None if letter == "-" else LETTERS.index(letter) for letter in letters)
    for question, (pick, count) in enumerate(zip(picks, option_counts, strict=True), 1):
        if pick is not None and pick >= count:
            raise PaperUnclear(
                place,
                _("question %(question)d has no answer %(letter)s.")
                % {"question": question, "letter": LETTERS[pick]},
            )
    return Written(int(found[1]), picks)
