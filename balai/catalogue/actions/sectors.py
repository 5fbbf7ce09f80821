"""Sectors: a short list that the province edits."""

from datetime import datetime

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue import permissions, search
from balai.catalogue.models import Listing, Sector
from balai.core import audit
from balai.core.freshness import content_changed


@transaction.atomic
def save_sector(  # noqa: PLR0913  (which, how in each language, where, by whom and when)
    *,
    code: str,
    name: str,
    name_en: str,
    motif: str = "",
    province_code: str = "",
    by: Person | None,
    now: datetime,
) -> Sector:
    """Add a sector, or give the one with this code new words; its listings are found by them.

    The same words again change nothing. `by` is None where the system does it: the demo.
    Raises MayNotChoose; then nothing is written.
    """
    if by is not None:
        permissions.check_may_choose(by, province_code)
    before = Sector.objects.filter(code=code).first()
    words = (name, name_en, motif)
    if before is not None and (before.name, before.name_en, before.motif) == words:
        return before
    sector = before or Sector(code=code)
    sector.name, sector.name_en, sector.motif = words
    sector.full_clean()
    sector.save()
    search.index_listings(Listing.objects.filter(sectors=sector))
    content_changed()
    act = "catalogue.sector_renamed" if before else "catalogue.sector_added"
    audit.record(act, target=sector, by=by, now=now, area_code=province_code)
    return sector
