"""Open the same kinds of pages in a small and a large installation, on both databases.

Small: Kalimantan Timur and 1,000 listings. Large: every village of Indonesia and a million
listings. Each is built once and kept in --data. Pages are then opened in turn, small and
large alternating, in the process (no network), with the page cache off and every address
opened once before; the ratio is that of the 95th percentiles.

The million takes a quarter of an hour to build on each database; --listings 50000 is a
quicker look.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.country import lists_of_the_country
from benchmarks.figures import Figure, at_most, noted, run, say
from benchmarks.plumbing import ROOT, folder
from tests.pgtest import throwaway_postgresql

LIMITS = {"SQLite": 2.0, "PostgreSQL": 1.5}
SMALL, LARGE = 1_000, 1_000_000
_SCRIPTS = ROOT / "benchmarks"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep what is built here")
    parser.add_argument("--listings", type=int, default=LARGE, help="of the large installation")
    parser.add_argument(
        "--country", type=Path, metavar="FOLDER",
        help="CSV files of all regions (default: fetched from npm, idn-area-data)",
    )  # fmt: skip
    parser.add_argument("--engine", choices=[*LIMITS, "both"], default="both")
    parser.add_argument("--rounds", type=int, default=25, help="rounds of 10 visits (default: 25)")
    parser.add_argument(
        "--postgresql", metavar="ADDRESS",
        help="a server to keep the databases on, as postgres://… (default: a throw-away one)",
    )  # fmt: skip


def measure(options: Namespace) -> list[Figure]:
    country = options.country or lists_of_the_country()
    engines = list(LIMITS) if options.engine == "both" else [options.engine]
    with ExitStack() as stack:
        data = options.data or stack.enter_context(folder())
        figures: list[Figure] = []
        for engine in engines:
            with _databases(engine, options) as addresses:
                small = Installation(data / f"{engine}-small", addresses[0])
                large = Installation(data / f"{engine}-{options.listings}", addresses[1])
                small.build(SMALL, country=None)
                large.build(options.listings, country=country)
                figures += _compared(engine, small, large, options.rounds)
    return figures


@contextmanager
def _databases(engine: str, options: Namespace) -> Iterator[tuple[str, str]]:
    """Name the two databases; empty for SQLite, whose files lie with the data."""
    if engine == "SQLite":
        yield "", ""
        return
    with ExitStack() as stack:
        server = options.postgresql or stack.enter_context(throwaway_postgresql())
        names = ("balai_small", f"balai_{options.listings}")
        with psycopg.connect(server, autocommit=True) as connection:
            for name in names:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
                if known.fetchone() is None:
                    connection.execute(f'CREATE DATABASE "{name}"')
        yield tuple(f"{server.rpartition('/')[0]}/{name}" for name in names)  # type: ignore[misc]


@dataclass(frozen=True)
class Installation:
    """One folder of data, and its database."""

    data: Path
    database: str

    def build(self, listings: int, *, country: Path | None) -> None:
        built = self.data / "built"
        if built.exists() and built.read_text() == self.database:
            return
        say(f"building {self.data.name}: {listings:,} listings")
        self.data.mkdir(parents=True, exist_ok=True)
        more = ["--country", str(country)] if country else []
        subprocess.run(  # noqa: S603
            [*self._script("province.py"), "--listings", str(listings), *more],
            check=True, stdout=sys.stderr,
        )  # fmt: skip
        built.write_text(self.database)

    @contextmanager
    def visitor(self) -> Iterator["Visitor"]:
        with subprocess.Popen(  # noqa: S603
            self._script("visits.py"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ,
        ) as process:  # fmt: skip
            visitor = Visitor(process)
            yield visitor
            process.stdin.close()  # type: ignore[union-attr]

    def _script(self, name: str) -> list[str]:
        database = ["--database", self.database] if self.database else []
        return [sys.executable, str(_SCRIPTS / name), "--data", str(self.data), *database]


class Visitor:
    """Somebody in another process who opens pages when asked, and says how long each took."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.pages: dict[str, int] = self._said()

    def visits(self, page: str, count: int) -> list[float]:
        self.process.stdin.write(json.dumps({"page": page, "count": count}) + "\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        return list(self._said())

    def _said(self) -> Any:
        line = self.process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            sys.exit("A visitor has died; see above.")
        return json.loads(line)


def _compared(
    engine: str, small: Installation, large: Installation, rounds: int
) -> Iterator[Figure]:
    with small.visitor() as in_small, large.visitor() as in_large:
        for page in in_small.pages:
            few: list[float] = []
            many: list[float] = []
            for _round in range(rounds):
                few += in_small.visits(page, 10)
                many += in_large.visits(page, 10)
            say(
                f"{engine}, {page}: median {median(few):.1f} → {median(many):.1f} ms, "
                f"slowest {max(few):.1f} → {max(many):.1f} ms"
            )
            before, after = _p95(few), _p95(many)
            what = f"{engine}, {page} (p95 {before:.1f} → {after:.1f} ms)"
            ratio = after / before
            # Not among the pages of the figure, but nobody should wait for it either.
            is_asked = page != "regency"
            yield at_most(what, ratio, LIMITS[engine], "×") if is_asked else noted(what, ratio, "×")


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
