"""Open a list of twenty cards for the first time on a phone, and count what comes over the wire.

Once with the drawn covers of the demo, and once with a photograph on every card.
"""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import Figure, at_most, run, say
from benchmarks.pages import LIST
from benchmarks.plumbing import chromium, demo_hall, fresh_context

CARDS = 20


def measure(_options: Namespace) -> list[Figure]:
    return [*_opened("motifs", photographs=0), *_opened("photos", photographs=CARDS)]


def _opened(covers: str, *, photographs: int) -> list[Figure]:
    say(f"serving the demo province with {covers}")
    with demo_hall(photographs=photographs, BALAI_DEMO="1") as hall, chromium() as browser:
        context = fresh_context(browser)
        page = context.new_page()
        wire = _Wire(context.new_cdp_session(page))
        page.goto(hall.address + LIST, wait_until="networkidle")
        cards = page.locator(".shelf > li").count()
        context.close()
    for address, size in wire.weights():
        say(f"{size:>6} bytes  {address.removeprefix(hall.address)[:70]}")
    return [
        Figure(f"{covers}: the page has its twenty cards", str(CARDS), str(cards), cards == CARDS),
        at_most(f"{covers}: bytes over the wire, headers too", wire.total / 1000, 40, "kB"),
        at_most(f"{covers}: requests", len(wire.addresses), 8),
    ]


class _Wire:
    """Keeps what the browser says of its requests."""

    def __init__(self, session: Any) -> None:
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._answered)
        session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        if not address.startswith("data:"):
            self.addresses[event["requestId"]] = address

    def _answered(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    @property
    def total(self) -> float:
        return sum(self.sizes.get(number, 0) for number in self.addresses)

    def weights(self) -> list[tuple[str, int]]:
        return [
            (address, int(self.sizes.get(number, 0))) for number, address in self.addresses.items()
        ]


if __name__ == "__main__":
    run(measure, __doc__)
