"""Fill Balai with villages and listings by the thousand or the million.

    python benchmarks/province.py --data FOLDER --listings 50000 --country data/

The listings are invented; the villages are real: those of Kalimantan Timur that Balai
brings, or with --country those of all Indonesia. The same numbers give the same province.
"""

import random
import sys
import time
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import django_ready
from benchmarks.figures import say

if __name__ == "__main__":
    _PARSER = ArgumentParser(description=__doc__)
    _PARSER.add_argument("--data", type=Path, required=True, help="where this installation lives")
    _PARSER.add_argument("--database", default="", help="its DATABASE_URL (default: SQLite there)")
    _PARSER.add_argument("--listings", type=int, default=1000)
    _PARSER.add_argument(
        "--country", type=Path, metavar="FOLDER",
        help="import every region from the CSV files in this folder",
    )  # fmt: skip
    OPTIONS: Namespace = _PARSER.parse_args()
    django_ready.prepare(
        BALAI_DATA=str(OPTIONS.data),
        **({"DATABASE_URL": OPTIONS.database} if OPTIONS.database else {}),
    )

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Max

from balai.catalogue.actions.counts import recount
from balai.catalogue.models import DETAILS_BY_KIND, Listing, ListingSector, ListingSource, Sector
from balai.core import search
from balai.core.freshness import content_changed
from balai.portal.actions.demo import FOLDER as DEMO
from balai.registry.models import Organisation, Region, VillageProfile
from balai.ui.motif import family_of
from benchmarks import province_words as words
from benchmarks.rows import analyse, insert, numbered_on

SEED = 841
BATCH = 20_000
NOW = datetime(2026, 11, 24, 4)  # noqa: DTZ001  (written as text, in UTC)
DECREE = "Kepmendagri 300.2.2-2430/2025"
_SPREAD = timedelta(days=900) // timedelta(seconds=1)
_SELLERS_PER_VILLAGE = 0.5
_HIDDEN_EVERY = 25


def build(listings: int, country: Path | None) -> None:
    """Set an empty database up and fill it."""
    call_command("setup", demo=False)
    if country:
        lists = sorted(str(file) for file in country.iterdir() if _is_list(file.name))
        _timed("regions of the whole country", lambda: call_command(
            "import_regions", *lists, decree=DECREE, valid_from=NOW.date().replace(month=1, day=1),
        ))  # fmt: skip
    _timed("sectors, profiles and sellers", prepare_villages)
    _timed(f"{listings:,} listings", lambda: show_listings(listings))
    _timed("counts", recount)
    _timed("search index", lambda: call_command("reindex"))
    _timed("statistics", analyse)


def _is_list(name: str) -> bool:
    national = name.startswith(("regions_national", "villages_national"))
    levels = name in {"provinces.csv", "regencies.csv", "districts.csv", "villages.csv"}
    return national or levels


def _timed(what: str, step: Any) -> None:
    begun = time.perf_counter()
    step()
    say(f"{what}: {time.perf_counter() - begun:.1f} s")


def prepare_villages() -> None:
    """Give Balai its sectors and synonyms, each village a few words, half of them a seller."""
    Sector.objects.bulk_create(Sector(**row) for row in _demo("sectors", "sector"))
    search.save_synonyms([row["words"] for row in _demo("synonyms", "synonym")])
    villages = list(Region.objects.standing().villages().order_by("code"))
    insert(VillageProfile, (
        {
            "village_id": village.pk,
            "about": f"{village.name} terletak di tepi sungai. Penghuninya berladang dan menenun.",
            "about_en": f"{village.name} lies by a river. Its people farm and weave.",
            "languages": "", "communities": "",
        }
        for village in villages
    ))  # fmt: skip
    with_seller = villages[:: int(1 / _SELLERS_PER_VILLAGE)]
    insert(Organisation, (
        {
            "id": number, "key": f"bumdes-{village.code.replace('.', '-')}", "kind": "bumdes",
            "name": f"BUMDes {village.name}", "whatsapp_number": "6280000000000",
            "contact_is_example": True,
        }
        for number, village in enumerate(with_seller, start=1)
    ))  # fmt: skip
    insert(Organisation.villages.through, (
        {"organisation_id": number, "region_id": village.pk}
        for number, village in enumerate(with_seller, start=1)
    ))  # fmt: skip
    numbered_on(Organisation)


def _demo(name: str, table: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((DEMO / f"{name}.toml").read_text("utf-8"))[table])


def show_listings(count: int, *, seed: int = SEED) -> None:
    """Publish invented listings; call recount and reindex after it, as `build` does."""
    newest = Listing.objects.aggregate(newest=Max("pk"))["newest"] or 0
    making = _Making(random.Random(seed + newest), rare=_evenly(count))  # noqa: S311
    for start in range(0, count, BATCH):
        numbers = range(newest + start + 1, newest + min(start + BATCH, count) + 1)
        with transaction.atomic():
            _insert_batch([making.listing(number, number - newest) for number in numbers])
        if start % (BATCH * 10) == 0 and start:
            say(f"  {start:,}")
    numbered_on(Listing)
    content_changed()


