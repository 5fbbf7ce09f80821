"""What is put into the index, and the lexemes it is kept as.

A lexeme is a word as the databases keep it. Its first sign tells what it is: a stem of
any word stands bare, `=` is a stem of the title, `^` the beginning of a title's word,
`#` a tag. So one index answers every question, and narrows by tag while it reads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from balai.core.search import words

_TAG = re.compile(r"[a-z][a-z0-9_]*:[a-z0-9._-]+")


@dataclass(frozen=True)
class Entry:
    """What may be found of one thing.

    `thing` is one of settings.SEARCH_THINGS ("listing", "village"), `number` its primary
    key. Tags look like "kind:product". Words of `other_titles` (another language, an alias)
    count like those of the title.
    """

    thing: str
    number: int
    title: str
    text: str = ""
    tags: frozenset[str] = frozenset()
    weight: int = 0
    other_titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The numbers in order; `is_capped` when there are more than asked for."""

    numbers: list[int] = field(default_factory=list)
    is_capped: bool = False


@dataclass(frozen=True)
class SimilarName:
    """A name that is spelt like the one asked for, and what bears it."""

    name: str
    number: int
    distance: int


def is_tag(text: str) -> bool:
    return _TAG.fullmatch(text) is not None


def lexemes_of(entry: Entry) -> Iterator[str]:
    """Name every lexeme of an entry, some of them twice."""
    titles = words.telling(words.split(" ".join((entry.title, *entry.other_titles))))
    for word in titles:
        yield words.stem(word)
        yield in_title(words.stem(word))
        yield from map(as_beginning, words.beginnings(word))
    for word in words.telling(words.split(entry.text)):
        yield words.stem(word)
    yield from map(as_tag, entry.tags)


def in_title(stem: str) -> str:
    return f"={stem}"


def as_beginning(letters: str) -> str:
    return f"^{letters}"


def as_tag(tag: str) -> str:
    """Raise ValueError for what is no tag; a tag from outside is checked with is_tag first."""
    if not is_tag(tag):
        raise ValueError(f"A tag looks like kind:product, not {tag!r}")
    return f"#{tag}"
