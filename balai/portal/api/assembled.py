"""All operations together, built on django-ninja; loaded by the first request."""

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic.json_schema import models_json_schema

from balai.catalogue.errors import (
    Incomplete,
    MayNotWrite,
    NotInHand,
    SentByAnother,
    WrittenMeanwhile,
    WroteTheSame,
)
from balai.core.errors import Refused
from balai.portal.api import drafts, listings, problems, search, shapes, villages
from balai.portal.api.problems import LANGUAGES, Fault, answer_problem
from balai.portal.api.routes import ADDRESS, BY_NAME, ROUTES, Route

VERSION = "1.0.0"
# What stands in the way is no fault of the request: a right, or somebody who was quicker.
_STATUS = {
    MayNotWrite: HTTPStatus.FORBIDDEN,
    NotInHand: HTTPStatus.CONFLICT,
    SentByAnother: HTTPStatus.CONFLICT,
    WrittenMeanwhile: HTTPStatus.CONFLICT,
    WroteTheSame: HTTPStatus.CONFLICT,
}
_ABOUT = (
    "What villages show, for programs. Texts are given in Indonesian and English side by side; "
    "only the sentences about problems are in one language. Words for people: /api/."
)
_LANGUAGE = {
    "name": "bahasa",
    "in": "query",
    "required": False,
    "description": "The language of sentences about problems; else that of Accept-Language.",
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}

api = NinjaAPI(title="Balai", version=VERSION, description=_ABOUT, openapi_url=None, docs_url=None)
for _router in (villages.router, listings.router, search.router, drafts.router):
    api.add_router("", _router)
views: dict[str, Any] = {
    str(one.name): one.callback
    for one in api.urls[0]
    if isinstance(one, URLPattern) and one.name != "api-root"
}


def call(route: Route, request: HttpRequest, **named: str) -> HttpResponseBase:
    """Answer by the operation of this name; it takes only what the schema names."""
    known = _parameters(route.name, _read(request.method).lower())
    faults = [Fault(f"query.{name[:40]}", "unknown") for name in sorted(set(request.GET) - known)]
    if request.GET.get("bahasa", LANGUAGES[0]) not in LANGUAGES:
        faults.append(Fault("query.bahasa", "enum"))
    if faults:
        return answer_problem(request, problems.INVALID, faults=faults)
    return _operated(route, request, named)


def _operated(route: Route, request: HttpRequest, named: dict[str, str]) -> HttpResponseBase:
    """Let the operation answer; the head of an answer is that of the whole."""
    method = request.method
    request.method = _read(method)
    try:
        answer: HttpResponseBase = views[route.name](request, **named)
    finally:
        request.method = method
    return answer


def _read(method: str | None) -> str:
    return "GET" if method == "HEAD" else str(method)


@cache
def description() -> bytes:
    """Describe all operations in OpenAPI 3.1."""
    return json.dumps(_described(), ensure_ascii=False).encode()


@cache
def _described() -> dict[str, Any]:
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/v1/"))
    _, troubles = models_json_schema(
        [(shapes.Trouble, "serialization")], ref_template="#/components/schemas/{model}"
    )
    told["components"]["schemas"] |= troubles["$defs"]
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, operations in told["paths"].items():
        for operation in operations.values():
            operation["operationId"] = operation["operationId"].rpartition("api_")[2]
            operation["parameters"].append(_LANGUAGE)
            operation["responses"] |= _problems_of(path, operation)
            # With a token everything may be asked; what is public, without one too.
            operation["security"] = [{"token": []}, *([{}] if _is_public(path) else [])]
    return told


def _is_public(path: str) -> bool:
    return any(route.is_public for route in ROUTES if path == f"{ADDRESS}{route.path}")


def _problems_of(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    statuses = [HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY]
    statuses.append(HTTPStatus.TOO_MANY_REQUESTS)
    if "{" in path or not _is_public(path):
        statuses.append(HTTPStatus.NOT_FOUND)
    if not _is_public(path):
        statuses += [HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT]
    if "requestBody" in operation:
        statuses += [HTTPStatus.BAD_REQUEST, HTTPStatus.UNSUPPORTED_MEDIA_TYPE]
        statuses.append(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return {
        str(int(status)): {
            "description": status.phrase,
            "content": {
                problems.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Trouble"}}
            },
        }
        for status in statuses
    }


@cache
def _parameters(name: str, method: str) -> frozenset[str]:
    operation = _described()["paths"][f"/api/v1/{BY_NAME[name].path}"][method]
    return frozenset(one["name"] for one in operation["parameters"] if one["in"] == "query")


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, _exc: Http404) -> HttpResponse:
    return answer_problem(request, problems.NOT_FOUND)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, _exc: HttpError) -> HttpResponse:
    return answer_problem(request, problems.BAD_REQUEST)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    faults = [
        Fault(".".join(str(step) for step in one["loc"])[:200], one["type"]) for one in exc.errors
    ]
    return answer_problem(request, problems.INVALID, faults=faults)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    faults = [Fault(f"body.{name}", "missing", says) for name, says in _marked(refusal).items()]
    status = _STATUS.get(type(refusal), problems.REFUSED.status)
    return answer_problem(request, problems.of_refusal(refusal, status=status), faults=faults)


def _marked(refusal: Refused) -> Mapping[str, str]:
    return refusal.faults if isinstance(refusal, Incomplete) else {}
