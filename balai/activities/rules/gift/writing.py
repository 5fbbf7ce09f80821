"""Write questions down so that Moodle, and we, read the very same."""

from collections.abc import Iterable
from decimal import Decimal

from balai.activities.rules.gift.questions import (
    WHOLE,
    Answer,
    Choice,
    Choices,
    Matching,
    Number,
    Numbers,
    Question,
    ShortAnswer,
    ShortAnswers,
    TrueFalse,
    Words,
)
from balai.activities.rules.gift.words import has_to_be_tagged

_ESCAPED = str.maketrans(
    {letter: f"\\{letter}" for letter in "\\~=#{}:"} | {"\n": "\\n"},
)


def write_gift(questions: Iterable[Question]) -> str:
    """Write a file of questions; read again it gives these very questions."""
    return "\n".join(_question(question) for question in questions)


def _question(question: Question) -> str:
    format_ = question.words.format
    title = f"::{_plain(question.title)}:: " if question.title else ""
    explained = f"\t####{_words(question.explained, format_)}\n" if question.explained.text else ""
    answer = _answer(question.answer, format_)
    return f"{title}{_words(question.words, 'moodle')} {{\n{answer}{explained}}}\n"


def _answer(answer: Answer, format_: str) -> str:
    match answer:
        case TrueFalse():
            return _true_false(answer, format_)
        case Choices():
            lines = _choices(answer, format_)
        case ShortAnswers():
            lines = [_short(one, format_) for one in answer.accepted]
        case Numbers():
            lines = ["#", *(_number(one, format_) for one in answer.accepted)]
        case Matching():
            lines = [f"={_words(left, format_)} -> {_plain(right)}" for left, right in answer.pairs]
    return "".join(f"\t{line}\n" for line in lines)


def _true_false(answer: TrueFalse, format_: str) -> str:
    remarks = ""
    if answer.when_wrong.text or answer.when_right.text:
        remarks = f"#{_words(answer.when_wrong, format_)}"
    if answer.when_right.text:
        remarks += f"#{_words(answer.when_right, format_)}"
    return f"\t{'TRUE' if answer.is_true else 'FALSE'}{remarks}\n"


def _choices(answer: Choices, format_: str) -> list[str]:
    # With nothing but = one would have to type the answer: then one = is enough.
    as_right = [option.weight == WHOLE for option in answer.options]
    if all(as_right):
        as_right[1:] = [False] * len(as_right[1:])
    return [
        _choice(option, format_, is_right=is_right and not answer.takes_several)
        for option, is_right in zip(answer.options, as_right, strict=True)
    ]


def _choice(option: Choice, format_: str, *, is_right: bool) -> str:
    words = _words(option.words, format_)
    if is_right:
        mark = "="
    elif option.weight or words.startswith("%"):
        mark = f"~%{_number_of(option.weight)}%"
    else:
        mark = "~"
    return f"{mark}{words}{_remark(option.feedback, format_)}"


def _short(answer: ShortAnswer, format_: str) -> str:
    text = _plain(answer.text)
    is_whole = answer.weight == WHOLE and not text.startswith("%")
    weight = "" if is_whole else f"%{_number_of(answer.weight)}%"
    return f"={weight}{text}{_remark(answer.feedback, format_)}"


def _number(answer: Number, format_: str) -> str:
    weight = "" if answer.weight == WHOLE else f"%{_number_of(answer.weight)}%"
    numbers = f"{_number_of(answer.lowest)}..{_number_of(answer.highest)}"
    return f"={weight}{numbers}{_remark(answer.feedback, format_)}"


def _remark(words: Words, format_: str) -> str:
    return f"#{_words(words, format_)}" if words.text else ""


def _words(words: Words, format_: str) -> str:
    tag = f"[{words.format}]" if has_to_be_tagged(words, format_) else ""
    return tag + _plain(words.text)


def _plain(text: str) -> str:
    # Moodle knows no sign for this arrow as text; what reads it here takes the backslash off.
    return text.translate(_ESCAPED).replace("->", "-\\>")


def _number_of(number: Decimal) -> str:
    return f"{number:f}"
