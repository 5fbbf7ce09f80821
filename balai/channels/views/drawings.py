"""Pictures that messengers show beside a link, and posters to print."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.catalogue.models import Listing
from balai.catalogue.queries.pictures import Photo, covers_of
from balai.channels import pictures, queries
from balai.channels.views.answers import answer_drawing
from balai.channels.views.villages import of_village
from balai.registry.models import Region
from balai.registry.queries.names import regency_names


@require_safe
def site_picture(request: HttpRequest) -> HttpResponseBase:
    return answer_drawing(request, pictures.picture_of_site())


@require_safe
def listing_picture(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    listing = _listing(request, kind, number)
    regency = _regency(listing.village)
    picture = pictures.picture_of_listing(listing, regency=regency, cover=_cover(request, listing))
    return answer_drawing(request, picture)


@require_safe
def listing_poster(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    listing = _listing(request, kind, number)
    regency = _regency(listing.village)
    poster = pictures.poster_of_listing(
        listing, regency=regency, cover=_cover(request, listing), today=timezone.localdate()
    )
    return answer_drawing(request, poster)


@require_safe
@of_village
def village_picture(request: HttpRequest, village: Region) -> HttpResponseBase:
    regency = _regency(village)
    return answer_drawing(request, pictures.picture_of_village(village, regency=regency))


@require_safe
@of_village
def village_poster(request: HttpRequest, village: Region) -> HttpResponseBase:
    regency = _regency(village)
    about = queries.about(village)
    poster = pictures.poster_of_village(village, regency=regency, about=about)
    return answer_drawing(request, poster)


def _listing(request: HttpRequest, kind: str, number: int) -> Listing:
    return get_object_or_404(queries.listings_to_draw(request.user), kind=kind, pk=number)


def _cover(request: HttpRequest, listing: Listing) -> Photo | None:
    return covers_of(request.user, [listing.pk]).get(listing.pk)


def _regency(village: Region) -> str:
    return regency_names().get(village.regency_code, "")
