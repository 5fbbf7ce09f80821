"""Keeps what is shown to somebody who signed in out of every shared memory."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control


class OwnCopy:
    """Marks the answers to those who signed in as theirs alone.

    The cookie is looked at first: for a visitor nothing is read, and the page stays one
    that may be kept for everyone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.COOKIES and request.user.is_authenticated:
            _make_private(response)
        return response


def _make_private(response: HttpResponseBase) -> None:
    if "no-store" in response.get("Cache-Control", ""):
        return
    if "Cache-Control" in response:
        del response["Cache-Control"]
    patch_cache_control(response, private=True, no_cache=True)
