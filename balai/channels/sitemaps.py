"""Sitemaps (sitemaps.org 0.9), each page in every language with its alternates."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils import timezone

from balai.channels.addresses import absolute, in_each_language
from balai.channels.queries import Entry

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap_index(addresses: Iterable[str]) -> str:
    """List the sitemaps themselves."""
    entries = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses)
    return f'{_DECLARATION}<sitemapindex xmlns="{_SITEMAP}">\n{entries}</sitemapindex>\n'


def sitemap(entries: Iterable[Entry]) -> str:
    """List pages, each in every language."""
    spaces = f'xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}" xmlns:image="{_IMAGE}"'
    urls = "".join(map(_urls, entries))
    return f"{_DECLARATION}<urlset {spaces}>\n{urls}</urlset>\n"


def _urls(entry: Entry) -> str:
    addresses = in_each_language(entry.path)
    default = ("x-default", addresses[settings.LANGUAGE_CODE])
    rest = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in (*addresses.items(), default)
    )
    rest += "".join(
        f"<image:image><image:loc>{escape(absolute(one))}</image:loc></image:image>"
        for one in entry.pictures
    )
    if entry.changed_at is not None:
        moment = timezone.localtime(entry.changed_at).isoformat(timespec="seconds")
        rest = f"<lastmod>{moment}</lastmod>{rest}"
    return "".join(f"<url><loc>{escape(one)}</loc>{rest}</url>\n" for one in addresses.values())
