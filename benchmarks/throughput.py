"""Ask for a list of twenty cards as fast as two workers answer, beside a bare Django view.

The bare view renders twenty plain cards from one query, in the same server, through the same
middleware. Three addresses are asked for in turn, several rounds: the bare view, the list with
the page cache off, and the list with it on. Medians are compared.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import Figure, at_least, noted, run, say
from benchmarks.pages import LIST
from benchmarks.plumbing import balai, folder, requests_per_second, served

UNCACHED, CACHED = 0.4, 3.0


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default: 5)")
    parser.add_argument("--seconds", type=int, default=3, help="length of each run (default: 3)")


def measure(options: Namespace) -> list[Figure]:
    common = {"BALAI_WEB_WORKERS": "2", "DJANGO_SETTINGS_MODULE": "benchmarks.bare_settings"}
    say("setting up the demo province")
    with folder() as data:
        balai("setup", "--demo", data=data)
        with (
            served(data, BALAI_PAGE_CACHE="0", **common) as plain,
            served(data, BALAI_PAGE_CACHE="300", **common) as cached,
        ):
            asked = {
                "bare": f"{plain.address}/bare/",
                "list": f"{plain.address}{LIST}",
                "cached": f"{cached.address}{LIST}",
            }
            rates = _rates(asked, options)
    return [
        noted("a bare Django view", rates["bare"], "requests/s"),
        noted("list of 20 cards, cache off", rates["list"], "requests/s"),
        noted("list of 20 cards, cache on", rates["cached"], "requests/s"),
        at_least("cache off, to the bare view", rates["list"] / rates["bare"], UNCACHED, "×"),
        at_least("cache on, to the bare view", rates["cached"] / rates["bare"], CACHED, "×"),
    ]


def _rates(asked: dict[str, str], options: Namespace) -> dict[str, float]:
    for address in asked.values():
        requests_per_second(address, seconds=1)
    rates: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(options.rounds):
        for name, address in asked.items():
            rates[name].append(requests_per_second(address, seconds=options.seconds))
        latest = ", ".join(f"{name} {of_it[-1]:.0f}/s" for name, of_it in rates.items())
        say(f"round {number + 1} of {options.rounds}: {latest}")
    return {name: median(of_it) for name, of_it in rates.items()}


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
