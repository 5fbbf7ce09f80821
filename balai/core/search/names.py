"""Names, forgiven their typing errors.

Two spellings that differ by one or two letters become equal when the right letters are
taken out of each. So each spelling is kept under checksums of its ends (the first four
letters and the last four) with up to two of them missing, and a misspelt name looks its
own such checksums up: a few dozen, in one index, however many names there are (the idea of
SymSpell, with both ends because so many names begin alike). What shares a checksum is then
measured in Python, so that both databases give the same answer.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from zlib import crc32

from django.db import transaction
from rapidfuzz.distance import OSA

from balai.core.models import SearchName, SearchSlip, SearchSpelling
from balai.core.search import places, words
from balai.core.search.engines import engine
from balai.core.search.entries import SimilarName

_LETTERS_OF_AN_END = 4
_SPELLING_LETTERS = 80
_NAME_LETTERS = 120
_AT_ONCE = 2000
_NO_SIGN = re.compile(r"[\W_]+")
_TWICE = re.compile(r"([^\W\d_]{3,})2\b")


@transaction.atomic
def put_names(thing: str, names: Mapping[int, Iterable[str]]) -> None:
    """Let similar_names know the names of these numbers, in place of those it knew."""
    numbers = list(names)
    for start in range(0, len(numbers), _AT_ONCE):
        batch = {number: list(names[number]) for number in numbers[start : start + _AT_ONCE]}
        identities = [places.identity(thing, number) for number in batch]
        left = _take_names(identities)
        _add_names(thing, batch)
        _drop_unborne(left)


def similar_names(text: str, *, thing: str, limit: int = 8) -> list[SimilarName]:
    """Find names that differ from the text by a typing error or two, nearest first.

    Up to three letters none is forgiven, up to five one, from six on two. Spaces, case,
    accents and signs do not count. Of equally near names: alphabetically, then by number.
    """
    spelling = spelt(text)
    if not spelling:
        return []
    known = SearchSpelling.objects.filter(
        pk__in=SearchSlip.objects.filter(checksum__in=set(_slips(thing, spelling))).values(
            "spelling_id"
        )
    )
    near = sorted(
        (distance, other, pk)
        for pk, other in known.values_list("pk", "spelling")
        if (distance := _distance(spelling, other)) is not None
    )[:limit]
    distances = {pk: (distance, other) for distance, other, pk in near}
    first, last = places.identities(thing)
    borne = SearchName.objects.filter(spelling__in=distances, identity__range=(first, last))
    rows = sorted(
        (*distances[pk], identity - first, name)
        for pk, identity, name in borne.values_list("spelling_id", "identity", "name")
    )
    return [SimilarName(name, number, distance) for distance, _, number, name in rows[:limit]]


def forget_names(identities: list[int]) -> None:
    for start in range(0, len(identities), _AT_ONCE):
        _drop_unborne(_take_names(identities[start : start + _AT_ONCE]))


def forget_all_names(thing: str) -> None:
    SearchName.objects.filter(identity__range=places.identities(thing)).delete()
    SearchSpelling.objects.filter(thing=places.thing_number(thing)).delete()


def spelt(text: str) -> str:
    """Write a name as one word of letters and digits; biduk2 as bidukbiduk."""
    twice = _TWICE.sub(r"\1\1", words.folded(text[: 2 * _SPELLING_LETTERS]))
    return _NO_SIGN.sub("", twice)[:_SPELLING_LETTERS]


def _forgiven(letters: int) -> int:
    return 0 if letters <= 3 else 1 if letters <= 5 else 2  # noqa: PLR2004


def _distance(spelling: str, other: str) -> int | None:
    most = _forgiven(min(len(spelling), len(other)))
    distance = OSA.distance(spelling, other, score_cutoff=most)
    return distance if distance <= most else None


def _slips(thing: str, spelling: str) -> Iterator[int]:
    ends = spelling
    if len(spelling) > 2 * _LETTERS_OF_AN_END:
        ends = spelling[:_LETTERS_OF_AN_END] + spelling[-_LETTERS_OF_AN_END:]
    for missing in range(min(_forgiven(len(spelling)), len(ends)) + 1):
        for left in combinations(ends, len(ends) - missing):
            yield crc32(f"{thing}:{''.join(left)}".encode())


def _take_names(identities: list[int]) -> set[int]:
    """Delete names; tell the spellings that lost one."""
    borne = SearchName.objects.filter(identity__in=identities)
    spellings = set(borne.values_list("spelling_id", flat=True))
    borne.delete()
    return spellings


def _drop_unborne(spellings: set[int]) -> None:
    SearchSpelling.objects.filter(pk__in=spellings, names__isnull=True).delete()


def _add_names(thing: str, names: Mapping[int, list[str]]) -> None:
    by_spelling: dict[str, set[tuple[int, str]]] = {}
    for number, called in names.items():
        for name in called:
            if spelling := spelt(name):
                bearers = by_spelling.setdefault(spelling, set())
                bearers.add((places.identity(thing, number), name[:_NAME_LETTERS]))
    pks = _known_spellings(thing, by_spelling)
    SearchName.objects.bulk_create(
        SearchName(spelling_id=pks[spelling], identity=identity, name=name)
        for spelling in sorted(by_spelling)
        for identity, name in sorted(by_spelling[spelling])
    )


def _known_spellings(thing: str, spellings: Iterable[str]) -> dict[str, int]:
    """Make the spellings known that are not, and tell the primary key of each."""
    of_thing = SearchSpelling.objects.filter(thing=places.thing_number(thing))
    asked_for = sorted(spellings)
    known = set(of_thing.filter(spelling__in=asked_for).values_list("spelling", flat=True))
    SearchSpelling.objects.bulk_create(
        [
            SearchSpelling(thing=places.thing_number(thing), spelling=spelling)
            for spelling in asked_for
            if spelling not in known
        ],
        ignore_conflicts=True,
    )
    pks = dict(of_thing.filter(spelling__in=asked_for).values_list("spelling", "pk"))
    engine().store_slips(
        [
            (checksum, pks[spelling])
            for spelling in asked_for
            if spelling not in known
            for checksum in set(_slips(thing, spelling))
        ]
    )
    return pks
