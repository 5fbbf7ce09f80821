"""Tell cached pages that something a visitor can see has changed."""

import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

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


def content_lasts_until(moment: datetime | None) -> None:
    """Say when what everyone sees becomes another by itself; None: never."""
    second = None if moment is None else int(moment.timestamp())
    if not ContentVersion.objects.filter(pk=1).update(lasts_until=second):
        ContentVersion.objects.get_or_create(pk=1, defaults={"lasts_until": second})
    if (known := _read.get()) is not None:
        known.clear()


def content_has_lapsed() -> bool:
    """Tell whether that moment has passed, and nobody has seen to it yet."""
    return content_version() < 0


def content_version() -> int:
    """Tell the current number: one small query, without the ORM, in each request.

    Once the content has lapsed it is another, and another each day, so that nothing kept
    from before is shown.
    """
    known = _read.get()
    if known:
        return known[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, lasts_until FROM core_contentversion WHERE id = 1")
        row = cursor.fetchone()
    number, lasts_until = row or (0, None)
    now = timezone.now()
    if lasts_until is not None and now.timestamp() >= lasts_until:
        number = -(number ^ timezone.localdate(now).toordinal()) - 1
    if known is not None:
        known.append(number)
    return int(number)
