"""The signature picture: one square for every desa of a province."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from balai.catalogue.models import Listing
from balai.core.remembered import remembered
from balai.portal.rules import square_class, square_words
from balai.registry.models import Kind, Region
from balai.registry.queries.names import regency_names
from balai.registry.rules import REGENCY_LENGTH, regency_of
from balai.ui.squares import Square, Strip, class_counts, squares_html

# What the province calls its regencies where there is little room.
_SHORT = {
    "64.02": "Kukar",
    "64.07": "Kubar",
    "64.08": "Kutim",
    "64.09": "PPU",
    "64.11": "Mahulu",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    css_class: str
    words: str
    total: int


@dataclass(frozen=True, slots=True)
class Row:
    """One regency, as the table beside the picture says it."""

    code: str
    name: str
    villages: int
    showing: int
    kelurahan: int


@dataclass(frozen=True, slots=True)
class CountedVillage:
    """A desa, how many listings it shows, and its square."""

    code: str
    listing_count: int
    square: Square


@dataclass(frozen=True, slots=True)
class Squares:
    """The picture, its legend, and the same as a table."""

    province_code: str
    province_name: str
    html: str
    keys: list[Key]
    rows: list[Row]
    total: int


@remembered
def province_squares(province_code: str) -> Squares:
    """Draw a province."""
    province = Region.objects.filter(code=province_code).first()
    return _drawn(province_code, province.name if province else "")


@remembered
def regency_squares(regency_code: str) -> Squares:
    """Draw the villages of one regency; empty where it has no desa."""
    return _drawn(regency_code, "")


def village_classes(regency_code: str) -> dict[str, str]:
    """Name the class of each desa of a regency, by its code."""
    villages = _counted_villages(regency_code).get(regency_code, [])
    return {village.code: village.square.css_class for village in villages}


def _drawn(code: str, name: str) -> Squares:
    by_regency = _counted_villages(code)
    names = regency_names()
    urban = Region.objects.standing().within(code).filter(kind=Kind.KELURAHAN)
    kelurahan = Counter(map(regency_of, urban.values_list("code", flat=True)))
    strips = [
        Strip(
            name=_SHORT.get(regency, names.get(regency, regency)),
            url=reverse("portal:regency", args=[regency]),
            squares=[village.square for village in villages],
        )
        for regency, villages in by_regency.items()
    ]
    rows = [
        Row(
            code=regency,
            name=names.get(regency, regency),
            villages=len(by_regency.get(regency, ())),
            showing=sum(one.listing_count > 0 for one in by_regency.get(regency, ())),
            kelurahan=kelurahan[regency],
        )
        for regency in names
        if regency.startswith(code[:REGENCY_LENGTH])
    ]
    return Squares(
        province_code=code,
        province_name=name,
        html=squares_html(strips),
        keys=_keys(strips),
        rows=rows,
        total=sum(row.villages for row in rows),
    )


def _counted_villages(code: str) -> dict[str, list[CountedVillage]]:
    """List the desa within a code by regency, each with how many listings it shows."""
    # The picture is the same for everyone, so it counts what everyone may see.
    shown = dict(
        Listing.objects.public()
        .filter(regency_code__within=code[:REGENCY_LENGTH], village__code__within=code)
        .values_list("village_id")
        .annotate(Count("pk"))
    )
    villages = Region.objects.standing().desa().within(code).order_by("code")
    by_regency: dict[str, list[CountedVillage]] = {}
    for pk, village_code, name in villages.values_list("pk", "code", "name"):
        count = shown.get(pk, 0)
        square = Square(
            css_class=square_class(count),
            url=reverse("portal:village", args=[village_code]),
            name=name,
        )
        counted = CountedVillage(code=village_code, listing_count=count, square=square)
        by_regency.setdefault(regency_of(village_code), []).append(counted)
    return by_regency


def _keys(strips: list[Strip]) -> list[Key]:
    totals = class_counts(strips)
    return [
        Key(css_class=css_class, words=words, total=totals[css_class])
        for css_class, words in square_words().items()
    ]
