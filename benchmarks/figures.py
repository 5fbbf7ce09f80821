"""What every benchmark says at its end: a figure, what it should be, and what it is."""

import json
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_HEAD = ("figure", "to reach", "reached", "")


@dataclass(frozen=True)
class Figure:
    """One line of the table. A figure that nobody asked for has no verdict."""

    what: str
    wanted: str
    reached: str
    is_reached: bool | None = None

    @property
    def verdict(self) -> str:
        return {None: "", True: "PASS", False: "MISS"}[self.is_reached]


def at_most(what: str, reached: float, limit: float, unit: str = "") -> Figure:
    return Figure(what, f"≤ {_said(limit, unit)}", _said(reached, unit), reached <= limit)


def at_least(what: str, reached: float, limit: float, unit: str = "") -> Figure:
    return Figure(what, f"≥ {_said(limit, unit)}", _said(reached, unit), reached >= limit)


def noted(what: str, reached: float, unit: str = "") -> Figure:
    """Say a number beside the figures, for the reader."""
    return Figure(what, "", _said(reached, unit))


def _said(number: float, unit: str) -> str:
    written = f"{number:,}" if isinstance(number, int) else f"{number:,.{_decimals(number)}f}"
    return f"{written} {unit}".strip()


def _decimals(number: float) -> int:
    if number == int(number):
        return 0
    return 2 if abs(number) < 100 else 0  # noqa: PLR2004


def run(
    measure: Callable[[Namespace], Sequence[Figure]],
    doc: str | None,
    add_arguments: Callable[[ArgumentParser], None] = lambda _parser: None,
) -> None:
    """Be a script: read the arguments, measure, print the table, exit 1 when a figure is missed."""
    parser = ArgumentParser(description=doc, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    add_arguments(parser)
    options = parser.parse_args()
    figures = list(measure(options))
    sys.stdout.write(table(figures))
    if options.json:
        options.json.write_text(json.dumps([asdict(figure) for figure in figures]))
    sys.exit(int(any(figure.is_reached is False for figure in figures)))


def table(figures: Sequence[Figure]) -> str:
    rows = [_HEAD, *((f.what, f.wanted, f.reached, f.verdict) for f in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "".join(
        f"{what:<{widths[0]}}  {wanted:>{widths[1]}}  {reached:>{widths[2]}}  {verdict}".rstrip()
        + "\n"
        for what, wanted, reached, verdict in rows
    )


def say(text: str) -> None:
    """Tell whoever waits what is being done."""
    sys.stderr.write(f"… {text}\n")
    sys.stderr.flush()
