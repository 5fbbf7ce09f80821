"""Sitemaps (sitemaps.org 0.9), each page in every language with its alternates."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils import timezone

from balai.channels.addresses import in_each_language

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap_index(addresses: Iterable[str]) -> str:
    """List the sitemaps themselves."""
    entries = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses)
    return f'{_DECLARATION}<sitemapindex xmlns="{_SITEMAP}">\n{entries}</sitemapindex>\n'


def sitemap(pages: Iterable[tuple[str, datetime | None]]) -> str:
    """List pages, given the path of each and when it was last said to be true."""
    entries = "".join(_entries(path, changed_at) for path, changed_at in pages)
    return f'{_DECLARATION}<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n{entries}</urlset>\n'


def _entries(path: str, changed_at: datetime | None) -> str:
    addresses = in_each_language(path)
    default = ("x-default", addresses[settings.LANGUAGE_CODE])
    rest = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in (*addresses.items(), default)
    )
    if changed_at is not None:
        moment = timezone.localtime(changed_at).isoformat(timespec="seconds")
        rest = f"<lastmod>{moment}</lastmod>{rest}"
    return "".join(f"<url><loc>{escape(one)}</loc>{rest}</url>\n" for one in addresses.values())
