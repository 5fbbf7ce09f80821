"""What a request of a form says about itself, and what it holds."""

import re
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from balai.core.codes import is_code
from balai.intake.actions.keeping import MOST_FIXES, Head
from balai.intake.rules.contents import Content, SentFile, without_token

# The fields that the tag {% outbox %} writes into a form.
KEY, PAGE, TITLE, AREA = "request_key", "request_page", "request_title", "request_area"
FIXES, VERSION, BASE = "request_fixes", "request_version", "request_base"
# Any address within this site, without a host.
_PAGE = re.compile(r"/(?!/)\S{0,499}")


class Mode(StrEnum):
    """Who waits for the answer: a browser, the open page of a form, or the queue behind it."""

    PLAIN = "plain"
    PAGE = "page"
    QUEUE = "queue"


def mode_of(request: HttpRequest) -> Mode:
    said = request.headers.get("Outbox", "")
    return Mode(said) if said in (Mode.PAGE, Mode.QUEUE) else Mode.PLAIN


def is_whole(request: HttpRequest) -> bool:
    """Tell whether all came that was announced.

    A line that breaks in the middle of a form leaves its first fields and photos, which
    Django reads without a word.
    """
    expected = int(request.META.get("CONTENT_LENGTH") or 0)
    stream = getattr(request, "_stream", None)
    read = len(request._body) if hasattr(request, "_body") else getattr(stream, "_pos", expected)
    return bool(read >= expected)


def key_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def keys_in(text: str) -> tuple[UUID, ...]:
    found = (key_in(one.strip()) for one in text.split(",")[-MOST_FIXES:])
    return tuple(dict.fromkeys(key for key in found if key))


def content_of(request: HttpRequest) -> Content:
    files = tuple(
        SentFile(field, one.name or "", one.content_type or "", one.read())
        for field, several in request.FILES.lists()
        for one in several
    )
    for _field, several in request.FILES.lists():
        for one in several:
            one.seek(0)
    return Content(without_token(request.POST.lists()), files)


def head_of(request: HttpRequest, key: UUID, content: Content) -> Head:
    match = request.resolver_match
    return head_from(
        content,
        key=key,
        path=request.get_full_path(),
        route=match.view_name if match else "",
        device_at=moment_in(request.headers.get("Outbox-At", "")),
    )


def head_from(
    content: Content, *, key: UUID, path: str, route: str, device_at: datetime | None
) -> Head:
    """Read what a form says about itself; what it says wrongly counts as not said."""
    page, area_code = content.first(PAGE), content.first(AREA)
    return Head(
        key=key,
        route=route,
        path=path,
        language=(get_language() or "")[:5],
        page=page if _PAGE.fullmatch(page) else "",
        title=content.first(TITLE)[:120],
        area_code=area_code if is_code(area_code) else "",
        device_at=device_at,
        fixes=keys_in(content.first(FIXES)),
    )


def moment_in(text: str) -> datetime | None:
    """Read when a phone says it was; whatever it says, the server keeps its own time beside."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo and moment.year > 1 else None
