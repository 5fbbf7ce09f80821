"""From what somebody typed to what the index is asked.

Any text is a question. Words are looked up as stems, never handed to a database as a
query of its own language, so no sign in them can mean anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from balai.core.search import entries, words
from balai.core.search.synonyms import Synonyms, synonyms_of

LETTERS_READ = 400
WORDS_ASKED = 10

# One way to say something: lexemes that all have to be there.
Saying = tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """Of every group one saying must be there, and every other lexeme too."""

    groups: tuple[tuple[Saying, ...], ...] = ()
    lexemes: tuple[str, ...] = ()

    def written(self, quote: Callable[[str], str], *, all_of: str, one_of: str) -> str:
        """Write it in the language of a database."""
        parts = [quote(lexeme) for lexeme in self.lexemes]
        for group in self.groups:
            sayings = [f"({all_of.join(map(quote, saying))})" for saying in group]
            parts.append(f"({one_of.join(sayings)})")
        return all_of.join(parts)

    def with_lexemes(self, lexemes: Iterable[str]) -> "Condition":
        return replace(self, lexemes=(*self.lexemes, *lexemes))


@dataclass(frozen=True)
class Question:
    """What is asked for, each part in all the ways it may be said."""

    groups: tuple[tuple[Saying, ...], ...]

    def anywhere(self) -> Condition:
        return Condition(self.groups)

    def in_titles(self) -> Condition:
        return Condition(
            tuple(
                tuple(tuple(map(entries.in_title, saying)) for saying in group)
                for group in self.groups
            )
        )


def read(text: str) -> Question:
    """Read a text as words that must all be found, each by itself or by a synonym."""
    return _asking(words.telling(_typed(text)))


def read_begun(text: str) -> tuple[Question, str]:
    """Read the last word apart, as one still being typed; empty if it is too short to tell."""
    typed = _typed(text)
    letters = typed[-1][: words.MOST_FIRST_LETTERS] if typed else ""
    if len(letters) < words.FIRST_LETTERS:
        return Question(()), ""
    return _asking(words.telling(typed[:-1])), letters


def _typed(text: str) -> list[str]:
    return words.split(text[:LETTERS_READ])


def _asking(telling: list[str]) -> Question:
    stems = list(dict.fromkeys(map(words.stem, telling)))[:WORDS_ASKED]
    known = synonyms_of(stems)
    return Question(tuple(dict.fromkeys(_groups(stems, known))))  # synonyms ask but once


def _groups(stems: list[str], known: Synonyms) -> Iterable[tuple[Saying, ...]]:
    """Take the longest synonym that starts here, else the word itself, and go on behind it."""
    start = 0
    while start < len(stems):
        for end in range(min(start + 3, len(stems)), start, -1):
            saying = tuple(stems[start:end])
            if saying in known or end == start + 1:
                yield known.get(saying, (saying,))
                start = end
                break
