"""Reading from the index."""

from collections import Counter
from collections.abc import Iterable

from balai.core.models import SearchEntry
from balai.core.search import entries, places, questions
from balai.core.search.engines import engine
from balai.core.search.entries import Found
from balai.core.search.questions import Question

MOST_COUNTED = 1000


def find(query: str, *, thing: str, tags: Iterable[str] = (), limit: int = MOST_COUNTED) -> Found:
    """Find what holds every word of the query and bears every tag.

    Any text is a query; one without a word finds nothing. Where nothing is found, the last
    word counts as the beginning of a word of the title, if it has three letters or more.
    """
    tags = tuple(tags)
    if not all(map(entries.is_tag, tags)):
        return Found()
    narrow = [entries.as_tag(tag) for tag in tags]
    question = questions.read(query)
    found = _holding(question, narrow, thing=thing, limit=limit + 1)
    # What the query means may not depend on the tags, or counts by tag would not add up.
    if not found and not (narrow and _holding(question, [], thing=thing, limit=1)):
        found = _begun(query, narrow, thing=thing, limit=limit + 1)
    return Found([places.number_at(place) for place in found[:limit]], len(found) > limit)


def facets(
    query: str, *, thing: str, tags: Iterable[str] = (), of: Iterable[str]
) -> dict[str, dict[str, int]] | None:
    """Count the results by tag: of=["kind"] gives {"kind": {"product": 12, "stay": 3}}.

    Each count equals the results of adding that tag. None when the results are more than
    1,000 and so were not all read. For the facet whose tag is already chosen, leave its
    own tag out of `tags`.
    """
    found = find(query, thing=thing, tags=tags)
    if found.is_capped:
        return None
    counts: dict[str, Counter[str]] = {prefix: Counter() for prefix in of}
    identities = [places.identity(thing, number) for number in found.numbers]
    stored = SearchEntry.objects.filter(pk__in=identities).values_list("tags", flat=True)
    for tag in " ".join(stored).split():
        prefix, _, value = tag.partition(":")
        if prefix in counts:
            counts[prefix][value] += 1
    return {prefix: dict(counted) for prefix, counted in counts.items()}


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


def _holding(question: Question, narrow: list[str], *, thing: str, limit: int) -> list[int]:
    """Read the places of those with all words in the title, then of those with them anywhere."""
    if not question.groups:
        return []
    conditions = [
        question.in_titles().with_lexemes(narrow),
        question.anywhere().with_lexemes(narrow),
    ]
    titled, anywhere = engine().places(conditions, thing=thing, limit=limit)
    return list(dict.fromkeys(titled + anywhere))[:limit]


def _begun(query: str, narrow: list[str], *, thing: str, limit: int) -> list[int]:
    question, letters = questions.read_begun(query)
    if not letters:
        return []
    wanted = question.anywhere().with_lexemes([entries.as_beginning(letters), *narrow])
    (found,) = engine().places([wanted], thing=thing, limit=limit)
    return found
