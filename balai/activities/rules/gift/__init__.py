"""Quiz questions in GIFT, the plain text that Moodle reads and writes."""

from balai.activities.rules.gift.questions import (
    Choice,
    Choices,
    Matching,
    Number,
    Numbers,
    Pair,
    Question,
    ShortAnswer,
    ShortAnswers,
    TrueFalse,
    Words,
)
from balai.activities.rules.gift.reading import GiftUnclear, read_gift
from balai.activities.rules.gift.writing import write_gift

__all__ = [
    "Choice",
    "Choices",
    "GiftUnclear",
    "Matching",
    "Number",
    "Numbers",
    "Pair",
    "Question",
    "ShortAnswer",
    "ShortAnswers",
    "TrueFalse",
    "Words",
    "read_gift",
    "write_gift",
]
