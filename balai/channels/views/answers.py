"""How answers to other programs may be kept, and for how long."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec
from zlib import crc32

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import etag

from balai.channels.kept import Drawing, drawn
from balai.core.freshness import content_version

_YEAR = 31_536_000
_TYPES = {"png": "image/png", "pdf": "application/pdf"}
Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponseBase]


def fresh_while_content_stays(view: View[Args]) -> View[Args]:
    """Answer 304 without doing the work, until something that a visitor sees has changed.

    Only for answers that are the same for everyone. Nobody keeps one without asking again:
    what is withdrawn is gone with the next request.
    """

    def stated(
        request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs
    ) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        patch_cache_control(answer, public=True, no_cache=True)
        if settings.IS_DEMO:
            answer["X-Robots-Tag"] = "noindex"
        return answer

    return etag(_version)(stated)


def _version(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    # The site is in every answer: moved to another address, none of them is the same.
    site = crc32(f"{settings.SITE_URL} {settings.IS_DEMO}".encode())
    return f'"{content_version()}-{site:x}"'


def answer_drawing(request: HttpRequest, drawing: Drawing) -> HttpResponseBase:
    """Send a drawing; whoever has it, or asks by its digest, need not ask again."""
    tag = f'"{drawing.digest}"'
    answer = get_conditional_response(request, etag=tag) or _whole(drawing)
    answer["ETag"] = tag
    by_digest = request.GET.get("v") == drawing.short_digest
    if request.user.is_authenticated:
        patch_cache_control(answer, private=True)
    elif by_digest:
        patch_cache_control(answer, public=True, max_age=_YEAR, immutable=True)
    else:
        patch_cache_control(answer, public=True, no_cache=True)
    if settings.IS_DEMO:
        answer["X-Robots-Tag"] = "noindex"
    return answer


def _whole(drawing: Drawing) -> HttpResponse:
    return HttpResponse(drawn(drawing), content_type=_TYPES[drawing.ending])
