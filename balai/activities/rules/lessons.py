"""A lesson is written in Markdown; here it becomes a page, with nothing in it that could harm."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from balai.core.errors import Refused

# Without its pictures: what a weak signal brings within a breath.
MOST_BYTES = 60_000
# How a lesson names a picture: ![what it shows](gambar:name).
PICTURE = "gambar:"
NAME = r"[a-z0-9-]{1,40}"
_NAME = re.compile(NAME)
_TAGS = {
    "p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "img", "blockquote", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "div",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"class"},
    "ul": {"class"},
    "div": {"class"},
    "th": {"scope"},
}
_LINKS = {"https", "http", "mailto", "tel"}


class Picture(NamedTuple):
    """Where a picture is, and how large it is shown."""

    address: str
    width: int = 640
    height: int = 320


FindPicture = Callable[[str], Picture]


class LessonUnclear(Refused):
    """What is written cannot be shown as it is meant; the sentence says what to change."""

    code = "lesson_unclear"

    def __str__(self) -> str:
        return str(self.args[0])


class _Renderer(RendererHTML):
    """Writes what CommonMark means in the parts that pages are made of."""

    def heading_open(self, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
        return f"<{_below_the_title(tokens[index].tag)}>"

    def heading_close(self, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
        return f"</{_below_the_title(tokens[index].tag)}>\n"

    def ordered_list_open(self, *_all: Any) -> str:
        return '<ol class="todo">\n'

    def bullet_list_open(self, *_all: Any) -> str:
        return '<ul class="lines">\n'

    def list_item_open(self, *_all: Any) -> str:
        return "<li><div>"

    def list_item_close(self, *_all: Any) -> str:
        return "</div></li>\n"

    def table_open(self, *_all: Any) -> str:
        return '<div class="scroll"><table>\n'

    def table_close(self, *_all: Any) -> str:
        return "</table></div>\n"

    def td_open(self, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
        return '<th scope="row">' if _begins_a_row(tokens, index) else "<td>"

    def td_close(self, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
        # Between the two stands the text of the cell.
        return "</th>\n" if _begins_a_row(tokens, index - 2) else "</td>\n"

    def th_open(self, *_all: Any) -> str:
        return "<th>"


def _begins_a_row(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index - 1].type == "tr_open"


def _below_the_title(tag: str) -> str:
    return "h2" if tag in {"h1", "h2"} else "h3"


_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")


def shown(words: str, *, picture: FindPicture) -> SafeString:
    """Make HTML of a lesson. `picture` tells by its name where each is."""
    tokens = _MARKDOWN.parse(words)
    for token in _inline(tokens):
        if token.type == "image":
            name = str(token.attrs.get("src", "")).removeprefix(PICTURE)
            found = picture(name)
            token.attrs = {
                "src": found.address, "alt": "", "width": found.width, "height": found.height,
                "loading": "lazy",
            }  # fmt: skip
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    # CommonMark alone made this; cleaning it lets nothing through that it may yet learn.
    return cleaned(html)


def cleaned(html: str) -> SafeString:
    """Keep of HTML only the tags that a lesson is made of."""
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_LINKS)
    return mark_safe(clean)  # noqa: S308  (cleaned in the line above)


def pictures_in(words: str) -> list[str]:
    """Name the pictures that a lesson shows, in order."""
    sources = [
        str(token.attrs.get("src", ""))
        for token in _inline(_MARKDOWN.parse(words))
        if token.type == "image"
    ]
    return [source.removeprefix(PICTURE) for source in sources]


def check_lesson(words: str, *, known: Callable[[str], bool]) -> None:
    """Refuse what is too long, or shows a picture that is not ours. Raises LessonUnclear."""
    if len(words.encode()) > MOST_BYTES // 2:
        raise LessonUnclear(_("A lesson is short: make two of it."))
    for token in _inline(_MARKDOWN.parse(words)):
        if token.type != "image":
            continue
        source = str(token.attrs.get("src", ""))
        name = source.removeprefix(PICTURE)
        if not source.startswith(PICTURE) or not _NAME.fullmatch(name) or not known(name):
            raise LessonUnclear(
                _("There is no picture “%(name)s”. Write ![what it shows](gambar:name).")
                % {"name": source[:60]}
            )
        if not token.content.strip():
            raise LessonUnclear(
                _("Say what the picture “%(name)s” shows, for those who cannot see it.")
                % {"name": name}
            )


def _inline(tokens: Sequence[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]
