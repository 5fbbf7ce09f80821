"""What went wrong, said to programs and to whoever reads their logs (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused

CONTENT_TYPE = "application/problem+json"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem. Its code never changes; its words may."""

    code: str
    status: HTTPStatus
    title: str | Promise
    # Where the page about the API explains it; its code, if nothing else is said.
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place of a request, and the rule that it breaks."""

    at: str
    rule: str
    # A sentence, where a person can mend it.
    says: str = ""


BAD_REQUEST = Problem(
    "bad_request",
    HTTPStatus.BAD_REQUEST,
    _("This request cannot be read. Check how it is written."),
)
TOKEN_REFUSED = Problem(
    "token_refused",
    HTTPStatus.UNAUTHORIZED,
    _(
        "This takes a token that opens. Yours is missing, wrong, expired or revoked; "
        "make a new one."
    ),
)
NOT_FOUND = Problem(
    "not_found",
    HTTPStatus.NOT_FOUND,
    _("There is nothing here that you may see. All addresses are listed at /api/."),
)
METHOD_NOT_ALLOWED = Problem(
    "method_not_allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    _("This address does not take that. The header Allow names what it takes."),
)
TOO_LARGE = Problem(
    "too_large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    _("This request is larger than 64 kB. Send less at once."),
)
NOT_JSON = Problem(
    "not_json",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    _("This takes JSON. Send it with Content-Type: application/json."),
)
INVALID = Problem(
    "invalid",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("Something in this request is not right. Each place is named under errors."),
)
REFUSED = Problem(
    "refused",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("This is not possible now. The title says why, and the code stays the same."),
)
TOO_OFTEN = Problem(
    "too_often",
    HTTPStatus.TOO_MANY_REQUESTS,
    _("That was asked too often. Wait as many seconds as the header Retry-After says."),
)
BROKEN = Problem(
    "broken",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    _("Something broke on our side. Try again later."),
)
PROBLEMS = (
    BAD_REQUEST, TOKEN_REFUSED, NOT_FOUND, METHOD_NOT_ALLOWED, TOO_LARGE, NOT_JSON, INVALID,
    REFUSED, TOO_OFTEN, BROKEN,
)  # fmt: skip


def of_refusal(refusal: Refused, *, status: HTTPStatus) -> Problem:
    return Problem(refusal.code, status, str(refusal), anchor=REFUSED.code)


def answer_problem(
    request: HttpRequest,
    problem: Problem,
    *,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Tell what went wrong in the caller's language, as nobody may keep it."""
    language = language_of_caller(request)
    with override(language):
        said: dict[str, object] = {
            "type": f"{settings.SITE_URL}/api/#{problem.anchor or problem.code}",
            "title": str(problem.title),
            "status": int(problem.status),
            "code": problem.code,
            "errors": [asdict(fault) for fault in faults],
        }
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        status=problem.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store", "Content-Language": language, **(headers or {})},
    )


def language_of_caller(request: HttpRequest) -> str:
    """Read ?bahasa=, then Accept-Language. Only sentences are in one language; data is in both."""
    with suppress(SuspiciousOperation):  # too many fields to look among
        if (wished := request.GET.get("bahasa", "")) in LANGUAGES:
            return wished
    return get_language_from_request(request)
