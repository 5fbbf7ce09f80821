"""Weigh every public page of the demo province as it is sent.

Follows links from the first page in both languages and keeps a few pages of each route.
The style travels inside the page, so that the page's compressed bytes are HTML and CSS.
"""

import re
import sys
from argparse import Namespace
from pathlib import Path
from urllib.parse import urlsplit

sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks import django_ready
from benchmarks.figures import Figure, at_most, noted, run, say
from benchmarks.plumbing import Server, demo_hall

django_ready.prepare()

from tests.browser.walk import Sample, links_in, walk

_LOADED = re.compile(r'<(?:img|script|iframe|source|video|audio|embed)\b[^>]*\ssrc="([^"]+)"')
_LOADED_BY_LINK = re.compile(
    r'<link\b(?=[^>]*\srel="(?:stylesheet|icon|preload|modulepreload|manifest)")'
    r'[^>]*\shref="([^"]+)"'
)
_SCRIPT = re.compile(r"<script\b[^>]*\bsrc=[^>]*>")
_STYLE_SHEET = re.compile(r'<link\b(?=[^>]*\srel="stylesheet")[^>]*\shref="([^"]+)"')


def measure(_options: Namespace) -> list[Figure]:
    say("serving the demo province")
    with demo_hall(BALAI_DEMO="1") as hall:
        say("walking through its pages")
        pages = [one for one in walk(hall.get) if not one.path.startswith("/ui/")]
        weights = {page.path: _weight(hall, page) for page in pages}
        scripts = {page.path: _scripts(hall, page) for page in pages}
    heaviest, wordiest = max(weights, key=weights.__getitem__), max(scripts, key=scripts.get)  # type: ignore[arg-type]
    return [
        noted("pages weighed", len(pages)),
        at_most(f"HTML + CSS of the heaviest ({heaviest})", weights[heaviest] / 1000, 14, "kB"),
        at_most(f"scripts of the page with most ({wordiest})", scripts[wordiest] / 1000, 4, "kB"),
        at_most("scripts that hold a page up", _not_deferred(pages), 0),
        at_most("addresses of other hosts that a page loads", _foreign(pages), 0),
        at_most("pages that do not answer 200", sum(page.status != 200 for page in pages), 0),  # noqa: PLR2004
    ]


def _weight(hall: Server, page: Sample) -> int:
    return len(page.sent) + sum(_sent(hall, address) for address in _STYLE_SHEET.findall(page.html))


def _scripts(hall: Server, page: Sample) -> int:
    tags = _SCRIPT.findall(page.html)
    return sum(_sent(hall, address) for tag in tags for address in links_in(tag))


def _sent(hall: Server, address: str) -> int:
    return len(hall.get(address)[2])


def _not_deferred(pages: list[Sample]) -> int:
    tags = [tag for page in pages for tag in _SCRIPT.findall(page.html)]
    return sum('type="module"' not in tag and " defer" not in tag for tag in tags)


def _foreign(pages: list[Sample]) -> int:
    found = [
        urlsplit(address).netloc
        for page in pages
        for address in _LOADED.findall(page.html) + _LOADED_BY_LINK.findall(page.html)
    ]
    return sum(bool(host) and not host.startswith("localhost") for host in found)


if __name__ == "__main__":
    run(measure, __doc__)
