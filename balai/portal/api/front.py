"""What stands before every operation: methods, size, who asks, how long an answer is good."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override
from django.views import defaults
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from balai.accounts.actions.tokens import note_use
from balai.accounts.queries.tokens import token_shown
from balai.accounts.visitors import VISITOR, Viewer
from balai.channels.views.answers import fresh_while_content_stays
from balai.core.limits import Limit, spend, who_asks
from balai.core.numbers import number_in
from balai.portal.api import problems
from balai.portal.api.errors import TokenRefused, TooOften
from balai.portal.api.problems import answer_problem
from balai.portal.api.routes import ADDRESS, BY_NAME, Route
from balai.ui import views as plain

LARGEST = 64 * 1024
_BUILT = "balai.portal.api.assembled"
_DAY = 24 * 60 * 60
# What is kept for everyone is answered before it is counted.
VISITORS = Limit("api_visitor", most=300, seconds=60, step=20)
TOKENS = Limit("api_token", most=600, seconds=60, step=20)


@csrf_exempt
def answer(request: HttpRequest, **named: str) -> HttpResponseBase:
    """Answer for one address. Cookies count for nothing here, so nobody can forge a request."""
    route = BY_NAME[str(getattr(request.resolver_match, "url_name", ""))]
    return _sealed(_answered(request, route, named), is_public=route.is_public)


@csrf_exempt
def description(request: HttpRequest) -> HttpResponseBase:
    """Describe the API to programs, in OpenAPI 3.1."""
    route = Route("openapi", "openapi.json", "")
    return _sealed(_answered(request, route, {}), is_public=True)


@csrf_exempt
def nothing(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Say that there is nothing, in the words of the API."""
    return _sealed(answer_problem(request, problems.NOT_FOUND), is_public=True)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke: a problem to programs, a page to people."""
    if request.path.startswith(ADDRESS):
        return answer_problem(request, problems.BROKEN)
    return plain.broken(request)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request cannot be read: a problem to programs, a page to people."""
    if request.path.startswith(ADDRESS):
        return answer_problem(request, problems.BAD_REQUEST)
    return defaults.bad_request(request, exception)


def _answered(request: HttpRequest, route: Route, named: dict[str, str]) -> HttpResponseBase:
    taken = _taken_by(route)
    if request.method == "OPTIONS":
        return _options(route, taken)
    if request.method not in taken:
        return answer_problem(
            request, problems.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(taken)}
        )
    if _length(request) > LARGEST:
        return answer_problem(request, problems.TOO_LARGE)
    if request.method in {"POST", "PATCH"} and request.content_type != "application/json":
        return answer_problem(request, problems.NOT_JSON)
    try:
        request.user = _who_asks(request, now=timezone.now())
    except TooOften as refusal:
        wait = {"Retry-After": str(refusal.seconds)}
        return answer_problem(request, problems.TOO_OFTEN, headers=wait)
    except TokenRefused:
        return _show_a_token(request)
    if request.user.is_authenticated:
        return _own(request, route, named)
    return _public(request, route, named) if route.is_public else _show_a_token(request)


def _who_asks(request: HttpRequest, *, now: datetime) -> Viewer:
    """Find whose token is shown; without one it is a visitor. Raises TooOften, TokenRefused."""
    shown = request.META.get("HTTP_AUTHORIZATION", "")
    token = token_shown(_secret_in(shown), now=now) if shown else None
    if token is None:
        _spend(VISITORS, who_asks(request, now=now), now=now)
        if shown:
            raise TokenRefused
        return VISITOR
    _spend(TOKENS, str(token.pk), now=now)
    note_use(token, today=timezone.localdate(now))
    return token.person


def _spend(limit: Limit, who: str, *, now: datetime) -> None:
    if seconds := spend(limit, who, now=now):
        raise TooOften(seconds)


def _secret_in(authorization: str) -> str:
    scheme, _space, secret = authorization.partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _show_a_token(request: HttpRequest) -> HttpResponse:
    return answer_problem(request, problems.TOKEN_REFUSED, headers={"WWW-Authenticate": "Bearer"})


@cache_control(private=True, no_store=True)
def _own(request: HttpRequest, route: Route, named: dict[str, str]) -> HttpResponseBase:
    """Answer to somebody, and to nobody else."""
    return _called(request, route, named)


@fresh_while_content_stays
def _public(request: HttpRequest, route: Route, named: dict[str, str]) -> HttpResponseBase:
    return _called(request, route, named)


def _called(request: HttpRequest, route: Route, named: dict[str, str]) -> HttpResponseBase:
    if route.name == "openapi":
        described: bytes = import_string(f"{_BUILT}.description")()
        return HttpResponse(described, content_type="application/json")
    # Sentences are worded while the operation runs; data is the same in every language.
    with override(problems.language_of_caller(request)):
        called: HttpResponseBase = import_string(f"{_BUILT}.call")(route, request, **named)
    return called


def _options(route: Route, taken: list[str]) -> HttpResponse:
    """Tell a browser what a page of another site may do: read what is public."""
    said = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(taken)})
    if route.is_public:
        said["Access-Control-Allow-Methods"] = ", ".join(taken)
        said["Access-Control-Allow-Headers"] = "If-None-Match"
        said["Access-Control-Max-Age"] = str(_DAY)
    return said


def _sealed(said: HttpResponseBase, *, is_public: bool) -> HttpResponseBase:
    """Say of an answer who may read it, and that nobody need index it."""
    said["X-Robots-Tag"] = "noindex"
    if is_public:
        said["Access-Control-Allow-Origin"] = "*"
        said["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    if said.status_code >= HTTPStatus.BAD_REQUEST:
        del said["ETag"]
        said["Cache-Control"] = "no-store"
    return said


def _taken_by(route: Route) -> list[str]:
    head = ["HEAD"] if "GET" in route.methods else []
    return sorted([*route.methods, *head, "OPTIONS"])


def _length(request: HttpRequest) -> int:
    return number_in(request.META.get("CONTENT_LENGTH")) or 0
