"""Read a file of questions: all of it, or nothing and the line that is wrong."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from balai.activities.rules.gift.answers import answer_in
from balai.activities.rules.gift.marked import Marked
from balai.activities.rules.gift.questions import NO_WORDS, Question, Words
from balai.activities.rules.gift.unclear import GiftUnclear
from balai.activities.rules.gift.words import read_words

__all__ = ["GiftUnclear", "read_gift"]

MOST_LETTERS = 200_000
MOST_QUESTIONS = 200
LONGEST_TITLE = 255
_GAP = "_____"
_PUT_IN_A_CATEGORY = re.compile(r"\s*\$CATEGORY:")


def read_gift(text: str) -> list[Question]:
    """Read every question, in the order of the file.

    Remarks and categories are passed over. Raises GiftUnclear, which names the line.
    """
    if len(text) > MOST_LETTERS:
        raise GiftUnclear(1, _("the file is too long for a quiz"))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _check_letters(lines)
    blocks = _blocks(lines)
    if len(blocks) > MOST_QUESTIONS:
        raise GiftUnclear(
            blocks[MOST_QUESTIONS][0][0],
            _("a quiz has at most %(most)d questions") % {"most": MOST_QUESTIONS},
        )
    questions = [_question(Marked.read(block)) for block in blocks]
    if not questions:
        raise GiftUnclear(1, _("there is no question in it"))
    return questions


def _check_letters(lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\t" for letter in line):
            raise GiftUnclear(number, _("it holds a letter that cannot be shown"))


def _blocks(lines: list[str]) -> list[list[tuple[int, str]]]:
    """Part the file at its empty lines, as Moodle does."""
    blocks: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("//") or _PUT_IN_A_CATEGORY.match(line):
            continue
        if line.strip():
            blocks[-1].append((number, line))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _question(block: Marked) -> Question:
    title, rest = _title(block.stripped())
    opening, closing = rest.find("{"), rest.find("}")
    _check_braces(rest, opening, closing)
    before, after = rest.part(0, opening), rest.part(closing + 1).stripped()
    words = read_words(before)
    if after.text:
        words = Words(f"{words.text} {_GAP} {after.text}", words.format)
    if not words.text:
        raise GiftUnclear(rest.line, _("the question asks nothing"))
    inside, explained = rest.part(opening + 1, closing).cut_at("####")
    line = rest.line_at(opening)
    answer = answer_in(inside.stripped(), line=line, format_=words.format)
    return Question(
        words,
        answer,
        title=title,
        explained=read_words(explained, words.format) if explained else NO_WORDS,
    )


def _title(block: Marked) -> tuple[str, Marked]:
    if not block.signs.startswith("::"):
        return "", block
    end = block.find("::", 2)
    if end < 0:
        raise GiftUnclear(block.line, _("its title has no :: at the end"))
    title = block.part(2, end).stripped().text
    if len(title) > LONGEST_TITLE:
        raise GiftUnclear(block.line, _("its title is too long"))
    return title, block.part(end + 2).stripped()


def _check_braces(block: Marked, opening: int, closing: int) -> None:
    if opening < 0:
        line = block.line_at(closing) if closing >= 0 else block.line
        raise GiftUnclear(line, _("a question needs its answers in { and }"))
    if closing < opening:
        raise GiftUnclear(block.line_at(opening), _("the { is never closed with }"))
    again = [block.find("{", opening + 1), block.find("}", closing + 1)]
    if any(place >= 0 for place in again):
        place = min(place for place in again if place >= 0)
        raise GiftUnclear(
            block.line_at(place), _(r"a question has one { and one }; write \{ and \} in a text")
        )
