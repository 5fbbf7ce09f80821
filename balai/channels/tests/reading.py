"""Reads pages and feeds as programs elsewhere do."""

import json
import re
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

from django.utils.dates import MONTHS
from django.utils.translation import gettext

from balai.core.money import rupiah
from tests.factories import WITA

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


class ReadHead(HTMLParser):
    """What a messenger or a search engine takes from a head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.properties: dict[str, list[str]] = {}
        self.links: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.blocks: list[str] = []
        self._in_block = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        if tag == "meta":
            name = said.get("property") or said.get("name") or ""
            self.properties.setdefault(name, []).append(said.get("content") or "")
        if tag == "link":
            self.links.append(said)
        self._in_block = tag == "script" and said.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        self._in_block = False

    def handle_data(self, data: str) -> None:
        if self._in_block:
            self.blocks.append(data)

    @property
    def graph(self) -> list[dict[str, Any]]:
        graph: list[dict[str, Any]] = json.loads("".join(self.blocks))["@graph"]
        return graph

    def linked(self, rel: str) -> list[str | None]:
        return [link.get("href") for link in self.links if link.get("rel") == rel]

    def translations(self) -> dict[str | None, str | None]:
        return {link["hreflang"]: link.get("href") for link in self.links if "hreflang" in link}


def read_xml(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314  (our own answer)


def texts(tree: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in tree.findall(path, NAMES)]


class ReadText(HTMLParser):
    """What a person reads on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style", "head"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style", "head"}

    def handle_data(self, data: str) -> None:
        self.words += [] if self._hidden else data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)


# What is there for machines alone: types, codes of currency and country, addresses.
_FOR_MACHINES = {
    "@type", "url", "image", "item", "priceCurrency", "addressCountry", "availability",
    "eventStatus", "eventAttendanceMode", "inLanguage", "propertyID", "position", "identifier",
    "value", "latitude", "longitude",
}  # fmt: skip
_MOMENTS = {"startDate", "endDate", "priceValidUntil", "datePublished", "dateModified"}
_DAYS = re.compile(r"(?:(\d{1,2})–)?(\d{1,2}) ([^\W\d]+) (\d{4})")
_TIMES = re.compile(r"(?:(\d\d\.\d\d)–)?(\d\d\.\d\d) WITA")


def said_in(node: Any, key: str = "") -> list[str]:
    """List every word and figure of structured data that a person should find on the page."""
    match node:
        case dict():
            return [word for name, one in node.items() for word in said_in(one, name)]
        case list():
            return [word for one in node for word in said_in(one, key)]
        case _ if key in _FOR_MACHINES | _MOMENTS:
            return []
        case 0 if "rice" in key:
            return [gettext("free of charge")]
        case int() if "rice" in key:
            return [rupiah(node).removeprefix("Rp")]
        case _:
            return [" ".join(str(node).removesuffix("…").split())]


def moments_told(node: Any, key: str = "") -> set[date | str]:
    """Gather the days of structured data, and its times as WITA writes them."""
    match node:
        case dict():
            return {told for name, one in node.items() for told in moments_told(one, name)}
        case list():
            return {told for one in node for told in moments_told(one, key)}
        case str() if key in _MOMENTS and len(node) == len("2026-12-10"):
            return {date.fromisoformat(node)}
        case str() if key in _MOMENTS:
            moment = datetime.fromisoformat(node).astimezone(WITA)
            return {moment.date(), f"{moment:%H.%M}"}
        case _:
            return set()


def moments_shown(text: str) -> set[date | str]:
    """Gather the days that a page names in the reader's language, and the times in WITA."""
    months = {str(name): number for number, name in MONTHS.items()}
    days = {
        date(int(year), months[month], int(day))
        for first, last, month, year in _DAYS.findall(text)
        for day in filter(None, [first, last])
        if month in months
    }
    times = {time for pair in _TIMES.findall(text) for time in pair if time}
    return days | times
