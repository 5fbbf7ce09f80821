"""Read what stands between { and }: which kind of answers, and which are right."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from balai.activities.rules.gift.marked import Marked
from balai.activities.rules.gift.questions import (
    NO_WORDS,
    WHOLE,
    Answer,
    Choice,
    Choices,
    Matching,
    Number,
    Numbers,
    Pair,
    ShortAnswer,
    ShortAnswers,
    TrueFalse,
    Words,
)
from balai.activities.rules.gift.unclear import GiftUnclear
from balai.activities.rules.gift.words import read_words

MOST_ANSWERS = 20
FEWEST_PAIRS = 2
# A third three times is not quite a hundred.
_NEARLY = Decimal(1)
_NOTHING = Decimal(0)
_SAID = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,7})?)%", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,10})?", re.ASCII)


def answer_in(inside: Marked, *, line: int, format_: str) -> Answer:
    """Read the answers. Texts are meant as the question is, where they do not say otherwise."""
    if not inside.text:
        raise GiftUnclear(line, _("no answer is given; a question without one cannot be marked"))
    if inside.signs.startswith("#"):
        return _numbers(inside.part(1).stripped(), format_)
    said = inside.cut_at("#")[0].stripped().text.upper()
    if said in _SAID:
        return _true_false(inside, format_)
    first, *parts = inside.cut_before_each("=~")
    if first.stripped().text or not parts:
        raise GiftUnclear(first.stripped().line or line, _("an answer begins with = or ~"))
    if len(parts) > MOST_ANSWERS:
        raise GiftUnclear(
            parts[MOST_ANSWERS].line,
            _("a question has at most %(most)d answers") % {"most": MOST_ANSWERS},
        )
    if any(part.signs.startswith("~") for part in parts):
        return _choices(parts, format_)
    if all(part.find("->") >= 0 for part in parts):
        return _matching(parts, format_)
    return ShortAnswers(tuple(_short(part, format_) for part in parts))


def _true_false(inside: Marked, format_: str) -> TrueFalse:
    said, wrong = inside.cut_at("#")
    wrong, right = wrong.cut_at("#") if wrong else (None, None)
    if right and right.find("#") >= 0:
        raise GiftUnclear(right.line, _("true or false has at most two remarks"))
    return TrueFalse(
        _SAID[said.stripped().text.upper()],
        when_wrong=read_words(wrong, format_) if wrong else NO_WORDS,
        when_right=read_words(right, format_) if right else NO_WORDS,
    )


def _choices(parts: list[Marked], format_: str) -> Choices:
    options = tuple(_choice(part, format_) for part in parts)
    line = parts[0].line
    if len(options) == 1:
        raise GiftUnclear(line, _("there is nothing to choose between"))
    if any(part.signs.startswith("=") for part in parts):
        return Choices(options)
    gained = sum((one.weight for one in options if one.weight > 0), _NOTHING)
    if not gained:
        raise GiftUnclear(line, _("no answer is marked as right with ="))
    if abs(gained - WHOLE) > _NEARLY:
        raise GiftUnclear(line, _("the right answers must make 100 percent together"))
    return Choices(options, takes_several=True)


def _choice(part: Marked, format_: str) -> Choice:
    said, feedback = _remark(part.part(1), format_)
    weight = WHOLE
    if part.signs.startswith("~"):
        weight, said = _weight(said, otherwise=_NOTHING)
    words = read_words(said, format_)
    if not words.text:
        raise GiftUnclear(part.line, _("an answer is empty"))
    return Choice(words, weight, feedback)


def _short(part: Marked, format_: str) -> ShortAnswer:
    said, feedback = _remark(part.part(1), format_)
    weight, said = _weight(said, otherwise=WHOLE)
    text = said.stripped().text
    if not text:
        raise GiftUnclear(part.line, _("an answer is empty"))
    return ShortAnswer(text, weight, feedback)


def _matching(parts: list[Marked], format_: str) -> Matching:
    if len(parts) < FEWEST_PAIRS:
        raise GiftUnclear(parts[0].line, _("there must be two pairs or more"))
    pairs = []
    for part in parts:
        left, right = part.part(1).cut_at("->")
        pair = Pair(read_words(left, format_), right.stripped().text if right else "")
        if not pair.right or not pair.left.text:
            raise GiftUnclear(part.line, _("a pair lacks one of its halves"))
        pairs.append(pair)
    return Matching(tuple(pairs))


def _numbers(inside: Marked, format_: str) -> Numbers:
    first, *parts = inside.cut_before_each("=")
    if not parts:
        return Numbers((_number(inside, format_),))
    if first.stripped().text:
        raise GiftUnclear(first.line, _("an answer begins with = or ~"))
    return Numbers(tuple(_number(part.part(1), format_) for part in parts))


def _number(part: Marked, format_: str) -> Number:
    said, feedback = _remark(part, format_)
    weight, said = _weight(said, otherwise=WHOLE)
    text = "".join(said.text.split())
    if ".." in text:
        lowest, highest = (_decimal(one, said) for one in text.split("..", 1))
    else:
        middle, _colon, around = text.partition(":")
        distance = abs(_decimal(around, said)) if around else _NOTHING
        lowest, highest = _decimal(middle, said) - distance, _decimal(middle, said) + distance
    if lowest > highest:
        raise GiftUnclear(said.line, _("the first number is larger than the second"))
    return Number(lowest, highest, weight, feedback)


def _decimal(text: str, part: Marked) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise GiftUnclear(part.line, _("this is no number; write 3, 3:0.5 or 2..4"))
    return Decimal(text)


def _remark(part: Marked, format_: str) -> tuple[Marked, Words]:
    said, remark = part.cut_at("#")
    return said.stripped(), read_words(remark, format_) if remark else NO_WORDS


def _weight(part: Marked, *, otherwise: Decimal) -> tuple[Decimal, Marked]:
    """Take the %50% off the beginning of an answer."""
    if not part.signs.startswith("%") or not (found := _WEIGHT.match(part.text)):
        return otherwise, part
    weight = Decimal(found[1])
    if abs(weight) > WHOLE:
        raise GiftUnclear(part.line, _("a weight lies between -100 and 100 percent"))
    return weight, part.part(found.end()).stripped()
