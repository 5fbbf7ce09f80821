"""Says who is looking. Until sign-in exists, everyone is a visitor, and no cookie is set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from balai.accounts.visitors import VISITOR


class VisitorMiddleware:
    """Sets `request.user`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = VISITOR
        return self.get_response(request)
