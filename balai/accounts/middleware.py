"""What holds for every request of somebody who signed in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from balai.accounts.permissions import may_be_without_second_factor
from balai.accounts.proofs import has_taken_second_step
from balai.accounts.queries.second_factors import has_second_factor

# What opens before the second step: what one needs to take it, and the way out.
BEFORE_SECOND_STEP = frozenset(
    f"accounts:{name}"
    for name in (
        "sign_out", "confirm", "passkey_confirm", "second_factor", "app", "passkeys", "passkey_add",
    )
)  # fmt: skip
_SEEN = "seen_at"
_SEEN_EVERY = timedelta(minutes=15)


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


class SecondStepFirst:
    """Opens nothing to officers and reviewers before they took a second step at the door.

    Also to those who became one while signed in. What has no name opens neither.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        if not request.COOKIES or not request.user.is_authenticated:
            return None
        if request.resolver_match and request.resolver_match.view_name in BEFORE_SECOND_STEP:
            return None
        if has_taken_second_step(request, request.user):
            return None
        if may_be_without_second_factor(request.user):
            return None
        step = "confirm" if has_second_factor(request.user) else "second_factor"
        goal = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse(f'accounts:{step}')}?{goal}")


class LastSeen:
    """Keeps when and from where each session was last used, to the quarter of an hour."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.COOKIES and request.user.is_authenticated:
            _see(request)
        return self.get_response(request)


def _see(request: HttpRequest) -> None:
    now = timezone.now()
    if request.session.get(_SEEN, 0) > (now - _SEEN_EVERY).timestamp():
        return
    request.session[_SEEN] = now.timestamp()
    UserSession.objects.create_from_request(request)
