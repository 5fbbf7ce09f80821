"""Run every benchmark, one after another, and write what they reached into the documentation.

Nothing else should run on the machine meanwhile. With names of benchmarks only those are run
and nothing is written.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from balai.core.sqlite import use_current_sqlite

use_current_sqlite()

import sqlite3

from benchmarks.figures import Figure, table
from benchmarks.plumbing import ROOT

SCRIPTS = (
    "page_weight", "first_load", "first_paint", "throughput", "memory_and_start", "queries",
    "lighthouse", "search", "intake", "roster", "availability", "scale",
)  # fmt: skip
REPORT = ROOT / "docs" / "reference" / "figures.md"
_INTRODUCTION = """\
# Figures

What Balai promises of its speed and weight, and what it reached when this page was last
written. `python benchmarks/all.py` writes it; each benchmark also runs alone, for example
`python benchmarks/page_weight.py`, and fails when a figure is missed. `--help` says more.
"""


def main() -> int:
    options = _options()
    names = options.names or list(SCRIPTS)
    results: dict[str, list[Figure]] = {}
    begun, load = datetime.now(tz=UTC), os.getloadavg()[0]
    for name in names:
        sys.stderr.write(f"== {name}\n")
        results[name] = _run(name, options)
        sys.stdout.write(f"\n{name}\n{table(results[name])}")
        sys.stdout.flush()
    if not options.names:
        REPORT.write_text(report(results, begun=begun, load=load), "utf-8")
    missed = [figure for figures in results.values() for figure in figures if _is_missed(figure)]
    return int(bool(missed))


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *SCRIPTS], metavar="NAME")
    parser.add_argument("--data", metavar="FOLDER", help="where scale.py keeps what it builds")
    parser.add_argument("--listings", default="1000000", help="of scale.py's large installation")
    parser.add_argument("--postgresql", metavar="ADDRESS", help="see scale.py --help")
    return parser.parse_args()


def _run(name: str, options: Namespace) -> list[Figure]:
    more = []
    if name == "scale":
        more = ["--listings", options.listings]
        more += ["--data", options.data] if options.data else []
        more += ["--postgresql", options.postgresql] if options.postgresql else []
    with tempfile.NamedTemporaryFile(suffix=".json") as kept:
        script = ROOT / "benchmarks" / f"{name}.py"
        subprocess.run(  # noqa: S603
            [sys.executable, script, "--json", kept.name, *more],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        said = Path(kept.name).read_text()
    if not said:
        return [Figure("it did not come to its end", "a figure", "none", is_reached=False)]
    return [Figure(**figure) for figure in json.loads(said)]


def _is_missed(figure: Figure) -> bool:
    return figure.is_reached is False


def report(results: dict[str, list[Figure]], *, begun: datetime, load: float) -> str:
    parts = [_INTRODUCTION, "\n".join(_circumstances(begun, load))]
    for name, figures in results.items():
        parts.append(f"## {name}\n\n{_promise_of(name)}")
        parts.append("\n".join(_rows(figures)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _promise_of(name: str) -> str:
    """Take the opening words of a benchmark, which say what it measures and how."""
    source = (ROOT / "benchmarks" / f"{name}.py").read_text("utf-8")
    return source.removeprefix('"""').partition('"""')[0].strip()


def _rows(figures: list[Figure]) -> Iterator[str]:
    yield "| figure | to reach | reached | |"
    yield "| --- | ---: | ---: | --- |"
    for figure in figures:
        verdict = f"**{figure.verdict}**" if _is_missed(figure) else figure.verdict
        yield f"| {figure.what} | {figure.wanted} | {figure.reached} | {verdict} |"


def _circumstances(begun: datetime, load: float) -> Iterator[str]:
    commit = _said("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD")
    changed = _said("git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no")
    yield "| when and where | |"
    yield "| --- | --- |"
    yield f"| begun | {begun:%Y-%m-%d %H:%M} UTC |"
    yield f"| commit | {commit}{' and changes not yet committed' if changed else ''} |"
    yield f"| machine | {os.cpu_count()} × {_processor()}, {_memory()} GB of memory |"
    yield f"| busy with other work at the start | load average {load:.1f} |"
    yield f"| system | {_system()}, Python {platform.python_version()} |"
    yield f"| libraries | Django {version('django')}, granian {version('granian')} |"
    yield f"| databases | SQLite {sqlite3.sqlite_version}, {_said(_postgresql(), '--version')} |"
    yield f"| browser | {_said(os.environ.get('CHROMIUM', 'chromium'), '--version')} |"


def _postgresql() -> str:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return str(found[-1]) if found else "postgres"


def _said(*command: str) -> str:
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    except OSError:
        return f"no {command[0]}"
    return done.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())


if __name__ == "__main__":
    sys.exit(main())
