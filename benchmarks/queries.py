"""Count the queries of every list and page with 10 listings, and again with 10,000.

The site is walked with ten listings in it; the same addresses are then opened with ten
thousand. Nothing is remembered between requests, so that each counts all it ever asks.
Villages that show nothing at first are left out: an empty shelf has no cards to ask for.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import django_ready

if __name__ == "__main__":
    django_ready.prepare(BALAI_PAGE_CACHE="0")

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.catalogue.actions.counts import recount
from balai.catalogue.models import Listing
from balai.catalogue.queries.lists import Choice, Cursor
from balai.core.remembered import forget_all
from balai.portal.links import list_address
from benchmarks.figures import Figure, at_most, noted, run, say
from benchmarks.province import prepare_villages, show_listings
from tests.browser.walk import Sample, walk

FEW, MANY = 10, 10_000
_SEARCHES = ("/cari/?q=panen", "/cari/?q=kampung+sungai", "/cari/saran/?q=mer")
_FOR_MACHINES = ("/sitemap.xml", "/atom.xml", "/produk/atom.xml")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--listings", type=int, default=MANY)


def measure(options: Namespace) -> list[Figure]:
    call_command("setup", demo=False, stdout=sys.stderr)
    prepare_villages()
    say(f"showing {FEW} listings")
    _show(FEW)
    addresses = _addresses()
    before = {address: _queries(address) for address in addresses}
    say(f"showing {options.listings:,} listings")
    _show(options.listings - FEW)
    after = {address: _queries(address) for address in addresses}
    more = [address for address in addresses if before[address] < after[address]]
    # Facets, for one, are not counted where there are too many results.
    fewer = [address for address in addresses if before[address] > after[address]]
    for address in more + fewer:
        say(f"{address}: {before[address]} queries, then {after[address]}")
    greediest = max(after, key=after.__getitem__)
    return [
        noted("addresses opened", len(addresses)),
        noted(f"most queries of one page ({greediest})", after[greediest]),
        at_most("addresses that ask more than before", len(more), 0),
        noted("addresses that ask less than before", len(fewer)),
    ]


def _show(count: int) -> None:
    show_listings(count)
    recount()
    call_command("reindex", stdout=sys.stderr)


def _addresses() -> list[str]:
    pages = [page.path for page in walk(_get) if _is_compared(page)]
    return list(dict.fromkeys([*pages, *_showing(), *_deep(), *_SEARCHES, *_FOR_MACHINES]))


def _is_compared(page: Sample) -> bool:
    return not page.path.startswith("/ui/") and "portal:village" not in page.route.split()


def _showing() -> list[str]:
    shown = Listing.objects.standing().values_list("village__code", flat=True).distinct()
    return [reverse("portal:village", args=[code]) for code in shown.order_by("village__code")]


def _deep() -> list[str]:
    """Name pages that go on behind the newest listing of a list."""
    newest = Listing.objects.standing().freshest_first()[0]
    after = str(Cursor(newest.refreshed_at, newest.pk))
    return [list_address(Choice(), after=after), list_address(Choice("product"), after=after)]


def _get(path: str) -> tuple[int, dict[str, str], bytes]:
    answer = Client(headers={"host": "localhost"}).get(path, follow=True)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return answer.status_code, headers, answer.getvalue()


def _queries(address: str) -> int:
    forget_all()
    with CaptureQueriesContext(connection) as asked:
        status = _get(address)[0]
    if status != 200:  # noqa: PLR2004
        raise RuntimeError(f"{address} answers {status}")
    return len(asked)


if __name__ == "__main__":
    run(measure, __doc__, add_arguments)
