"""Tell cached pages that something a visitor can see has changed."""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from balai.core.models import ContentVersion

# What this request has read, if it has; None outside of a request.
_read: ContextVar[list[int] | None] = ContextVar("content_version", default=None)


class OneVersion:
    """Lets a request read the content version once, however often it is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _read.set([])
        try:
            return self.get_response(request)
        finally:
            _read.reset(token)


def content_changed() -> None:
    """Make every cached page stale. Call it at the end of the transaction that makes the change.

    The number is drawn, not counted up: one that was rolled back never comes again, so
    nothing that was remembered under it can.
    """
    number = secrets.randbits(62)
    if not ContentVersion.objects.filter(pk=1).update(number=number):
        ContentVersion.objects.get_or_create(pk=1, defaults={"number": number})
    if (known := _read.get()) is not None:
        known.clear()


def content_version() -> int:
    """Tell the current number: one small query, without the ORM, in each request."""
    known = _read.get()
    if known:
        return known[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM core_contentversion WHERE id = 1")
        row = cursor.fetchone()
    number = int(row[0]) if row else 0
    if known is not None:
        known.append(number)
    return number
