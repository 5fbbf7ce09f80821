"""The villages of an officer's areas: what each shows, what waits, and since when it is quiet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from balai.accounts.rules import Right
from balai.accounts.visitors import Viewer, rights_of
from balai.catalogue.models import Listing, Revision
from balai.catalogue.rules.reviews import OFFICERS
from balai.core.codes import outermost
from balai.registry.models import Region, RegionQuerySet

PAGE_LENGTH = 50
# Where nothing was written or confirmed for so long, somebody should ask what is the matter.
QUIET_AFTER = timedelta(days=90)
QUIET, SILENT = "diam", "belum-mulai"
TABS = ("", QUIET, SILENT)
# By the word in the address, the column that orders; "-" before it turns it round.
_ORDERS = {"nama": "name", "tayang": "shown", "periksa": "waiting", "terakhir": "last_at"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which villages are asked for, in which order."""

    words: str = ""
    area_code: str = ""
    tab: str = ""
    order: str = "nama"
    page: str = "1"

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Asked":
        """Read an address; an order that nobody knows is that of names."""
        order = asked.get("urut", "nama")
        return cls(
            words=asked.get("q", "").strip()[:80],
            area_code=asked.get("kab", ""),
            tab=asked.get("keadaan", ""),
            order=order if order.removeprefix("-") in _ORDERS else "nama",
            page=asked.get("hal", "1"),
        )


@dataclass(frozen=True, slots=True)
class VillageRow:
    """One village, as the list shows it."""

    village: Region
    shown: int
    waiting: int
    last_at: datetime | None
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class VillageList:
    """One page of villages, and where the others are."""

    rows: list[VillageRow]
    page: "Page[int]"


class _Said:
    """What a village has said, as far as somebody may know of it: to be asked of each village."""

    def __init__(self, person: Viewer) -> None:
        of_village = Q(village=OuterRef("pk"))
        self.there = Listing.objects.allowed_to(person).filter(of_village).order_by()
        self.shown = Listing.objects.shown_to(person).filter(of_village).order_by()
        underway = Revision.objects.visible_to(person).open().order_by()
        self.written = underway.filter(listing__village=OuterRef("pk"))

    def counted(self) -> dict[str, Any]:
        """Count what a village shows and what waits there; find when it last said something."""
        shown = self.shown.values("village").annotate(total=Count("pk")).values("total")
        waits = self.written.waiting().values("listing__village")
        waiting = waits.annotate(total=Count("pk")).values("total")
        confirmed_at = self.there.values("village").annotate(at=Max("refreshed_at")).values("at")
        written = self.written.values("listing__village")
        written_at = written.annotate(at=Max("changed_at")).values("at")
        said, wrote = Subquery(confirmed_at), Subquery(written_at)
        return {
            "shown": Coalesce(Subquery(shown), 0, output_field=IntegerField()),
            "waiting": Coalesce(Subquery(waiting), 0, output_field=IntegerField()),
            # On SQLite the greatest of nothing and a moment is nothing.
            "last_at": Greatest(Coalesce(said, wrote), Coalesce(wrote, said)),
        }


def areas_of_officer(person: Viewer) -> list[str]:
    """Name the areas whose villages somebody looks after as an officer or reviewer."""
    return outermost(_codes(rights_of(person)))


def _codes(rights: frozenset[Right]) -> list[str]:
    return [right.area_code for right in rights if right.kind in OFFICERS]


def village_list(person: Viewer, asked: Asked, *, now: datetime) -> VillageList:
    """Read one page. Each count is a range of an index; only the order asks it of all villages."""
    areas = Q(pk__in=[])
    for code in areas_of_officer(person):
        areas |= Q(code__within=code)
    villages = Region.objects.standing().villages().filter(areas)
    if asked.area_code:
        villages = villages.within(asked.area_code)
    if asked.words:
        villages = villages.filter(name__icontains=asked.words)
    said = _Said(person)
    villages = _on_tab(villages, asked.tab, said, since=now - QUIET_AFTER)
    column = _ORDERS[asked.order.removeprefix("-")]
    if column != "name":
        villages = villages.annotate(**{column: said.counted()[column]})
    numbers = _ordered(villages, column, is_turned=asked.order.startswith("-"))
    page = Paginator(numbers, PAGE_LENGTH).get_page(asked.page)
    return VillageList(_rows(said, list(page), since=now - QUIET_AFTER), page)


def _ordered(villages: RegionQuerySet, column: str, *, is_turned: bool) -> "QuerySet[Region, int]":
    field = F(column)
    first = field.desc(nulls_last=True) if is_turned else field.asc(nulls_first=True)
    return villages.order_by(first, "code").values_list("pk", flat=True)


def _rows(said: _Said, numbers: list[int], *, since: datetime) -> list[VillageRow]:
    counted = Region.objects.filter(pk__in=numbers).annotate(**said.counted())
    rows = {village.pk: village for village in counted}
    return [_row(rows[number], since=since) for number in numbers]


def _row(village: Any, *, since: datetime) -> VillageRow:
    last_at = village.last_at
    return VillageRow(
        village=village,
        shown=village.shown,
        waiting=village.waiting,
        last_at=last_at,
        is_quiet=last_at is not None and last_at < since,
    )


def _on_tab(villages: RegionQuerySet, tab: str, said: _Said, *, since: datetime) -> RegionQuerySet:
    if tab == SILENT:
        return villages.filter(~Exists(said.there))
    if tab == QUIET:
        return villages.filter(
            Exists(said.there),
            ~Exists(said.there.filter(refreshed_at__gte=since)),
            ~Exists(said.written.filter(changed_at__gte=since)),
        )
    return villages
