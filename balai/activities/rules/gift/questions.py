"""What a question of a quiz is, however it is written down."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

FORMATS = ("moodle", "plain", "html", "markdown")
WHOLE = Decimal(100)


class Words(NamedTuple):
    """A text, and how its marks are meant: without space at its ends."""

    text: str
    format: str = "moodle"


NO_WORDS = Words("")


@dataclass(frozen=True, slots=True)
class Choice:
    """One that may be picked. Its weight is in percent, and below nothing where it costs."""

    words: Words
    weight: Decimal
    feedback: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Choices:
    """Pick one; or where `takes_several`, all that are right, whose weights make a hundred."""

    options: tuple[Choice, ...]
    takes_several: bool = False


@dataclass(frozen=True, slots=True)
class TrueFalse:
    is_true: bool
    when_wrong: Words = NO_WORDS
    when_right: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    text: str
    weight: Decimal = WHOLE
    feedback: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class ShortAnswers:
    """A word or two to write; capitals do not matter."""

    accepted: tuple[ShortAnswer, ...]


@dataclass(frozen=True, slots=True)
class Number:
    lowest: Decimal
    highest: Decimal
    weight: Decimal = WHOLE
    feedback: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Numbers:
    accepted: tuple[Number, ...]


class Pair(NamedTuple):
    left: Words
    right: str


@dataclass(frozen=True, slots=True)
class Matching:
    pairs: tuple[Pair, ...]


Answer: TypeAlias = Choices | TrueFalse | ShortAnswers | Numbers | Matching


@dataclass(frozen=True, slots=True)
class Question:
    words: Words
    answer: Answer
    title: str = ""
    explained: Words = NO_WORDS
