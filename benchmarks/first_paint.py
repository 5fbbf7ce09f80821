"""Open pages on a slow line (100 kbit/s, 600 ms), beside a static file that weighs as much.

The static file is a page of plain words, compressed to within a hundredth of the bytes of
ours and served by nginx in the same run; nothing in it waits for anything. Ours and it are
opened in turn, each time by a browser that has never been here; medians are compared.
"""

import random
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from statistics import median
from typing import Any

import brotli
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import Figure, at_most, noted, run, say
from benchmarks.pages import four_pages
from benchmarks.plumbing import chromium, demo_hall, fresh_context, nginx

SLOW = {
    "offline": False,
    "latency": 600,
    "downloadThroughput": 100_000 / 8,
    "uploadThroughput": 100_000 / 8,
}
RATIO, LARGEST = 1.3, 3.0
_SYLLABLES = ["ba", "da", "ka", "la", "ma", "na", "pa", "ra", "sa", "ta", "ngi", "lu", "te", "wo"]
_SEEN = """
(() => {
  window.seen = {};
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.first ??= entry.startTime;
  }).observe({type: "paint", buffered: true});
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.largest = entry.startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
})();
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--times", type=int, default=7, help="openings of each page (default: 7)")


def measure(options: Namespace) -> list[Figure]:
    say("serving the demo province")
    with demo_hall(BALAI_DEMO="1") as hall, chromium() as browser:
        weights = {name: len(hall.get(path)[2]) for name, path in four_pages(hall).items()}
        files = {f"{name}.html": page_of_weight(weight) for name, weight in weights.items()}
        with nginx(files, encoding="br") as still:
            figures = []
            for name, path in four_pages(hall).items():
                say(f"opening {path} and its static twin, {options.times} times each")
                ours, twins = _openings(
                    browser, hall.address + path, f"{still.address}/{name}.html", options.times
                )
                figures += _figures(name, ours, twins, weights[name])
    return figures


def _openings(
    browser: Browser, ours: str, twin: str, times: int
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    both = [(_opened(browser, ours), _opened(browser, twin)) for _time in range(times)]
    return [one for one, _ in both], [one for _, one in both]


def _opened(browser: Browser, address: str) -> tuple[float, float]:
    """Open a page on the slow line; the seconds to its first and its largest paint."""
    context = fresh_context(browser)
    context.add_init_script(_SEEN)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    page.wait_for_function("window.seen.first && window.seen.largest")
    seen: dict[str, Any] = page.evaluate("window.seen")
    context.close()
    return seen["first"] / 1000, seen["largest"] / 1000


def _figures(
    name: str, ours: list[tuple[float, float]], twins: list[tuple[float, float]], weight: int
) -> list[Figure]:
    first, largest = (median(column) for column in zip(*ours, strict=True))
    twin = median(first for first, _ in twins)
    return [
        noted(f"{name}: first paint", first, "s"),
        noted(f"{name}: first paint of a static file of {weight / 1000:.1f} kB", twin, "s"),
        at_most(f"{name}: ours to the static file's", first / twin, RATIO, "×"),
        at_most(f"{name}: largest contentful paint", largest, LARGEST, "s"),
    ]


def page_of_weight(weight: int) -> bytes:
    """Write a page of plain words whose Brotli form weighs so many bytes, within a hundredth."""
    chance = random.Random(841)  # noqa: S311
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(40_000)]
    few, many = 0, len(words)
    while True:
        count = (few + many) // 2
        sent = brotli.compress(_plain(words[:count]).encode(), quality=5)
        if abs(len(sent) - weight) <= weight // 100:
            return bytes(sent)
        few, many = (count, many) if len(sent) < weight else (few, count)


def _plain(words: list[str]) -> str:
    lines = [" ".join(words[start : start + 60]) for start in range(0, len(words), 60)]
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Diam</title><h1>Diam</h1>'
        + "".join(f"<p>{line}</p>" for line in lines)
    )


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
