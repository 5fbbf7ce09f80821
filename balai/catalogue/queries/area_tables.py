"""The listings of an area as a table that is taken away: what everyone may know of each."""

from collections.abc import Iterator

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.accounts.visitors import Viewer
from balai.catalogue.models import Listing, ListingQuerySet, Picture
from balai.catalogue.queries.area import state_of, title_of
from balai.catalogue.rules import kind_title
from balai.core.calendar import partial_day_in_words
from balai.core.codes import parent_of, province_of
from balai.core.sheets import Cell, Column
from balai.registry.models import Level, Region

_AT_ONCE = 500


def columns() -> list[Column]:
    """Name the columns in the reader's language."""
    return [
        Column(_("Number"), 9),
        Column(_("Kind"), 12),
        Column(_("Name"), 36),
        Column(_("Name in English"), 30),
        Column(_("State"), 16),
        Column(_("Change"), 16),
        Column(_("Village"), 22),
        Column(_("Code of the village"), 15),
        Column(_("District"), 20),
        Column(_("Regency"), 22),
        Column(_("Sectors"), 22),
        Column(_("Seller"), 26),
        Column(_("Price (Rp)"), 12),
        Column(_("Highest price (Rp)"), 12),
        Column(_("Price per"), 12),
        Column(_("Price as of"), 14),
        Column(_("Photos"), 7),
        Column(_("Shown since"), 13),
        Column(_("Last said"), 13),
        Column(_("Withdrawn on"), 13),
        Column(_("Address"), 44),
    ]


def table_rows(person: Viewer, listings: ListingQuerySet, *, site: str) -> Iterator[list[Cell]]:
    """Read a row for each listing, by village; five hundred are in memory at once.

    A maker is named only while she agrees to it, here as on every page.
    """
    seen = Picture.objects.shown_to(person).filter(listing=OuterRef("pk"))
    counted = seen.order_by().values("listing").annotate(total=Count("pk")).values("total")
    photos = Coalesce(Subquery(counted), 0, output_field=IntegerField())
    rows = listings.annotate(photo_count=photos).order_by("village__code", "pk")
    names: dict[str, str] = {}
    for listing in rows.iterator(chunk_size=_AT_ONCE):
        code = listing.village.code
        if province_of(code) not in names:
            names |= _names_in(province_of(code))
        yield _row(listing, names, site=site)


def _names_in(province_code: str) -> dict[str, str]:
    """Name the districts and regencies of a province, and itself, by code."""
    inside = Region.objects.within(province_code).exclude(level=Level.VILLAGE)
    return dict(inside.values_list("code", "name"))


def _row(listing: Listing, names: dict[str, str], *, site: str) -> list[Cell]:
    village, seller = listing.village, listing.seller
    change = listing.underway[0] if listing.underway and listing.published_at else None  # type: ignore[attr-defined]
    return [
        listing.pk,
        kind_title(listing.kind),
        title_of(listing),
        listing.title_en,
        state_of(listing),
        str(change.get_state_display()) if change else "",
        village.called,
        village.code,
        names.get(parent_of(village.code), ""),
        names.get(village.regency_code, ""),
        ", ".join(str(sector) for sector in listing.sectors.all()),
        seller.public_name if seller else "",
        listing.price_low,
        listing.price_high,
        listing.price_unit,
        partial_day_in_words(listing.price_as_of),
        listing.photo_count,  # type: ignore[attr-defined]
        timezone.localtime(listing.published_at).date() if listing.published_at else None,
        timezone.localtime(listing.refreshed_at).date(),
        timezone.localtime(listing.withdrawn_at).date() if listing.withdrawn_at else None,
        f"{site}{listing.get_absolute_url()}" if listing.is_standing else "",
    ]
