"""The quiz of a course as a page asks it, and as it shows how answers were marked."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.activities.drawings import picture_of
from balai.activities.models import CourseVersion
from balai.activities.queries.learning import questions_of
from balai.activities.rules import lessons, quizzes
from balai.activities.rules.gift import Question, Words

Text = SafeString | str


@dataclass(frozen=True, slots=True)
class ShownOption:
    value: str
    words: Text
    is_picked: bool


@dataclass(frozen=True, slots=True)
class ShownField:
    """Where an answer goes: one for each question, or for each pair."""

    name: str
    left: Text
    said: str
    options: tuple[ShownOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuestion:
    """A question of a quiz, and once it was answered how it was marked."""

    number: int
    kind: str
    text: Text
    fields: tuple[ShownField, ...]
    mark: quizzes.Mark | None = None
    remarks: tuple[Text, ...] = ()
    right: tuple[Text, ...] = ()


def shown_quiz(
    version: CourseVersion, given: quizzes.Given | None, *, language: str = ""
) -> list[ShownQuestion]:
    """Ask a quiz; with answers, show how each was marked."""
    asked = questions_of(version, language=language or get_language() or "id")
    return [_shown(question, number, given) for number, question in enumerate(asked, 1)]


def percent_of(questions: list[ShownQuestion]) -> int:
    return quizzes.percent([one.mark for one in questions if one.mark is not None])


def _shown(question: Question, number: int, given: quizzes.Given | None) -> ShownQuestion:
    asked = quizzes.asked(question, number)
    mark = None if given is None else quizzes.mark(question, number, given)
    return ShownQuestion(
        number=number,
        kind=asked.kind,
        text=as_page(asked.words),
        fields=tuple(
            _field(asked, name, left, [*(given or {}).get(name, ())]) for name, left in asked.fields
        ),
        mark=mark,
        remarks=tuple(as_page(one) for one in mark.remarks) if mark else (),
        right=tuple(_right(one, asked.kind) for one in mark.right) if mark else (),
    )


def _field(asked: quizzes.Asked, name: str, left: Words, said: list[str]) -> ShownField:
    options = [(value, as_page(words)) for value, words in asked.options]
    if asked.kind == "truth":
        options = [(value, _said(value)) for value in (quizzes.TRUE, quizzes.FALSE)]
    return ShownField(
        name,
        as_page(left),
        " ".join(said),
        tuple(ShownOption(value, words, value in said) for value, words in options),
    )


def _right(words: Words, kind: str) -> Text:
    return _said(words.text) if kind == "truth" else as_page(words)


def _said(value: str) -> str:
    return _("True") if value == quizzes.TRUE else _("False")


def as_page(words: Words) -> Text:
    """Show a text of a question; what was written for Moodle's pages is cleaned first."""
    if words.format == "markdown":
        return lessons.shown(words.text, picture=picture_of)
    if words.format == "html":
        return lessons.cleaned(words.text)
    return format_html("{}", words.text)
