"""Open pages on a slow line (100 kbit/s, 600 ms), beside a static file that weighs as much.

The static file is a page of plain words, compressed to within a hundredth of the bytes of
ours and served by nginx in the same run; nothing in it waits for anything, not even a style.
For the reader, our very bytes are opened from nginx too. All are opened in turn, each time by
a browser that has never been here; medians are compared.
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
    parser.add_argument(
        "--photographs", type=int, default=20, help="products that have four each (default: 20)"
    )
    parser.add_argument("--times", type=int, default=7, help="openings of each page (default: 7)")


def measure(options: Namespace) -> list[Figure]:
    say("serving the demo province")
    photographs = options.photographs
    with demo_hall(photographs=photographs, each=4, BALAI_DEMO="1") as hall, chromium() as browser:
        pages = four_pages(hall)
        sent = {name: hall.get(path)[2] for name, path in pages.items()}
        files = {f"{name}-words.html": page_of_weight(len(ours)) for name, ours in sent.items()}
        files |= {f"{name}-same.html": ours for name, ours in sent.items()}
        figures = []
        with nginx(files, encoding="br") as still:
            for name, path in pages.items():
                say(f"opening {path} and its static twins, {options.times} times each")
                addresses = [
                    hall.address + path,
                    f"{still.address}/{name}-words.html",
                    f"{still.address}/{name}-same.html",
                ]
                seen = _openings(browser, addresses, options.times)
                figures += _figures(name, seen, len(sent[name]))
    return figures


def _openings(
    browser: Browser, addresses: list[str], times: int
) -> list[list[tuple[float, float]]]:
    """Open all in turn, several times; what was seen of each."""
    turns = [[_opened(browser, address) for address in addresses] for _time in range(times)]
    return [list(of_one) for of_one in zip(*turns, strict=True)]


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


def _figures(name: str, seen: list[list[tuple[float, float]]], weight: int) -> list[Figure]:
    first, words, same = (median(first for first, _ in of_one) for of_one in seen)
    largest = median(largest for _, largest in seen[0])
    return [
        noted(f"{name}: first paint", first, "s"),
        noted(f"{name}: first paint of a static file of {weight / 1000:.1f} kB", words, "s"),
        at_most(f"{name}: ours to the static file's", first / words, RATIO, "×"),
        noted(f"{name}: ours to that of our own bytes from nginx", first / same, "×"),
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
