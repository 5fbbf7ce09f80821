"""Certificates for whoever checks them: signed, with keys and what was revoked; and on paper."""

from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.public import (
    badge_issuer,
    badge_keys,
    badge_of,
    certificate_to_print,
    revoked_badges,
)
from balai.channels.drawing.certificates import certificate
from balai.channels.views.answers import answer_for_one


@require_safe
def issuer(_request: HttpRequest) -> HttpResponse:
    return _document(badge_issuer())


@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """List every key that ever signed: who keeps this list checks without us."""
    return _document(badge_keys())


@require_safe
def revoked(_request: HttpRequest) -> HttpResponse:
    return _document(revoked_badges())


@require_safe
def badge(_request: HttpRequest, number: str) -> HttpResponse:
    """Hand out a signed credential, as it was signed; it names nobody."""
    signed = badge_of(number)
    if signed is None:
        raise Http404
    answer = HttpResponse(signed, content_type="application/vc+jwt")
    answer["Content-Disposition"] = f'attachment; filename="{number}.jwt"'
    return _asked_each_time(answer)


@login_required
@require_safe
def paper(request: SignedInRequest, number: str) -> HttpResponseBase:
    """Draw a certificate for its holder, and for those who issue and watch."""
    printed = certificate_to_print(number, request.user)
    if printed is None:
        raise Http404
    with override("id"):
        path = reverse("portal:certificate", args=[printed.number])
    drawn = partial(certificate, url=f"{settings.SITE_URL}{path}")
    return answer_for_one(request, drawn, printed)


def _document(said: dict[str, object]) -> HttpResponse:
    return _asked_each_time(JsonResponse(said))


def _asked_each_time(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, public=True, no_cache=True)
    # Programs of others check here, from their own pages.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
