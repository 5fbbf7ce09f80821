"""Villages, and the regencies they lie in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from balai.channels.addresses import absolute
from balai.core.codes import is_code, level_of
from balai.portal.api import shapes
from balai.portal.api.codes import RegencyCode
from balai.portal.api.errors import CursorUnclear
from balai.portal.api.paging import USUAL, After, Limit, cut, next_address
from balai.portal.api.shapes import words_of
from balai.registry.models import Level, Region, VillageProfile
from balai.registry.queries.names import regency_names

router = Router(tags=["villages"])


class AskedOfVillages(Schema):
    """All that may be asked of the list."""

    regency: RegencyCode | None = None
    after: After = ""
    limit: Limit = USUAL


@router.get("/regencies", response=list[shapes.Regency])
def regencies(request: HttpRequest) -> list[shapes.Regency]:
    visible = Region.objects.visible_to(request.user).standing().filter(level=Level.REGENCY)
    return [
        shapes.Regency(code=one.code, name=one.name, page=_page_of(one))
        for one in visible.order_by("code")
    ]


@router.get("/villages", response=shapes.Villages)
def villages(
    request: HttpRequest, response: HttpResponse, asked: Query[AskedOfVillages]
) -> shapes.Villages:
    visible = Region.objects.visible_to(request.user).standing().villages().order_by("code")
    if asked.regency:
        visible = visible.within(asked.regency)
    if asked.after:
        if not is_code(asked.after) or level_of(asked.after) != "village":
            raise CursorUnclear
        visible = visible.filter(code__gt=asked.after)
    page, last = cut(list(visible[: asked.limit + 1]), asked.limit)
    return shapes.Villages(
        items=[shapes.VillageInList(**_said_in_list(village)) for village in page],
        next=next_address(request, response, last.code if last else ""),
    )


@router.get("/villages/{code}", response=shapes.VillageWhole)
def village(request: HttpRequest, code: str) -> shapes.VillageWhole:
    found = (
        Region.objects.visible_to(request.user)
        .villages()
        .filter(code=code)
        .prefetch_related("aliases", "statuses__scheme", "successors")
        .first()
        if is_code(code)
        else None
    )
    if found is None:
        raise Http404
    profile = VillageProfile.objects.filter(village=found).first()
    return shapes.VillageWhole(
        **_said_in_list(found),
        about=words_of(profile, "about") if profile else None,
        languages=profile.languages if profile else "",
        communities=profile.communities if profile else "",
        also_written=sorted(alias.name for alias in found.aliases.all()),
        statuses=[
            shapes.Status(
                scheme=status.scheme.code,
                year=status.year,
                label=status.label,
                publisher=status.publisher,
            )
            for status in found.statuses.all()
        ],
        valid_until=found.valid_until,
        successors=sorted(successor.code for successor in found.successors.all()),
    )


def _said_in_list(village: Region) -> dict[str, Any]:
    return {
        "code": village.code,
        "name": village.name,
        "kind": village.kind,
        "term": village.term,
        "district_code": village.parent_code,
        "regency_code": village.regency_code,
        "regency": regency_names().get(village.regency_code),
        "page": _page_of(village),
        "url": absolute(reverse("api:village", args=[village.code])),
    }


def _page_of(region: Region) -> shapes.InEachLanguage:
    return shapes.InEachLanguage.of(reverse(f"portal:{region.level}", args=[region.code]))
