"""Send a form of thirty fields with and without a receipt, and as many as two workers take.

The same view stands at two addresses; they are sent to in turn by one client, and the medians
are compared. Then eight clients send things with receipts as fast as they are taken. Both on
SQLite, which writes through to the disk at each commit, and on a PostgreSQL that does so too.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.django_ready import prepare

prepare()

from benchmarks.figures import Figure, at_most, noted, run, say
from benchmarks.plumbing import balai, folder, served
from tests.offline.lines import Line
from tests.offline.site import note_of
from tests.pgtest import throwaway_postgresql

COST = 1.5
CLIENTS = 8
KEPT, PLAIN = "/uji/catatan/", "/uji/polos/"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--pairs", type=int, default=300, help="of posts to compare (300)")
    parser.add_argument("--items", type=int, default=1000, help="sent at once (1000)")


def measure(options: Namespace) -> list[Figure]:
    figures = _measure_on("SQLite", "", options)
    with throwaway_postgresql(is_durable=True) as address:
        return figures + _measure_on("PostgreSQL", address, options)


def _measure_on(engine: str, database: str, options: Namespace) -> list[Figure]:
    variables = {"DJANGO_SETTINGS_MODULE": "tests.offline.settings", "BALAI_WEB_WORKERS": "2"}
    variables |= {"DATABASE_URL": database} if database else {}
    say(f"{engine}: setting up")
    with folder() as data:
        balai("migrate", "--verbosity=0", data=data, **variables)
        balai("collectstatic", "--noinput", "--verbosity=0", data=data, **variables)
        with served(data, **variables) as server:
            line = Line(server.address, "mira", loses=0)
            took = _in_turn(line, options.pairs)
            rate = _at_once(server.address, options.items)
    return [
        noted(f"{engine}: a post without a receipt", 1000 * took[PLAIN], "ms"),
        noted(f"{engine}: the same with one", 1000 * took[KEPT], "ms"),
        at_most(f"{engine}: with, to without", took[KEPT] / took[PLAIN], COST, "×"),
        noted(f"{engine}: things received from {CLIENTS} clients", rate, "items/s"),
    ]


def _in_turn(line: Line, pairs: int) -> dict[str, float]:
    say("one client, in turn")
    took: dict[str, list[float]] = {PLAIN: [], KEPT: []}
    for _pair in range(pairs):
        for address, times in took.items():
            note = note_of(uuid4())
            begun = time.perf_counter()
            line.post(note, to=address)
            times.append(time.perf_counter() - begun)
    return {address: median(times[pairs // 10 :]) for address, times in took.items()}


def _at_once(address: str, items: int) -> float:
    say(f"{CLIENTS} clients at once")
    lines = [Line(address, f"m{number}", loses=0) for number in range(CLIENTS)]
    notes = [note_of(uuid4()) for _item in range(items)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        sent = pool.map(
            lambda number: [lines[number].send(note) for note in notes[number::CLIENTS]],
            range(CLIENTS),
        )
        tries = sum(len(one) for several in sent for one in several)
    took = time.perf_counter() - begun
    if tries != items:
        sys.exit(f"{tries} tries for {items} things")
    return items / took


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
