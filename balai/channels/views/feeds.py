"""Atom feeds: of everything, of a kind, of a village."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from balai.channels import queries
from balai.channels.feeds import ListingFeed, atom
from balai.channels.heads import feed_of_kind, feed_of_village
from balai.channels.views.answers import fresh_while_content_stays
from balai.channels.views.villages import of_village
from balai.registry.models import Region


@require_safe
@fresh_while_content_stays
def feed(request: HttpRequest) -> HttpResponse:
    page = reverse("portal:listings")
    text = atom(feed_of_kind(""), name="listings", page=page, listings=queries.newest())
    return _answer(text)


@require_safe
@fresh_while_content_stays
def kind_feed(request: HttpRequest, kind: str) -> HttpResponse:
    page = reverse("portal:kind", args=[kind])
    newest = queries.newest(kind=kind)
    return _answer(atom(feed_of_kind(kind), name=f"kind:{kind}", page=page, listings=newest))


@require_safe
@fresh_while_content_stays
@of_village
def village_feed(request: HttpRequest, village: Region) -> HttpResponse:
    page = reverse("portal:village", args=[village.code])
    newest = queries.newest(village=village)
    link = feed_of_village(village)
    return _answer(atom(link, name=f"village:{village.code}", page=page, listings=newest))


def _answer(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=ListingFeed.content_type)
