"""Sectors: a short list that the province edits."""

from django.db import transaction

from balai.catalogue import search
from balai.catalogue.models import Listing, Sector
from balai.core.freshness import content_changed


@transaction.atomic
def save_sector(*, code: str, name: str, name_en: str, motif: str = "") -> Sector:
    """Add a sector, or give the one with this code new words; its listings are found by them."""
    sector = Sector.objects.filter(code=code).first() or Sector(code=code)
    sector.name, sector.name_en, sector.motif = name, name_en, motif
    sector.full_clean()
    sector.save()
    search.index_listings(Listing.objects.filter(sectors=sector))
    content_changed()
    return sector
