"""Find a name among 2,000 on the list of a session, on a phone four times slower than this machine.

The rows, the script and the style sheets are those of the page. A touch is a letter typed; what
is measured lasts until the browser has laid the page out anew.
"""

import random
import sys
from argparse import Namespace
from pathlib import Path
from statistics import median
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import Figure, at_most, noted, run
from benchmarks.plumbing import ROOT, chromium, fresh_context

PEOPLE, SLOWER, LONGEST = 2_000, 4, 50
_SYLLABLES = (
    "da",
    "yang",
    "ri",
    "nai",
    "u",
    "sat",
    "la",
    "hang",
    "yu",
    "li",
    "a",
    "na",
    "mar",
    "ta",
)
_TYPED = ("d", "da", "day", "daya", "dayan", "dayang", "r", "ri", "rin", "u", "us", "usat", "")
_MEASURE = """
(words) => words.map((typed) => {
  const field = document.getElementById("nama"), before = performance.now();
  field.value = typed;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - before;
})
"""


def main(_options: Namespace) -> list[Figure]:
    with chromium() as browser:
        page = fresh_context(browser).new_page()
        page.set_content(_page())
        script = ROOT / "balai/activities/static/activities/roster.js"
        page.add_script_tag(content=script.read_text("utf-8"), type="module")
        page.wait_for_selector("[data-taps]")
        slow = page.context.new_cdp_session(page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        took = page.evaluate(_MEASURE, list(_TYPED) * 3)
    return [
        at_most(f"{PEOPLE} people: the slowest of {len(took)} letters", max(took), LONGEST, "ms"),
        noted("the median", median(took), "ms"),
    ]


def _page() -> str:
    chance = random.Random(2000)  # noqa: S311
    rows = "".join(_row(chance, number) for number in range(1, PEOPLE + 1))
    sheets = "".join(
        (ROOT / f"balai/ui/static/ui/{name}.css").read_text("utf-8") for name in ("balai", "work")
    )
    return f"""<!doctype html><html lang="id"><style>{sheets}</style><main class="wrap">
<form class="find"><input id="nama" type="search"></form>
<form data-roster><ul class="roster" id="roster">{rows}</ul><p data-nobody hidden></p>
<p data-more="{{shown}} {{all}}" hidden></p>
</form></main>"""


def _row(chance: random.Random, number: int) -> str:
    words = ["".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _word in range(2)]
    key = UUID(int=number)
    return (
        f'<li><label><input type="checkbox" name="present" value="{key}">'
        f"<span>{' '.join(words)}</span><small>{number}</small></label></li>"
    )


if __name__ == "__main__":
    run(main, __doc__)
