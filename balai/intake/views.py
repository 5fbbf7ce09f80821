"""What the outbox of a phone asks for: its worker, who is signed in, a page for no signal."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It names files by their content, so it changes when they do."""
    context = {
        "doors": json.dumps(_in_each_language(settings.LOGIN_URL)),
        "inside": json.dumps(_in_each_language(settings.LOGIN_REDIRECT_URL)),
    }
    return render(request, "intake/sw.js", context, content_type="text/javascript")


def _in_each_language(name: str) -> list[str]:
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(resolve_url(name))
    return found


@require_safe
@never_cache
def who(request: HttpRequest) -> JsonResponse:
    """Tell the outbox who is signed in, with a token that is good now."""
    if not request.COOKIES or not request.user.is_authenticated:
        return JsonResponse({"person": 0, "token": ""})
    return JsonResponse({"person": request.user.pk, "token": get_token(request)})


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page that is shown where there is neither a signal nor a copy."""
    home = resolve_url(settings.LOGIN_REDIRECT_URL)
    return render(request, "intake/offline.html", {"home": home})
