"""Walk the public site from its first page, and keep a few pages of every route."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit

import brotli
from django.urls import Resolver404, resolve
from django.utils import translation

KEPT_OF_EACH = 2
MOST_PAGES = 400

# Who follows these is somewhere else.
_LEADS_AWAY = {"portal:chat", "portal:village_chat"}

Get = Callable[[str], tuple[int, dict[str, str], bytes]]


@dataclass(frozen=True)
class Sample:
    """One page of a route: as sent, and as read."""

    route: str
    path: str
    status: int
    headers: dict[str, str]
    sent: bytes
    html: str


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        address = said.get("href" if tag in {"a", "link"} else "src")
        # What is not to be followed leads to a form of one's own: signing in, asking to join.
        is_followed = "nofollow" not in (said.get("rel") or "")
        if tag in {"a", "link", "img", "script"} and address and is_followed:
            self.found.append(address)


def links_in(html: str) -> list[str]:
    """List every address that a page links to or loads, in order."""
    return _Links(html).found


def route_of(path: str) -> str:
    """Name the route that answers a path, with its language and whether it is narrowed."""
    plain = unquote(urlsplit(path).path)
    language = "en" if re.match(r"/en(/|$)", plain) else "id"
    with translation.override(language):
        try:
            name = resolve(plain).view_name
        except Resolver404:
            return ""
    kind = plain.removeprefix("/en").split("/")[1] if name.startswith("portal:listing") else ""
    narrowed = "?" if "?" in path else ""
    return "" if name in _LEADS_AWAY else f"{language} {name} {kind}{narrowed}".strip()


def walk(
    get: Get, *, first: Sequence[str] = ("/", "/en/", "/ui/"), within: tuple[str, ...] = ("/",)
) -> list[Sample]:
    """Follow links breadth first to what lies within; pages only, and of each route a few."""
    waiting = list(first)
    seen = set(waiting)
    samples: list[Sample] = []
    kept: dict[str, int] = {}
    while waiting and len(samples) < MOST_PAGES:
        path = waiting.pop(0)
        route = route_of(path)
        if not route or kept.get(route, 0) >= KEPT_OF_EACH:
            continue
        status, headers, sent = get(path)
        if not headers["content-type"].startswith("text/html"):
            continue
        kept[route] = kept.get(route, 0) + 1
        body = brotli.decompress(sent) if headers.get("content-encoding") == "br" else sent
        samples.append(Sample(route, path, status, headers, sent, body.decode()))
        for address in links_in(samples[-1].html):
            link = urldefrag(address).url
            if (
                link.startswith(within)
                and not link.startswith(("//", "/static/"))
                and link not in seen
            ):
                seen.add(link)
                waiting.append(link)
    return samples
