"""All listings of the areas in which somebody works, in every state, to look at or take away."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from balai.accounts.rules import MEMBER
from balai.accounts.visitors import Viewer, rights_of
from balai.catalogue import rules
from balai.catalogue.models import (
    STANDING,
    Listing,
    ListingQuerySet,
    ListingSector,
    Revision,
    worked_on_by,
)
from balai.core.codes import outermost

# A state of its own for each list; what is published and being changed is in two of them.
STANDS, WITHDRAWN = "standing", "withdrawn"
_HIDDEN = Q(published_at__isnull=False, withdrawn_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list of an area is narrowed to; empty means any."""

    area_code: str = ""
    kind: str = ""
    state: str = ""
    sector_code: str = ""
    words: str = ""


def areas_worked_in(person: Viewer) -> list[str]:
    """Name the areas in which somebody writes or reviews, or sells for an organisation."""
    kinds = rules.AT_WORK | {MEMBER}
    return outermost(right.area_code for right in rights_of(person) if right.kind in kinds)


def listings_in_areas(person: Viewer, narrowing: Narrowing) -> ListingQuerySet:
    """Read what somebody works on, the last changed first; a draft given up is nothing."""
    rows = Listing.objects.visible_to(person).filter(worked_on_by(person))
    rows = rows.filter(_in_state(narrowing.state))
    if narrowing.area_code:
        rows = rows.filter(village__code__within=narrowing.area_code)
    if narrowing.kind:
        rows = rows.of_kind(narrowing.kind)
    if narrowing.sector_code:
        rows = rows.filter(_in_sector(narrowing.sector_code))
    if narrowing.words:
        rows = rows.filter(_called(narrowing.words))
    underway = Prefetch("revisions", Revision.objects.open(), to_attr="underway")
    rows = rows.select_related("village", "seller").prefetch_related("sectors", underway)
    return rows.order_by("-refreshed_at", "-pk")


def _in_state(state: str) -> Q:
    underway = Revision.objects.open().filter(listing=OuterRef("pk"))
    if state == STANDS:
        return STANDING
    if state == WITHDRAWN:
        return _HIDDEN
    if state:
        return Q(Exists(underway.filter(state=state)))
    return Q(published_at__isnull=False) | Q(Exists(underway))


def _in_sector(code: str) -> Q:
    """Match what stands in a sector, and what is written to stand there."""
    # Codes are slugs, so quoted they are whole in the list of a draft.
    said = Revision.objects.open().filter(
        listing=OuterRef("pk"), content__sectors__icontains=f'"{code}"'
    )
    places = ListingSector.objects.filter(sector__code=code)
    return Q(pk__in=places.values("listing")) | Q(Exists(said))


def _called(words: str) -> Q:
    """Match a listing by its name, that of a draft of it, or that of its village."""
    said = Revision.objects.open().filter(
        listing=OuterRef("pk"), content__words__title__icontains=words
    )
    names = Q(title__icontains=words) | Q(title_en__icontains=words)
    return names | Q(village__name__icontains=words) | Q(Exists(said))


def title_of(listing: Listing) -> str:
    """Name a listing; one that is not published yet as its draft does."""
    written = listing.underway[0].title if listing.underway else ""  # type: ignore[attr-defined]
    return listing.title or written


def state_of(listing: Listing) -> str:
    """Say where a listing stands; a change of it that is underway is said beside it."""
    if listing.is_standing:
        return _("Shown to everybody")
    if listing.published_at:
        return _("Withdrawn")
    underway = listing.underway  # type: ignore[attr-defined]
    return str(underway[0].get_state_display()) if underway else ""
