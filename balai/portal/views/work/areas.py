"""What officers look after: the villages of their areas, and all listings, to take away too."""

from collections.abc import Callable, Mapping
from tempfile import TemporaryFile
from typing import IO, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.exports import note_export
from balai.catalogue.models import Kind, RevisionState
from balai.catalogue.queries.area import (
    STANDS,
    WITHDRAWN,
    Narrowing,
    areas_worked_in,
    listings_in_areas,
    state_of,
    title_of,
)
from balai.catalogue.queries.area_tables import columns, table_rows
from balai.catalogue.queries.lists import sectors
from balai.catalogue.rules import kind_title
from balai.channels.addresses import absolute
from balai.core.codes import contains, is_code
from balai.core.sheets import write_csv, write_xlsx
from balai.portal.queries.area_villages import (
    QUIET,
    SILENT,
    TABS,
    Asked,
    areas_of_officer,
    village_list,
)
from balai.registry.models import Level, Region

_PAGE = 50
_CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# The words in addresses are those of the workroom's own lists.
_STATES = {
    "tayang": STANDS,
    "diperiksa": RevisionState.SUBMITTED,
    "diperbaiki": RevisionState.RETURNED,
    "draf": RevisionState.WRITING,
    "ditarik": WITHDRAWN,
}


@login_required
@require_safe
def villages(request: SignedInRequest) -> HttpResponse:
    """List the villages that an officer looks after: what each shows, and which are quiet."""
    areas = areas_of_officer(request.user)
    asked = Asked.read(request.GET)
    if not areas or asked.tab not in TABS:
        raise Http404
    _check_is_within(asked.area_code, areas)
    found = village_list(request.user, asked, now=timezone.now())
    context = {
        "asked": asked,
        "tabs": {
            "": _("All"),
            QUIET: _("Quiet for 90 days"),
            SILENT: _("Nothing yet"),
        },
        "rows": found.rows,
        "page": found.page,
        "regencies": _regencies_in(areas),
        "orders": _orders(asked.order),
        "section": "area_villages",
    }
    return render(request, "portal/work/villages.html", context)


def _orders(order: str) -> list[tuple[str, str, str]]:
    """Offer each column to order by, with what a press leads to: the same one turns round."""
    names = {
        "nama": _("Village"),
        "tayang": _("Shown"),
        "periksa": _("Waits"),
        "terakhir": _("Last said or written"),
    }
    chosen = order.removeprefix("-")
    first = {word: word if word in {"nama", "terakhir"} else f"-{word}" for word in names}
    turned = order.removeprefix("-") if order.startswith("-") else f"-{order}"
    marks = {True: " ↓", False: " ↑"}
    return [
        (
            name + (marks[order.startswith("-")] if word == chosen else ""),
            turned if word == chosen else first[word],
            word,
        )
        for word, name in names.items()
    ]


@login_required
@require_safe
def listings(request: SignedInRequest) -> HttpResponse:
    """List all that an area writes, in every state."""
    areas = areas_worked_in(request.user)
    narrowing = _narrowing(request.GET, areas)
    rows = listings_in_areas(request.user, narrowing)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("hal"))
    narrowed_to = {name: request.GET[name] for name in _PARAMETERS if request.GET.get(name)}
    context = {
        "page": page,
        "rows": [(one, title_of(one), state_of(one), _change_of(one)) for one in page],
        "asked": narrowed_to,
        "kinds": [(kind.value, kind_title(kind)) for kind in Kind],
        "states": _state_names(),
        "sectors": sectors(),
        "regencies": _regencies_in(areas),
        "area": Region.objects.filter(code=narrowing.area_code).first(),
        "section": "area_listings",
    }
    return render(request, "portal/work/area_listings.html", context)


_PARAMETERS = ("wilayah", "jenis", "keadaan", "sektor", "q")


def _change_of(listing: Any) -> str:
    """Say what becomes of a change of what is published."""
    is_change = listing.underway and listing.published_at
    return listing.underway[0].get_state_display() if is_change else ""


def _state_names() -> dict[str, str]:
    return {
        "tayang": _("Shown to everybody"),
        "diperiksa": _("Waiting for review"),
        "diperbaiki": _("To be mended"),
        "draf": _("Drafts"),
        "ditarik": _("Withdrawn"),
    }


def _narrowing(asked: Mapping[str, str], areas: list[str]) -> Narrowing:
    """Read what a list is narrowed to. What lies elsewhere, or is nothing, is not there: 404."""
    state, kind = asked.get("keadaan", ""), asked.get("jenis", "")
    sector_code, area_code = asked.get("sektor", ""), asked.get("wilayah", "")
    is_known = (
        (not state or state in _STATES)
        and (not kind or kind in Kind)
        and (not sector_code or sector_code in sectors())
    )
    if not areas or not is_known:
        raise Http404
    _check_is_within(area_code, areas)
    return Narrowing(
        area_code=area_code,
        kind=kind,
        state=_STATES.get(state, ""),
        sector_code=sector_code,
        words=asked.get("q", "").strip()[:80],
    )


def _check_is_within(code: str, areas: list[str]) -> None:
    if code and not (is_code(code) and any(contains(area, code) for area in areas)):
        raise Http404


def _regencies_in(areas: list[str]) -> list[Region]:
    """Offer the regencies where somebody has more than one."""
    provinces = [code for code in areas if len(code) == len("64")]
    inside: list[Region] = []
    for code in provinces:
        standing = Region.objects.standing().within(code).filter(level=Level.REGENCY)
        inside += standing.order_by("code")
    if len(areas) > len(provinces):
        inside += Region.objects.filter(code__in=areas, level=Level.REGENCY).order_by("code")
    return inside if len(inside) > 1 else []


@login_required
@require_GET
def listings_xlsx(request: SignedInRequest) -> HttpResponse:
    """Give all rows of the list, not one page, as XLSX."""

    def write(file: IO[bytes], rows: Any) -> None:
        write_xlsx(file, name=_("Listings"), columns=columns(), rows=rows)

    return _taken_away(request, "xlsx", write)


@login_required
@require_GET
def listings_csv(request: SignedInRequest) -> HttpResponse:
    """Give all rows of the list, not one page, as CSV."""

    def write(file: IO[bytes], rows: Any) -> None:
        write_csv(file, columns=columns(), rows=rows)

    return _taken_away(request, "csv", write)


def _taken_away(
    request: SignedInRequest, form: str, write: Callable[[IO[bytes], Any], None]
) -> HttpResponse:
    """Write the whole file before any of it is sent, so that nobody takes half a list for all."""
    areas = areas_worked_in(request.user)
    narrowing = _narrowing(request.GET, areas)
    rows = listings_in_areas(request.user, narrowing)
    now = timezone.now()
    codes = [narrowing.area_code] if narrowing.area_code else areas
    for area in Region.objects.filter(code__in=codes):
        total = rows.filter(village__code__within=area.code).count()
        note_export(area, form=form, total=total, by=request.user, now=now)
    with TemporaryFile() as file:
        write(file, table_rows(request.user, rows, site=absolute("")))
        file.seek(0)
        answer = HttpResponse(file.read(), content_type=_CONTENT_TYPES[form])
    name = f"{_('Listings').lower()}-{_called(codes)}-{timezone.localdate():%Y-%m-%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _called(codes: list[str]) -> str:
    """Name the areas as a file does: kabupaten-berau."""
    regions = Region.objects.filter(code__in=codes[:3]).order_by("code")
    return "-".join(slugify(region.called) for region in regions)
