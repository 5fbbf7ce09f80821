"""Start Balai on a folder that is set up, ask much of it, and weigh its processes.

The load: every route of the site in both languages with posters and share pictures, then
sixteen connections on the pages that people open most. Memory is the proportional share
(PSS) of the server, two web workers and the task worker together.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from statistics import median
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import django_ready
from benchmarks.figures import Figure, at_most, noted, run, say
from benchmarks.pages import four_pages
from benchmarks.plumbing import Server, balai, folder, memory_of, requests_per_second, served
from tests.browser.walk import Sample, links_in, walk

MEMORY, START = 250, 1.5
_DRAWN = (".pdf", ".png", ".svg", ".xml")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--starts", type=int, default=5, help="starts (default: 5)")
    parser.add_argument("--seconds", type=int, default=4, help="load on each page (default: 4)")


def measure(options: Namespace) -> list[Figure]:
    django_ready.prepare()
    two = {"BALAI_WEB_WORKERS": "2"}
    with folder() as data:
        say("setting up the demo province")
        balai("setup", "--demo", data=data)
        starts = []
        for _start in range(options.starts):
            begun = time.perf_counter()
            with served(data, **two):
                starts.append(time.perf_counter() - begun)
        say(f"starts: {', '.join(f'{seconds:.2f} s' for seconds in starts)}")
        with served(data, BALAI_PAGE_CACHE="0", **two) as hall:
            idle = sum(memory_of(hall.pid).values())
            _load(hall, options.seconds)
            shares = memory_of(hall.pid)
    say(f"processes: {', '.join(f'{share:.0f} MB' for share in shares.values())}")
    return [
        noted("processes", len(shares)),
        noted("memory before the load", idle, "MB"),
        at_most("memory after the load", sum(shares.values()), MEMORY, "MB"),
        at_most("start to first answer (median)", median(starts), START, "s"),
    ]


def _load(hall: Server, seconds: int) -> None:
    pages = walk(hall.get)
    drawn = _drawings(pages)
    say(f"{len(pages)} pages, {len(drawn)} drawings and feeds")
    for path in drawn:
        hall.get(path)
    for path in [*four_pages(hall).values(), f"/cari/?q={quote('kakao')}", "/sajian/"]:
        rate = requests_per_second(hall.address + path, seconds=seconds)
        say(f"{path}: {rate:.0f} requests/s")


def _drawings(pages: list[Sample]) -> list[str]:
    """List the pictures, posters and feeds that the walked pages name."""
    named: dict[str, None] = {}
    for page in pages:
        for address in links_in(page.html):
            path = address.partition("#")[0]
            if path.startswith("/") and path.partition("?")[0].endswith(_DRAWN):
                named[path] = None
    return list(named)


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
