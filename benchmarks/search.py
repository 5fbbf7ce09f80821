"""Ask the search index what people ask, when it is small and when it is large.

    python benchmarks/search.py --listings 1000000 --engine PostgreSQL

One database, of its own and gone afterwards, is filled with invented entries and names:
first 1,000 entries and 841 names, then as many as --listings and --names say. The same
questions are asked each time, all in turn, in this process; the times are those of the
index alone, without a page around it. A million takes some four minutes to fill.
"""

import atexit
import random
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import django_ready
from benchmarks.figures import Figure, at_most, noted, run, say
from tests.pgtest import throwaway_postgresql


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--names", type=int, default=83_762)
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"], default="SQLite")
    parser.add_argument("--rounds", type=int, default=200)


if __name__ == "__main__":
    _PARSER = ArgumentParser(add_help=False)
    add_arguments(_PARSER)
    _OPEN = ExitStack()
    atexit.register(_OPEN.close)
    _ON_POSTGRESQL = _PARSER.parse_known_args()[0].engine == "PostgreSQL"
    _SERVER = _OPEN.enter_context(throwaway_postgresql()) if _ON_POSTGRESQL else ""
    django_ready.prepare(**({"DATABASE_URL": _SERVER} if _SERVER else {}))

from django.core.management import call_command
from django.db import connection

from balai.core import search

SEED = 841
SMALL, SMALL_NAMES = 1_000, 841
LONGEST_MS = 30
BATCH = 10_000
KINDS = ("product", "attraction", "stay", "experience", "culture", "event", "story")
REGENCIES = ("64.01", "64.02", "64.03", "64.07", "64.08", "64.09", "64.11", "64.71", "64.72")
PLACES = ("Tanjung", "Muara", "Long", "Suka", "Sumber", "Karang", "Batu", "Loa", "Kota", "")
SYLLABLES = (
    "ba", "be", "bi", "bu", "ca", "da", "de", "du", "ga", "gu", "ha", "ja", "ka", "ke", "ki", "ku",
    "la", "le", "li", "lo", "ma", "mi", "mu", "na", "ni", "pa", "pe", "po", "ra", "ri", "ru", "sa",
    "si", "su", "ta", "te", "ti", "tu", "wa", "ya",
)  # fmt: skip
# What is asked, and the share of entries that holds it.
HALF, TWELFTH, TWENTIETH, HUNDREDTH, RARE = "panen", "lebah", "jahe", "nenas", "trinitario"


def measure(options: Namespace) -> list[Figure]:
    call_command("migrate", verbosity=0, skip_checks=True)
    search.save_synonyms([["nenas", "nanas", "pineapple"], ["panen", "harvest"]])
    entries, names = _entries(options.listings), _names(options.names)
    figures = []
    for entry_count, name_count in ((SMALL, SMALL_NAMES), (options.listings, options.names)):
        say(f"filling up to {entry_count:,} entries and {name_count:,} names")
        seconds = _fill(islice(entries, entry_count), dict(islice(names, name_count)))
        figures.append(noted(f"filling up to {entry_count:,}", seconds, "s"))
        figures += _times(f"of {entry_count:,}", options.rounds)
    return [*figures, noted("size of the database", _megabytes(), "MB")]


def _fill(entries: Iterator[search.Entry], names: dict[int, list[str]]) -> float:
    begun = time.perf_counter()
    with search.loading():
        while batch := list(islice(entries, BATCH)):
            search.put(batch)
        search.put_names("village", names)
    return time.perf_counter() - begun


def _times(size: str, rounds: int) -> Iterator[Figure]:
    questions = _questions()
    times: dict[str, list[float]] = {what: [] for what in questions}
    for _ in range(rounds):
        for what, ask in questions.items():
            begun = time.perf_counter()
            ask()
            times[what].append((time.perf_counter() - begun) * 1000)
    for what, taken in times.items():
        yield noted(f"{what} {size}: median", median(taken), "ms")
        yield at_most(f"{what} {size}: p95", quantiles(taken, n=20)[-1], LONGEST_MS, "ms")


def _questions() -> dict[str, Callable[[], object]]:
    find = partial(search.find, thing="listing")
    return {
        "a word of half": partial(find, HALF),
        "a word of a twelfth": partial(find, TWELFTH),
        "a word of a twentieth": partial(find, TWENTIETH),
        "a word of a hundredth, with synonyms": partial(find, HUNDREDTH),
        "a rare word": partial(find, RARE),
        "a word of none": partial(find, "zzzz"),
        "two common words": partial(find, f"{HALF} {TWELFTH}"),
        "a common word in a kind": partial(find, HALF, tags=["kind:event"]),
        "a common word in a kind and a regency": partial(
            find, HALF, tags=["kind:story", "regency:64.03"]
        ),
        "overview of a common word": partial(
            search.overview, HALF, thing="listing", of=["kind", "regency"]
        ),
        "overview of a rare word in a kind": partial(
            search.overview, RARE, thing="listing", tags=["kind:product"], of=["kind", "regency"]
        ),
        "a beginning": partial(search.suggest, "pan", thing="listing"),
        "a misspelt name": partial(search.similar_names, "tanjung isui", thing="village"),
    }


def _entries(count: int) -> Iterator[search.Entry]:
    """Invent entries of about sixty words, some words frequent and most of them rare."""
    chance = random.Random(SEED)  # noqa: S311
    vocabulary = _vocabulary(20_000, chance)
    weights = list(accumulate(1 / (nth + 20) for nth in range(len(vocabulary))))
    for number in range(1, count + 1):
        words = chance.choices(vocabulary, cum_weights=weights, k=58)
        title = words[:4] + ([HALF] if chance.random() < 1 / 50 else [])
        yield search.Entry(
            "listing", number, " ".join(title), " ".join(words[8:] + _planted(chance)),
            tags=frozenset({
                f"kind:{KINDS[min(int(chance.expovariate(0.5)), 6)]}",
                f"regency:{chance.choice(REGENCIES)}",
            }),
            # As entries come: day after day.
            weight=739_000 + number * 900 // count,
            other_titles=(" ".join(words[4:8]),),
        )  # fmt: skip


def _planted(chance: random.Random) -> list[str]:
    share = {HALF: 2, TWELFTH: 12, TWENTIETH: 20, HUNDREDTH: 100, RARE: 997}
    return [word for word, one_in in share.items() if chance.random() < 1 / one_in]


def _names(count: int) -> Iterator[tuple[int, list[str]]]:
    chance = random.Random(SEED)  # noqa: S311
    yield 1, ["Tanjung Isuy"]
    words = _vocabulary(30_000, chance)
    for number in range(2, count + 1):
        yield number, [f"{chance.choice(PLACES)} {chance.choice(words)}"]


def _vocabulary(size: int, chance: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))
        words["".join(syllables) + chance.choice(("", "n", "ng", "k", "r", "t"))] = None
    return list(words)


def _megabytes() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0]) // 1_000_000


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
