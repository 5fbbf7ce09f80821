"""The trail that every write of a person leaves: who, what, when, why, in which request."""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from uuid import UUID, uuid4

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from balai.core.models import AuditEntry

_READING = {"GET", "HEAD", "OPTIONS"}
_request_key: ContextVar[UUID | None] = ContextVar("request_key", default=None)


class NamedRequest:
    """Gives each request that may write a key; the answer tells it, for whoever asks about it.

    Pages that are only read stay the same for everyone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in _READING:
            return self.get_response(request)
        key = uuid4()
        token = _request_key.set(key)
        try:
            response = self.get_response(request)
        finally:
            _request_key.reset(token)
        response["X-Request-Id"] = str(key)
        return response


def record(  # noqa: PLR0913  (who, what, when, where and why)
    act: str,
    *,
    target: models.Model,
    by: models.Model | None,
    now: datetime,
    area_code: str = "",
    reason: str = "",
) -> None:
    """Write down what was done, in the transaction that does it.

    `by` is None for what the system does itself. Never put personal data into `reason`:
    an entry is not changed or deleted, also when a person asks to be forgotten.
    """
    AuditEntry.objects.create(
        at=now,
        by_number=by.pk if by is not None else None,
        act=act,
        thing=target._meta.label_lower,
        thing_number=target.pk,
        area_code=area_code,
        reason=reason,
        request_key=_request_key.get(),
    )
