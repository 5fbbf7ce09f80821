"""Ask the questions of a quiz on a page, and mark what was answered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from balai.activities.rules.gift import (
    Choices,
    Matching,
    Numbers,
    Question,
    ShortAnswers,
    TrueFalse,
    Words,
)
from balai.activities.rules.gift.questions import NO_WORDS, WHOLE

# Whoever reaches this many of a hundred has passed.
PASS_MARK = 60
TRUE, FALSE = "T", "F"
_NOTHING = Decimal(0)
_INDONESIAN = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page asks it: nothing here tells which answer is right.

    `kind` is one, several, truth, word, number or pairs. `options` are values and their
    words, always in the same order; `fields` are names and, for pairs, what stands left.
    """

    number: int
    kind: str
    words: Words
    fields: tuple[tuple[str, Words], ...]
    options: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer gained of a hundred, what is said of it, and what is right."""

    points: Decimal
    remarks: tuple[Words, ...]
    right: tuple[Words, ...]

    @property
    def is_right(self) -> bool:
        return self.points == WHOLE


def asked(question: Question, number: int) -> Asked:
    kind = _kind(question)
    name = f"q{number}"
    fields: tuple[tuple[str, Words], ...] = ((name, NO_WORDS),)
    options: tuple[tuple[str, Words], ...] = ()
    match question.answer:
        case Choices(options=given):
            options = tuple((str(one), given[one].words) for one in _order(question))
            options = tuple((str(place), words) for place, (_old, words) in enumerate(options))
        case Matching(pairs=pairs):
            fields = tuple((f"{name}_{place}", left) for place, (left, _right) in enumerate(pairs))
            options = tuple((right, Words(right)) for right in _rights(question.answer))
    return Asked(number, kind, question.words, fields, options)


def mark(question: Question, number: int, given: Given) -> Mark:
    """Mark one answer; what was left empty gains nothing."""
    name = f"q{number}"
    said = [text.strip() for text in given.get(name, ()) if text.strip()]
    match question.answer:
        case Choices():
            points, remarks, right = _mark_choices(question, said)
        case TrueFalse() as truth:
            expected = TRUE if truth.is_true else FALSE
            is_right = said == [expected]
            points = WHOLE if is_right else _NOTHING
            remarks = [truth.when_right if is_right else truth.when_wrong] if said else []
            right = [Words(expected)]
        case ShortAnswers() as words:
            points, remarks, right = _mark_words(words, said)
        case Numbers() as numbers:
            points, remarks, right = _mark_numbers(numbers, said)
        case Matching() as matching:
            points, right = _mark_pairs(matching, name, given)
            remarks = []
    remarks = [*remarks, question.explained]
    return Mark(max(points, _NOTHING), tuple(one for one in remarks if one.text), tuple(right))


def percent(marks: Sequence[Mark]) -> int:
    """Tell how much of a hundred a whole quiz gained, rounded down."""
    return int(sum((one.points for one in marks), _NOTHING) / len(marks)) if marks else 0


def _kind(question: Question) -> str:
    match question.answer:
        case Choices(takes_several=several):
            return "several" if several else "one"
        case TrueFalse():
            return "truth"
        case ShortAnswers():
            return "word"
        case Numbers():
            return "number"
    return "pairs"


def _order(question: Question) -> list[int]:
    """Mix the options: authors write the right one first. The order is always the same."""
    if not isinstance(question.answer, Choices):
        return []
    options = question.answer.options

    def lot(place: int) -> bytes:
        drawn = f"{question.words.text}\n{options[place].words.text}\n{place}"
        return sha256(drawn.encode()).digest()

    return sorted(range(len(options)), key=lot)


def _rights(matching: Matching) -> list[str]:
    return sorted({right for _left, right in matching.pairs})


def _mark_choices(question: Question, said: list[str]) -> tuple[Decimal, list[Words], list[Words]]:
    answer = question.answer
    if not isinstance(answer, Choices):
        raise TypeError(question)
    order = _order(question)
    by_value = {str(place): answer.options[one] for place, one in enumerate(order)}
    picked = [by_value[value] for value in dict.fromkeys(said) if value in by_value]
    if not answer.takes_several:
        picked = picked[:1]
    points = sum((one.weight for one in picked), _NOTHING)
    # A third three times is all of it.
    if answer.takes_several and abs(points - WHOLE) <= 1:
        points = WHOLE
    right = [one.words for one in answer.options if one.weight > 0]
    return min(points, WHOLE), [one.feedback for one in picked], right


def _mark_words(words: ShortAnswers, said: list[str]) -> tuple[Decimal, list[Words], list[Words]]:
    typed = " ".join(said).split()
    for one in words.accepted:
        if [part.casefold() for part in typed] == one.text.casefold().split():
            return one.weight, [one.feedback], [Words(words.accepted[0].text)]
    return _NOTHING, [], [Words(words.accepted[0].text)]


def _mark_numbers(numbers: Numbers, said: list[str]) -> tuple[Decimal, list[Words], list[Words]]:
    typed = read_number(" ".join(said))
    first = numbers.accepted[0]
    shown = f"{first.lowest:f}"
    if first.highest != first.lowest:
        shown = f"{first.lowest:f}–{first.highest:f}"
    for one in numbers.accepted:
        if typed is not None and one.lowest <= typed <= one.highest:
            return one.weight, [one.feedback], [Words(shown)]
    return _NOTHING, [], [Words(shown)]


def _mark_pairs(matching: Matching, name: str, given: Given) -> tuple[Decimal, list[Words]]:
    hits = sum(
        list(given.get(f"{name}_{place}", ())) == [right]
        for place, (_left, right) in enumerate(matching.pairs)
    )
    right = [Words(f"{left.text} – {right}") for left, right in matching.pairs]
    return WHOLE * hits / len(matching.pairs), right


def read_number(text: str) -> Decimal | None:
    """Read a number as people write it: Rp14.000, 14,000 or 14,5. None for what is none."""
    bare = text.lower().replace("rp", "").replace(" ", "").rstrip(".,")
    if _INDONESIAN.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(bare):
        bare = bare.replace(",", "")
    else:
        bare = bare.replace(",", ".")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
