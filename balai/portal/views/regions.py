"""Villages, and the regencies and districts they lie in."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.accounts.visitors import Viewer
from balai.activities.public import public_sessions
from balai.catalogue.models import Listing
from balai.catalogue.queries.cards import Card, cards_of
from balai.catalogue.queries.lists import Cursor, page_of
from balai.channels.addresses import absolute
from balai.channels.heads import head_of_page, head_of_village
from balai.channels.whatsapp import share_text_link
from balai.portal.queries.maps import map_svg, sources_of_map
from balai.portal.queries.squares import province_squares, regency_squares, village_classes
from balai.portal.rules import is_one_way
from balai.registry.models import Kind, Level, Organisation, Region
from balai.registry.queries.maps import RegionMap, province_map, regency_map
from balai.registry.queries.names import regency_names, short_name
from balai.registry.queries.regions import districts_within, predecessors_of, successor_of
from balai.registry.queries.villages import village_profile
from balai.ui.motif import family_of, seed_of, single_url

SHELF = 6


@require_safe
def villages(request: HttpRequest) -> HttpResponse:
    squares = province_squares(settings.PROVINCE_CODE)
    title = _("%(count)s villages of %(province)s") % {
        "count": squares.total,
        "province": squares.province_name,
    }
    description = _("Every village of the province, by regency, with what it shows.")
    return render(
        request,
        "portal/villages.html",
        {
            "head": head_of_page(request.path, title=title, description=description),
            "title": title,
            "squares": squares,
            "map_sources": sources_of_map(settings.PROVINCE_CODE, Level.REGENCY),
            "map_url": reverse("portal:province_map"),
            "section": "villages",
        },
    )


@require_safe
def region(request: HttpRequest, code: str, name: str = "") -> HttpResponse:
    """Answer for a region of any level, under its own address only."""
    found = Region.objects.visible_to(request.user).filter(code=code).first()
    if found is None or found.level == Level.PROVINCE:
        raise Http404
    if not found.is_standing:
        return _ended(request, found)
    if request.path != (home := _address(found)):
        return _moved(home)
    if found.level == Level.VILLAGE:
        return _village(request, found)
    return _area(request, found)


def _moved(address: str) -> HttpResponse:
    """Lead on for good; but browsers ask again, for a code that ended may come back."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})


def _address(region: Region) -> str:
    return reverse(f"portal:{region.level}", args=[region.code])


def _ended(request: HttpRequest, region: Region) -> HttpResponse:
    """Lead on to what followed a code that has ended; several are named on a page."""
    if successor := successor_of(region):
        return _moved(_address(successor))
    successors = list(region.successors.order_by("code"))
    title = _("%(name)s is no longer a region of its own") % {"name": region.name}
    return render(
        request,
        "portal/ended_region.html",
        {
            "head": head_of_page(request.path, title=title, description=title, noindex=True),
            "title": title,
            "region": region,
            "successors": [(str(one), _address(one)) for one in successors],
            "cards": cards_of(
                Listing.objects.shown_to(request.user)
                .filter(village=region)
                .freshest_first()[:SHELF],
                today=timezone.localdate(),
            ),
            "section": "villages",
        },
        status=200 if successors else 410,
    )


def _village(request: HttpRequest, village: Region) -> HttpResponse:
    profile = village_profile(request.user, village)
    after = Cursor.read(request.GET.get("setelah", ""))
    shown = Listing.objects.shown_to(request.user).filter(village=village)
    page = page_of(shown, after=after, today=timezone.localdate())
    return render(
        request,
        "portal/village.html",
        {
            "head": head_of_village(village, profile),
            "village": village,
            "profile": profile,
            "one_way": is_one_way(profile.legs),
            "cover": single_url(seed_of(village.code, family_of("village"))),
            "poster": reverse("channels:village_poster", args=[village.code]),
            "share": share_text_link(f"{village.called}\n{absolute(request.path)}"),
            "regency": regency_names().get(village.regency_code, ""),
            "cards": page.cards,
            "sessions": public_sessions(now=timezone.now(), within=village.code, most=SHELF),
            "cards_before": _cards_before(request.user, village),
            "next_url": f"{request.path}?setelah={page.following}" if page.following else "",
            "chats": [
                (organisation, _way_to_chat(organisation, village))
                for organisation in profile.organisations
            ],
            "section": "villages",
        },
    )


def _way_to_chat(organisation: Organisation, village: Region) -> str:
    """Name where a press is counted and led on; no number stands in a page."""
    if not organisation.public_number:
        return ""
    return reverse("portal:village_chat", args=[village.code, organisation.pk])


def _cards_before(person: Viewer, village: Region) -> list[Card]:
    """Show what still stands under the codes of villages that were divided into this one."""
    codes = predecessors_of(village)
    if not codes:
        return []
    before = Listing.objects.shown_to(person).filter(village__code__in=codes)
    return cards_of(before.freshest_first()[:SHELF], today=timezone.localdate())


def _area(request: HttpRequest, area: Region) -> HttpResponse:
    fresh = Listing.objects.public().in_regency(area.regency_code)
    if area.level == Level.DISTRICT:
        fresh = fresh.filter(village__code__within=area.code)
    title = area.called
    districts = districts_within(area.code)
    return render(
        request,
        "portal/area.html",
        {
            "head": head_of_page(
                request.path,
                title=title,
                description=_("Villages of %(area)s and what they show.") % {"area": title},
            ),
            "area": area,
            "title": title,
            "short_name": short_name(area.name),
            "regency_name": regency_names().get(area.regency_code, ""),
            "is_district": area.level == Level.DISTRICT,
            "squares": regency_squares(area.code),
            "map_sources": ""
            if area.level == Level.DISTRICT
            else sources_of_map(area.code, Level.VILLAGE),
            "map_url": reverse("portal:regency_map", args=[area.regency_code]),
            "districts": districts,
            "has_kelurahan": any(
                village.kind == Kind.KELURAHAN
                for district in districts
                for village in district.villages
            ),
            "cards": cards_of(fresh.freshest_first()[:SHELF], today=timezone.localdate()),
            "section": "villages",
        },
    )


@require_safe
def province_map_picture(request: HttpRequest) -> HttpResponse:
    return _map(province_map(settings.PROVINCE_CODE), route="portal:regency", classes={})


@require_safe
def regency_map_picture(request: HttpRequest, code: str) -> HttpResponse:
    if code not in regency_names():
        raise Http404
    return _map(regency_map(code), route="portal:village", classes=village_classes(code))


def _map(drawn: RegionMap | None, *, route: str, classes: Mapping[str, str]) -> HttpResponse:
    if drawn is None:
        raise Http404
    return HttpResponse(map_svg(drawn, route=route, classes=classes), content_type="image/svg+xml")
