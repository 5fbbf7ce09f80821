"""The way from a listing to a chat with its seller, counted on the way out."""

import re
from contextlib import suppress
from datetime import datetime

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.catalogue.actions.presses import count_press
from balai.catalogue.models import Listing
from balai.channels.whatsapp import chat_link, first_message
from balai.core.limits import Limit, spend, who_asks

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
    link = _chat_with_seller(listing) if listing else ""
    if listing is None or not link:
        raise Http404
    if _is_ahead_of_time(request):
        # A browser that only guesses asks again once somebody presses.
        return HttpResponse(status=503, content_type="text/plain")
    if _is_a_press(request):
        # An order is worth more than its count.
        with suppress(DatabaseError):
            _count(request, listing, now=timezone.now())
    told = {"Location": link, "X-Robots-Tag": "noindex"}
    return HttpResponse(status=303, content_type="text/plain", headers=told)


def _chat_with_seller(listing: Listing) -> str:
    seller = listing.seller
    return chat_link(seller.public_number, first_message(listing)) if seller else ""


def _is_ahead_of_time(request: HttpRequest) -> bool:
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in purpose or "preview" in purpose for purpose in purposes)


def _is_a_press(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return request.method == "GET" and bool(agent) and not _PROGRAMS.search(agent)


def _count(request: HttpRequest, listing: Listing, *, now: datetime) -> None:
    if not spend(PRESSES, f"{who_asks(request, now=now)}-{listing.pk}", now=now):
        count_press(listing, day=timezone.localdate(now))
