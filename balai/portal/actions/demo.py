"""The demo province: every fact of the seed list, in our own words, with its source.

The words stand in balai/portal/demo/*.toml. Loading twice changes nothing.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from balai.accounts.actions import consents
from balai.accounts.consenting import NAME, ORGANISATION
from balai.accounts.models import Consent
from balai.catalogue.actions.listings import Draft, Source, add_listing, publish_listing
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.models import Sector
from balai.core import search
from balai.core.calendar import last_day_of
from balai.registry.actions import organisations, profiles
from balai.registry.models import ContactOf, Organisation, OrganisationKind, Region

FOLDER = Path(__file__).resolve().parent.parent / "demo"
# A page that names no day counts as older than every page that does.
_UNDATED = date(2010, 1, 1)
_WORDS = (
    "title", "title_en", "text", "text_en", "reach", "reach_en", "price_low", "price_high",
    "price_unit", "price_unit_en", "price_as_of", "price_note", "price_note_en", "example",
)  # fmt: skip
_STATUS = {"past": "past", "yearly": "undated"}


@transaction.atomic
def load_demo(*, now: datetime) -> dict[str, int]:
    """Write the demo province over what an earlier demo wrote; say how much of what."""
    sectors = {
        row["code"]: save_sector(**row, by=None, now=now) for row in _rows("sectors", "sector")
    }
    search.save_synonyms([row["words"] for row in _rows("synonyms", "synonym")])
    villages = _villages()
    sellers = {
        row["key"]: _organisation(row, villages, now=now)
        for row in _rows("organisations", "organisation")
    }
    counts = {"sectors": len(sectors), "organisations": len(sellers), "listings": 0}
    for file in sorted(FOLDER.glob("listings_*.toml")):
        for row in _rows(file.stem, "listing"):
            _listing(row, villages=villages, sellers=sellers, sectors=sectors, now=now)
            counts["listings"] += 1
    return counts | _village_words(villages)


def _rows(name: str, table: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        yield from tomllib.load(file)[table]


def _villages() -> dict[str, Region]:
    return {region.code: region for region in Region.objects.standing().villages()}


def _organisation(
    row: Mapping[str, Any], villages: Mapping[str, Region], *, now: datetime
) -> Organisation:
    number = row.get("example_whatsapp", "")
    organisation = organisations.save_organisation(
        key=row["key"],
        kind=row["kind"],
        name=row["name"],
        about=row.get("about", ""),
        about_en=row.get("about_en", ""),
        villages=[villages[code] for code in row["villages"]],
        whatsapp_number=number,
        contact_of="" if row["kind"] == OrganisationKind.MAKER else ContactOf.ORGANISATION,
        example=row.get("example", False),
        contact_is_example=bool(number),
        sources=_sources(row),
    )
    if row["kind"] == OrganisationKind.MAKER:
        _show_name_as_an_example(organisation, area_code=row["villages"][0], now=now)
    return organisation


def _show_name_as_an_example(organisation: Organisation, *, area_code: str, now: datetime) -> None:
    """Let a maker be named without anybody's consent, once, and say that it is an example."""
    key = uuid5(NAMESPACE_URL, f"balai:demo:consent:{organisation.key}")
    if Consent.objects.filter(request_key=key).exists():
        return
    giver = consents.write_giver_down(
        f"Contoh: {organisation.name}", area_code=area_code, by=None, now=now
    )
    agreed = consents.Agreed(
        purpose=NAME,
        thing=ORGANISATION,
        thing_number=organisation.pk,
        area_code=area_code,
        example=True,
    )
    consents.record_consent(giver, agreed, by=None, now=now, key=key)


def _sources(row: Mapping[str, Any]) -> list[Source]:
    return [Source(**source) for source in row.get("source", [])]


def _listing(
    row: Mapping[str, Any],
    *,
    villages: Mapping[str, Region],
    sellers: Mapping[str, Organisation],
    sectors: Mapping[str, Sector],
    now: datetime,
) -> None:
    sources = _sources(row)
    listing = add_listing(
        Draft(
            kind=row["kind"],
            village=villages[row["village"]],
            words={name: row[name] for name in _WORDS if name in row},
            seller=sellers[row["seller"]] if "seller" in row else None,
            details=_details(row),
            sectors=[sectors[code] for code in row.get("sectors", [])],
            sources=sources,
            refreshed_at=_last_said(sources),
        ),
        now=now,
        key=row["key"],
    )
    if not listing.is_standing:
        publish_listing(listing, by=None, now=now)


def _details(row: Mapping[str, Any]) -> dict[str, Any]:
    details = dict(row.get("details", {}))
    details.pop("board", None)
    if row["kind"] == "event":
        details["status"] = _STATUS[details.get("status", "yearly")]
        details["last_held"] = details.pop("month", "")
    return details


def _last_said(sources: list[Source]) -> datetime:
    """Tell how fresh a listing is: as fresh as the newest page that speaks of it."""
    days = [last_day_of(source.said) for source in sources if source.said]
    day = max(days, default=_UNDATED)
    return timezone.make_aware(datetime.combine(day, time(12)))


def _village_words(villages: Mapping[str, Region]) -> dict[str, int]:
    counts = {"profiles": 0, "facts": 0}
    for row in _rows("profiles", "profile"):
        village = villages[row["village"]]
        profiles.save_profile(
            village=village,
            about=row["about"],
            about_en=row["about_en"],
            communities=row.get("communities", ""),
            languages=row.get("languages", ""),
        )
        profiles.save_route_legs(village=village, legs=row.get("leg", []))
        counts["profiles"] += 1
    facts: dict[str, list[Any]] = {}
    for row in _rows("profile_facts", "fact"):
        source = row.pop("source")[0]
        row.pop("seed")
        facts.setdefault(row.pop("village"), []).append(row | source)
        counts["facts"] += 1
    for code, told in facts.items():
        profiles.save_facts(village=villages[code], facts=told)
    return counts
