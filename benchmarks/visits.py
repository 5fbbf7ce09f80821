"""Visit one installation's pages, without a network between: the inner half of scale.py.

Reads lines of JSON such as {"page": "village", "count": 40} from its standard input and
answers each with the milliseconds that so many visits took. The page cache is off.
"""

import json
import random
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import django_ready

if __name__ == "__main__":
    _PARSER = ArgumentParser(description=__doc__)
    _PARSER.add_argument("--data", type=Path, required=True)
    _PARSER.add_argument("--database", default="")
    OPTIONS: Namespace = _PARSER.parse_args()
    django_ready.prepare(
        BALAI_DATA=str(OPTIONS.data),
        BALAI_PAGE_CACHE="0",
        **({"DATABASE_URL": OPTIONS.database} if OPTIONS.database else {}),
    )

from django.conf import settings
from django.test import Client
from django.urls import reverse

from balai.accounts.visitors import VISITOR
from balai.catalogue.models import Kind, Listing, ListingQuerySet, Sector
from balai.catalogue.queries.lists import PAGE_LENGTH, Choice, Cursor, chosen
from balai.portal.links import list_address
from balai.registry.models import Region
from balai.registry.queries.regions import regencies_of
from benchmarks import province_words as words

_PLACES = 40


class Addresses:
    """Different addresses of each kind of page, as visitors of this installation come upon them."""

    def __init__(self) -> None:
        self.chance = random.Random(17)  # noqa: S311
        province = settings.PROVINCE_CODE
        self.regencies = [
            code
            for code in regencies_of(province).values_list("code", flat=True)
            if self._length(Choice(regency_code=code)) > PAGE_LENGTH
        ]
        self.sectors = list(Sector.objects.order_by("code").values_list("code", flat=True))
        self.listings = self._some_listings()

    def by_page(self) -> dict[str, list[str]]:
        plain = [Choice(), *(Choice(kind=kind) for kind in Kind.values)]
        narrowed = list(self._narrowed())
        villages = Region.objects.filter(pk__in=[one.village_id for one in self.listings])
        return {
            "home": ["/", "/en/"],
            "village": [
                reverse("portal:village", args=[code])
                for code in villages.values_list("code", flat=True)
            ],
            "list, first page": [list_address(choice) for choice in plain],
            "list, deep page": list(self._deep(plain)),
            "narrowed list, first page": [list_address(choice) for choice in narrowed],
            "narrowed list, deep page": list(self._deep(narrowed)),
            "listing": [listing.get_absolute_url() for listing in self.listings],
            "search, word of half of all": [_search(words.COMMON_WORD)],
            "search, rare word": [_search(words.RARE_WORD)],
            "search, two words": [_search(words.TWO_WORDS)],
            "search, narrowed": [
                _search(words.COMMON_WORD, jenis="product"),
                *(_search(words.COMMON_WORD, kab=code) for code in self.regencies),
            ],
            "search, misspelt village": [_search("tanjung isui"), _search("nehes lia bing")],
            "regency": [reverse("portal:regency", args=[code]) for code in self.regencies],
        }

    def _narrowed(self) -> Iterator[Choice]:
        for code in self.regencies:
            yield Choice(regency_code=code)
            yield Choice(regency_code=code, kind="product")
        for code in self.sectors:
            yield Choice(sector_code=code)
            yield Choice(sector_code=code, kind="product")

    def _deep(self, choices: list[Choice]) -> Iterator[str]:
        """Name the last full page of each list that is long enough."""
        for choice in choices:
            backwards = self._standing(choice).order_by("refreshed_at", "pk")
            last = list(backwards.values_list("refreshed_at", "pk")[: PAGE_LENGTH + 1])
            if len(last) > PAGE_LENGTH:
                yield list_address(choice, after=str(Cursor(*last[-1])))

    def _length(self, choice: Choice) -> int:
        return len(self._standing(choice).values_list("pk")[: PAGE_LENGTH + 1])

    def _standing(self, choice: Choice) -> ListingQuerySet:
        return chosen(Listing.objects.visible_to(VISITOR), choice)

    def _some_listings(self) -> list[Listing]:
        newest = Listing.objects.order_by("-pk").values_list("pk", flat=True)[0]
        numbers = self.chance.sample(range(1, newest + 1), k=2 * _PLACES)
        found = Listing.objects.visible_to(VISITOR).filter(pk__in=numbers)
        return list(found.select_related("village").order_by("pk")[:_PLACES])


def _search(question: str, **narrowed: str) -> str:
    return f"{reverse('portal:search')}?{urlencode({'q': question, **narrowed})}"


class Visitor:
    """Opens addresses of a kind of page in turn, and minds the time."""

    def __init__(self) -> None:
        self.addresses = Addresses().by_page()
        self.turns = {page: cycle(addresses) for page, addresses in self.addresses.items()}
        self.client = Client(headers={"accept-encoding": "br", "host": "localhost"})

    def warm(self) -> None:
        for addresses in self.addresses.values():
            for address in addresses:
                self._visit(address)

    def visits(self, page: str, count: int) -> list[float]:
        return [self._visit(address) for address in islice(self.turns[page], count)]

    def _visit(self, address: str) -> float:
        begun = time.perf_counter()
        answer = self.client.get(address)
        taken = 1000 * (time.perf_counter() - begun)
        if answer.status_code != 200:  # noqa: PLR2004
            raise RuntimeError(f"{address} answers {answer.status_code}")
        return taken


def main() -> None:
    visitor = Visitor()
    visitor.warm()
    _answer({page: len(addresses) for page, addresses in visitor.addresses.items()})
    for line in sys.stdin:
        asked = json.loads(line)
        _answer(visitor.visits(asked["page"], asked["count"]))


def _answer(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
