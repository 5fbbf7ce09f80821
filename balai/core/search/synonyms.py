"""Words that find each other, kept as data that a province edits."""

from collections.abc import Iterable

from django.db import transaction

from balai.core.freshness import content_changed
from balai.core.models import Synonym
from balai.core.search import words

WORDS_IN_A_SYNONYM = 3
LONGEST_SYNONYM = 80

Synonyms = dict[tuple[str, ...], tuple[tuple[str, ...], ...]]


@transaction.atomic
def save_synonyms(groups: Iterable[Iterable[str]]) -> None:
    """Let the words of each group find each other, in place of all groups known before.

    A synonym has up to three words; a longer one, or one without letters, is a ValueError.
    """
    rows = [
        Synonym(group=number, word=word, stems=" ".join(_stems(word)))
        for number, group in enumerate(groups, start=1)
        for word in dict.fromkeys(group)
    ]
    Synonym.objects.all().delete()
    Synonym.objects.bulk_create(rows)
    content_changed()


def synonym_groups() -> list[list[str]]:
    """Tell the groups as they were saved."""
    groups: dict[int, list[str]] = {}
    for group, word in Synonym.objects.order_by("group", "pk").values_list("group", "word"):
        groups.setdefault(group, []).append(word)
    return list(groups.values())


def synonyms_of(stems: list[str]) -> Synonyms:
    """Look up, in one query, which of these words and short phrases may be said otherwise.

    Read each time: a copy kept in a process would need just such a query to know that it
    is still right.
    """
    phrases = [
        " ".join(stems[start:end])
        for start in range(len(stems))
        for end in range(start + 1, min(start + WORDS_IN_A_SYNONYM, len(stems)) + 1)
    ]
    if not phrases:
        return {}
    asked_for = Synonym.objects.filter(stems__in=phrases).values("group")
    rows = Synonym.objects.filter(group__in=asked_for).order_by("group", "pk")
    groups: dict[int, list[tuple[str, ...]]] = {}
    for group, stems_said in rows.values_list("group", "stems"):
        groups.setdefault(group, []).append(tuple(stems_said.split(" ")))
    known: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for sayings in groups.values():
        for saying in sayings:
            known.setdefault(saying, []).extend(sayings)
    return {saying: tuple(dict.fromkeys(others)) for saying, others in known.items()}


def may_be_synonym(word: str) -> bool:
    """Tell whether search can keep this: one to three words that tell something."""
    try:
        return len(word) <= LONGEST_SYNONYM and bool(_stems(word))
    except ValueError:
        return False


def _stems(word: str) -> list[str]:
    stems = [words.stem(part) for part in words.telling(words.split(word))]
    if not 0 < len(stems) <= WORDS_IN_A_SYNONYM:
        raise ValueError(f"{word!r}: a synonym has one, two or three words")
    return stems
