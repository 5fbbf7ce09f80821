"""Let Lighthouse judge home, list, village and listing as a mobile phone opens them.

The demo province is shown without its mark, because an instance that calls itself a demo asks
search engines to stay away. Lighthouse is installed from npm beside this file, where git does
not look; of several runs the median counts.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import Figure, at_least, run, say
from benchmarks.pages import four_pages
from benchmarks.plumbing import FLAGS, demo_hall, folder, npm_package, program

VERSION = "12.8.2"
JUDGED = ("performance", "accessibility", "best-practices", "seo")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--times", type=int, default=3, help="runs of each page (default: 3)")


def measure(options: Namespace) -> list[Figure]:
    script = npm_package("lighthouse", VERSION) / "cli" / "index.js"
    figures = []
    with demo_hall(BALAI_DEMO="0") as hall, folder() as profile:
        for name, path in four_pages(hall).items():
            say(f"judging {path}")
            runs = [_judged(script, hall.address + path, profile) for _time in range(options.times)]
            for category in JUDGED:
                score = median(one[category] for one in runs)
                figures.append(at_least(f"{name}: {category}", score, 100))
    return figures


def _judged(script: Path, address: str, profile: Path) -> dict[str, int]:
    chrome = os.environ.get("CHROMIUM") or program("chromium", package="chromium")
    flags = " ".join(["--headless=new", *FLAGS, f"--user-data-dir={profile}"])
    said = subprocess.run(  # noqa: S603
        [program("node", package="nodejs"), script, address, "--quiet", "--output=json",
         f"--only-categories={','.join(JUDGED)}", f"--chrome-flags={flags}"],
        check=True, stdout=subprocess.PIPE, timeout=180,
        env=os.environ | {"CHROME_PATH": chrome},
    )  # fmt: skip
    report = json.loads(said.stdout)
    _explain(report)
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in JUDGED}


def _explain(report: dict[str, dict[str, dict[str, object]]]) -> None:
    """Name what took points away."""
    for category in report["categories"].values():
        for reference in category["auditRefs"]:  # type: ignore[attr-defined]
            audit = report["audits"][reference["id"]]
            score = audit["score"]
            if reference["weight"] and score is not None and score < 1:  # type: ignore[operator]
                shown = audit.get("displayValue", "")
                say(f"  {category['title']}: {audit['title']} {score} {shown}")


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
