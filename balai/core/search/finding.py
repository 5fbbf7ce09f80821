"""Reading from the index."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from balai.core.search import entries, places, questions
from balai.core.search.engines import engine
from balai.core.search.entries import Found
from balai.core.search.questions import Question

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Overview:
    """What was found, and for each facet how many each of its tags would find, if counted."""

    found: Found
    facets: dict[str, dict[str, int] | None]


def find(query: str, *, thing: str, tags: Iterable[str] = (), limit: int = MOST_COUNTED) -> Found:
    """Find what holds every word of the query and bears every tag.

    Any text is a query; one without a word finds nothing. Where nothing is found, the last
    word counts as the beginning of a word of the title, if it has three letters or more.
    """
    return _find(_Asked.for_(query, thing=thing), tuple(tags), limit=limit)


def facets(
    query: str, *, thing: str, tags: Iterable[str] = (), of: Iterable[str]
) -> dict[str, dict[str, int]] | None:
    """Count the results by tag: of=["kind"] gives {"kind": {"product": 12, "stay": 3}}.

    Each count equals the results of adding that tag. None when the results are more than
    1,000 and so were not all read. For the facet whose tag is already chosen, leave its
    own tag out of `tags`; `overview` does all of that with fewer searches.
    """
    found = find(query, thing=thing, tags=tags)
    if found.is_capped:
        return None
    borne = _tags_of(thing, found.numbers)
    return {prefix: _counted(prefix, found.numbers, borne) for prefix in of}


def overview(query: str, *, thing: str, tags: Iterable[str] = (), of: Iterable[str]) -> Overview:
    """Find, and count each facet as choosing another of its tags would find.

    A facet's own chosen tag is left out of its count. A facet is None when more than 1,000
    would have to be counted.
    """
    chosen = tuple(tags)
    asked = _Asked.for_(query, thing=thing)
    found = _find(asked, chosen)
    within: dict[str, Found] = {}
    for prefix in of:
        others = tuple(tag for tag in chosen if not tag.startswith(f"{prefix}:"))
        # With fewer tags no less is found.
        known = found if others == chosen or found.is_capped else _find(asked, others)
        within[prefix] = known
    countable = {prefix: some.numbers for prefix, some in within.items() if not some.is_capped}
    borne = _tags_of(thing, set().union(*countable.values()))
    return Overview(
        found,
        {
            prefix: _counted(prefix, countable[prefix], borne) if prefix in countable else None
            for prefix in within
        },
    )


def suggest(prefix: str, *, thing: str, tags: Iterable[str] = (), limit: int = 8) -> list[int]:
    """Find, as one types, what has all these words in its title, the last one begun.

    Answers from three letters of the last word on; of a begun word, seven letters count.
    """
    tags = tuple(tags)
    question, letters = questions.read_begun(prefix)
    if not letters or not all(map(entries.is_tag, tags)):
        return []
    narrow = [entries.as_beginning(letters), *map(entries.as_tag, tags)]
    wanted = question.in_titles().with_lexemes(narrow)
    (found,) = engine().places([wanted], thing=thing, limit=limit)
    return [places.number_at(place) for place in found]


@dataclass(frozen=True)
class _Asked:
    """A query, read once however often it is searched for."""

    query: str
    question: Question
    thing: str

    @classmethod
    def for_(cls, query: str, *, thing: str) -> Self:
        return cls(query, questions.read(query), thing)


def _find(asked: _Asked, tags: tuple[str, ...], *, limit: int = MOST_COUNTED) -> Found:
    if not all(map(entries.is_tag, tags)):
        return Found()
    narrow = [entries.as_tag(tag) for tag in tags]
    found = _holding(asked, narrow, limit=limit + 1)
    # What the query means may not depend on the tags, or counts by tag would not add up.
    if not found and not (narrow and _holding(asked, [], limit=1)):
        found = _begun(asked, narrow, limit=limit + 1)
    return Found([places.number_at(place) for place in found[:limit]], len(found) > limit)


def _holding(asked: _Asked, narrow: list[str], *, limit: int) -> list[int]:
    """Read the places of those with all words in the title, then of those with them anywhere."""
    if not asked.question.groups:
        return []
    conditions = [
        asked.question.in_titles().with_lexemes(narrow),
        asked.question.anywhere().with_lexemes(narrow),
    ]
    titled, anywhere = engine().places(conditions, thing=asked.thing, limit=limit)
    return list(dict.fromkeys(titled + anywhere))[:limit]


def _begun(asked: _Asked, narrow: list[str], *, limit: int) -> list[int]:
    question, letters = questions.read_begun(asked.query)
    if not letters:
        return []
    wanted = question.anywhere().with_lexemes([entries.as_beginning(letters), *narrow])
    (found,) = engine().places([wanted], thing=asked.thing, limit=limit)
    return found


def _tags_of(thing: str, numbers: Iterable[int]) -> dict[int, list[str]]:
    identities = [places.identity(thing, number) for number in numbers]
    first, _ = places.identities(thing)
    return {identity - first: tags.split() for identity, tags in engine().tags(identities)}


def _counted(prefix: str, numbers: list[int], borne: dict[int, list[str]]) -> dict[str, int]:
    start = f"{prefix}:"
    return dict(
        Counter(
            tag.removeprefix(start)
            for number in numbers
            for tag in borne.get(number, ())  # gone since it was found
            if tag.startswith(start)
        )
    )