def _evenly(count: int) -> set[int]:
    step = max(1, count // words.RARE_LISTINGS)
    return set(range(1, step * words.RARE_LISTINGS + 1, step))


def _insert_batch(made: Sequence[dict[str, Any]]) -> None:
    insert(Listing, (one["listing"] for one in made))
    for kind, model in DETAILS_BY_KIND.items():
        insert(model, (one["details"] for one in made if one["listing"]["kind"] == kind))
    insert(ListingSector, (
        {"listing_id": one["listing"]["id"], "sector_id": sector,
         "kind": one["listing"]["kind"], "refreshed_at": one["listing"]["refreshed_at"]}
        for one in made for sector in one["sectors"]
    ))  # fmt: skip
    insert(ListingSource, (
        {"listing_id": one["listing"]["id"], "publisher": "Kabar Kampung", "said": "2026",
         "url": "https://kabar.example/"}
        for one in made if one["listing"]["id"] % 2
    ))  # fmt: skip


class _Making:
    """Makes listings, each from the same stream of chance."""

    def __init__(self, chance: random.Random, *, rare: Iterable[int]) -> None:
        self.chance, self.rare = chance, set(rare)
        villages = Region.objects.standing().villages().order_by("code")
        self.villages = list(villages.values_list("pk", "code", "name"))
        # A few villages show much, many a little.
        self.weights = list(_running(chance.lognormvariate(0, 1) for _ in self.villages))
        self.sectors = {sector.code: sector for sector in Sector.objects.all()}
        served = Organisation.villages.through.objects
        self.sellers = dict(served.values_list("region_id", "organisation_id"))

    def listing(self, number: int, nth: int) -> dict[str, Any]:
        chance = self.chance
        thing = chance.choice(words.THINGS)
        village, code, village_name = self._village()
        sector = self.sectors[thing.sector]
        sectors = [sector.pk]
        if chance.random() < 0.2:  # noqa: PLR2004
            sectors.append(chance.choice([pk for pk in self._sector_numbers() if pk != sector.pk]))
        adjective = chance.choice(words.ADJECTIVES)
        refreshed_at = _moment(chance.randrange(_SPREAD))
        listing = {
            "id": number,
            "kind": thing.kind,
            "village_id": village,
            "regency_code": code[:5],
            "seller_id": self.sellers.get(village),
            "title": f"{thing.name} {adjective} {village_name}",
            "title_en": f"{thing.name_en} of {village_name}",
            "text": self._text(village_name, is_rare=nth in self.rare),
            "text_en": " ".join(self._said(words.SENTENCES_EN, village_name)),
            "motif_family": family_of(thing.kind, sector.motif),
            "motif_salt": number % 50,
            "created_at": refreshed_at,
            "refreshed_at": refreshed_at,
            "published_at": None if nth % _HIDDEN_EVERY == 0 else refreshed_at,
            **self._price(thing.kind),
        }
        return {
            "listing": listing, "details": self._details(thing.kind, number), "sectors": sectors,
        }  # fmt: skip

    def _village(self) -> tuple[int, str, str]:
        (chosen,) = self.chance.choices(self.villages, cum_weights=self.weights)
        return chosen

    def _sector_numbers(self) -> list[int]:
        return [sector.pk for sector in self.sectors.values()]

    def _text(self, village: str, *, is_rare: bool) -> str:
        chance = self.chance
        own = chance.choice(words.HARVEST if chance.random() < 0.5 else words.QUIET)  # noqa: PLR2004
        said = [
            *self._said(words.SENTENCES, village),
            own.format(month=chance.choice(words.MONTHS)),
        ]
        if is_rare:
            said.append(f"Tersedia pula {words.RARE_WORD} buatan rumah.")
        return " ".join(said)

    def _said(self, sentences: Sequence[str], village: str) -> list[str]:
        chance = self.chance
        people, day = chance.choice(words.PEOPLE), chance.choice(words.DAYS)
        chosen = chance.sample(sentences, k=4)
        return [sentence.format(village=village, people=people, day=day) for sentence in chosen]

    def _price(self, kind: str) -> dict[str, Any]:
        if kind not in {"product", "stay", "experience"} or self.chance.random() < 0.3:  # noqa: PLR2004
            return {}
        low = self.chance.randrange(5, 500) * 1000
        unit = self.chance.choice(words.UNITS)
        return {
            "price_low": low, "price_unit": unit, "price_unit_en": unit,
            "price_as_of": f"202{self.chance.randrange(3, 7)}-0{self.chance.randrange(1, 10)}",
        }  # fmt: skip

    def _details(self, kind: str, number: int) -> dict[str, Any]:
        if kind != "event":
            return {"listing_id": number, **_DETAILS[kind]}
        if self.chance.random() < 0.4:  # noqa: PLR2004
            return {"listing_id": number, "recurrence": "setiap tahun sesudah panen"}
        start = NOW.date() + timedelta(days=self.chance.randrange(-700, 300))
        day = start.isoformat()
        return {"listing_id": number, "status": "scheduled", "start_on": day, "end_on": day}


_DETAILS: dict[str, dict[str, Any]] = {
    "product": {"materials": "Bahan dari kebun sendiri", "lead_time_days": 7},
    "attraction": {"opening": "Setiap hari, 08.00 sampai 17.00"},
    "stay": {"room_count": 3, "guest_count": 6},
    "experience": {"duration": "Setengah hari", "group_min": 2, "group_max": 8},
    "culture": {"community": "Kampung dan tetangganya"},
    "story": {"byline": "Kader digital"},
}


def _running(numbers: Iterable[float]) -> Iterator[float]:
    total = 0.0
    for number in numbers:
        total += number
        yield total


def _moment(seconds_ago: int) -> str:
    return (NOW - timedelta(seconds=seconds_ago)).strftime("%Y-%m-%d %H:%M:%S")


if __name__ == "__main__":
    if connection.vendor == "sqlite":
        with connection.cursor() as for_speed:
            for_speed.execute("PRAGMA synchronous=OFF")
    build(OPTIONS.listings, OPTIONS.country)
