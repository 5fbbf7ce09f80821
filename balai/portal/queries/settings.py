"""What a province has decided, what hangs on it, and how it came to be so."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from balai.accounts.queries.people import people_named
from balai.catalogue.models import Kind, ListingCount, Reviewing, ReviewRule, Revision, Sector
from balai.catalogue.rules import kind_title
from balai.core.changes import changes_of_setting
from balai.registry.models import Kind as RegionKind
from balai.registry.models import Region

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change, as people read it."""

    at: datetime
    by: str
    was: str
    became: str
    why: str


def history_of(setting: str, key: str) -> list[PastChange]:
    """Read how a setting came to be so, the last change first. Two queries."""
    changes = list(changes_of_setting(setting, key)[:_SHOWN])
    called = people_named(change.by_number for change in changes)
    return [
        PastChange(
            at=change.at,
            by=called.get(change.by_number) or _("somebody whose account is closed"),
            was=_in_words(setting, change.was),
            became=_in_words(setting, change.became),
            why=change.why,
        )
        for change in changes
    ]


def _in_words(setting: str, value: str) -> str:
    if setting == "reviewer":
        return str(dict(Reviewing.choices).get(value, value))
    return value


def reviewers_now(province_code: str) -> list[tuple[str, str, str]]:
    """Name each kind of listing, and who reviews it now."""
    rules = ReviewRule.objects.standing().filter(province_code=province_code)
    chosen = dict(rules.values_list("kind", "who"))
    return [
        (kind.value, kind_title(kind), str(Reviewing(chosen.get(kind, Reviewing.AREA)).label))
        for kind in Kind
    ]


def waiting_of(kind: str, province_code: str) -> int:
    """Count what of a kind waits for a decision in a province."""
    waiting = Revision.objects.waiting().filter(listing__kind=kind)
    return waiting.filter(listing__village__code__within=province_code).count()


def shown_in(sector: Sector) -> int:
    """Count what stands in a sector, as it is kept."""
    kept = ListingCount.objects.filter(sector_number=sector.pk, kind="", regency_code="")
    return kept.values_list("standing_count", flat=True).first() or 0


def desa_in(regency: Region) -> int:
    villages = Region.objects.standing().within(regency.code)
    return villages.filter(kind=RegionKind.DESA).count()
