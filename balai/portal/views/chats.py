"""The way from a page to a chat with who sells or is asked there, counted on the way out."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.catalogue.actions.presses import count_press
from balai.catalogue.models import Listing
from balai.channels.whatsapp import chat_link, first_message, first_question
from balai.core.limits import Limit, spend, who_asks
from balai.registry.actions.presses import count_contact_press
from balai.registry.models import Level, Region

# Whoever presses again and again is one who asks, not many.
PRESSES = Limit("chat_press", most=3, seconds=3600)
_PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scan|monitor|facebookexternalhit|whatsapp|telegram"
    r"|curl|wget|python|java/|go-http|headless",
    re.IGNORECASE,
)


@never_cache
@require_safe
def chat(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Lead to a chat whose first words are written already."""
    listing = (
        Listing.objects.shown_to(request.user)
        .of_kind(kind)
        .select_related("seller", "village")
        .filter(pk=number)
        .first()
    )
    if listing is None or listing.seller is None:
        raise Http404
    link = chat_link(listing.seller.public_number, first_message(listing))
    return _led_on(
        request, link, about=f"{listing.pk}", count=lambda day: count_press(listing, day=day)
    )


@never_cache
@require_safe
def village_chat(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Lead from the page of a village to one of its organisations."""
    standing = Region.objects.visible_to(request.user).standing()
    village = get_object_or_404(standing, code=code, level=Level.VILLAGE)
    there = village.organisations.visible_to(request.user).public()
    organisation = get_object_or_404(there, pk=number)
    link = chat_link(organisation.public_number, first_question(village))
    return _led_on(
        request,
        link,
        about=f"{village.code}-{organisation.pk}",
        count=lambda day: count_contact_press(organisation, village, day=day),
    )


def _led_on(
    request: HttpRequest, link: str, *, about: str, count: Callable[[date], None]
) -> HttpResponse:
    if not link:
        raise Http404
    if _is_ahead_of_time(request):
        # A browser that only guesses asks again once somebody presses.
        return HttpResponse(status=503, content_type="text/plain")
    if _is_a_press(request):
        # An order is worth more than its count.
        with suppress(DatabaseError):
            now = timezone.now()
            if not spend(PRESSES, f"{who_asks(request, now=now)}-{about}", now=now):
                count(timezone.localdate(now))
    told = {"Location": link, "X-Robots-Tag": "noindex"}
    return HttpResponse(status=303, content_type="text/plain", headers=told)


def _is_ahead_of_time(request: HttpRequest) -> bool:
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in purpose or "preview" in purpose for purpose in purposes)


def _is_a_press(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return request.method == "GET" and bool(agent) and not _PROGRAMS.search(agent)
