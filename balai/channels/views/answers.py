"""How answers to other programs may be kept, and for how long."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec
from zlib import crc32

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.log import log_response
from django.utils.translation import gettext as _
from django.views.decorators.http import etag

from balai.channels.drawing import PressBusy
from balai.channels.kept import Drawing, drawn, drawn_for_one
from balai.core.freshness import content_version

_LONGEST_WAIT = 5  # seconds for the line and the drawing together, of 0.2 that it takes
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
    """Send a drawing, which may take the time to draw it."""
    try:
        return answer_unless_known(request, drawing.digest, lambda: _whole(drawing))
    except PressBusy:
        return _try_again(request)


def answer_for_one(
    request: HttpRequest, draw: Callable[..., bytes], shows: Any
) -> HttpResponseBase:
    """Send a PDF that only who asks may have. Ask first whether they may."""
    try:
        whole = drawn_for_one(draw, shows, seconds=_LONGEST_WAIT)
    except PressBusy:
        return _try_again(request)
    return HttpResponse(
        whole, content_type=_TYPES["pdf"], headers={"Cache-Control": "private, no-store"}
    )


def answer_unless_known(
    request: HttpRequest, tag: str, whole: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Answer with the whole, or 304 to who has it. Ask first whether they may see it.

    Whoever keeps it asks again each time: it may have been withdrawn.
    """
    answer = get_conditional_response(request, etag=f'"{tag}"') or whole()
    answer["ETag"] = f'"{tag}"'
    if request.user.is_authenticated:
        patch_cache_control(answer, private=True, no_cache=True)
    else:
        patch_cache_control(answer, public=True, no_cache=True)
    if settings.IS_DEMO:
        answer["X-Robots-Tag"] = "noindex"
    return answer


def _whole(drawing: Drawing) -> HttpResponse:
    whole = drawn(drawing, seconds=_LONGEST_WAIT)
    return HttpResponse(whole, content_type=_TYPES[drawing.ending])


def _try_again(request: HttpRequest) -> HttpResponse:
    sentence = _("Many pictures are being drawn just now. Please try again in a few seconds.")
    answer = HttpResponse(
        sentence,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(_LONGEST_WAIT), "Cache-Control": "no-store"},
    )
    # Said here, or Django would log each as an error: a crowd is none.
    log_response("Sent away: %s", request.path, response=answer, request=request, level="info")
    return answer
