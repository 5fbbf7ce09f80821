"""Run again what a crash left behind, or what a person mended, as if it came now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import TypeAlias
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.cache import SessionStore
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from balai.intake.actions.deciding import refuse
from balai.intake.current import Current
from balai.intake.errors import NotThere, SenderGone
from balai.intake.models import Receipt, State
from balai.intake.saying import Said

CurrentOf: TypeAlias = Callable[..., Current]
# Left alone at first: whoever sent it is likely to be waiting for the answer.
GRACE = timedelta(minutes=2)
MOST_AT_ONCE = 200


def begin_replays(*, now: datetime) -> list[Receipt]:
    """List, once, what was received and never dealt with: its server was killed, or stumbled."""
    kept = Receipt.objects.filter(state=State.KEPT, is_replayed=False, received_at__lt=now - GRACE)
    found = kept.order_by("pk")[:MOST_AT_ONCE]
    return [one for one in found if kept.filter(pk=one.pk).update(is_replayed=True)]


def replay(receipt: Receipt, *, shown_to: HttpRequest | None = None) -> HttpResponseBase | None:
    """Run a waiting receipt with the rights of whoever brought it, as they are today.

    What somebody else than its writer brought is run only where the writer may do it, too.
    Done once, however often: what is decided is left as it is. The answer fits the browser
    of `shown_to`. Raises what the view raises.
    """
    with translation.override(receipt.language):
        if receipt.brought_by_number and not _writer_may(receipt):
            return None
        request = request_of(receipt, person_number=receipt.runs_as_number)
        if request is None:
            return None
        if shown_to is not None:
            request.COOKIES = shown_to.COOKIES
            request.META |= {
                name: value for name, value in shown_to.META.items() if name.startswith("CSRF_")
            }
        return _answer(request)


def _writer_may(receipt: Receipt) -> bool:
    request = request_of(receipt, person_number=receipt.sender_number)
    if request is None:
        return False
    request.is_asking = True  # type: ignore[attr-defined]
    answer = _answer(request)
    reason = answer.content.decode() if isinstance(answer, HttpResponse) else ""
    if reason:
        refuse(receipt, sentence=reason)
    return not reason


def _answer(request: WSGIRequest) -> HttpResponseBase:
    match = resolve(request.path_info)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response


def request_of(receipt: Receipt, *, person_number: int) -> WSGIRequest | None:
    """Make the request anew; None where it can lead nowhere, which is then written down."""
    person = get_user_model()._default_manager.filter(pk=person_number).first()
    if person is None or not person.is_active:
        refuse(receipt, sentence=str(SenderGone()))
        return None
    request = _request(receipt)
    match = _match(request.path_info)
    if match is None:
        refuse(receipt, sentence=str(NotThere()))
        return None
    request.resolver_match = match
    request.user = person
    request.kept_receipt = receipt  # type: ignore[attr-defined]
    return request


def route_of(path: str) -> str:
    """Name the route of a form of the outbox; empty for any other address."""
    match = _match(path.partition("?")[0])
    return match.view_name if match else ""


def _match(path: str) -> ResolverMatch | None:
    """Find the view; none but those of the outbox are ever run without a browser."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if getattr(match.func, "takes_receipts", False) else None


def current_of(receipt: Receipt) -> Current | None:
    """Read what the record that a receipt edits is now, as its sender sees it."""
    with translation.override(receipt.language):
        request = request_of(receipt, person_number=receipt.sender_number)
        if request is None:
            return None
        match = resolve(request.path_info)
        read: CurrentOf | None = getattr(match.func, "current", None)
        return read(request, *match.args, **match.kwargs) if read else None


def _request(receipt: Receipt) -> WSGIRequest:
    path, _mark, query = receipt.path.partition("?")
    site = urlsplit(settings.SITE_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or 80),
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    content = receipt.content
    post = QueryDict(mutable=True)
    files: MultiValueDict[str, object] = MultiValueDict()
    for name, values in content.fields.items():
        post.setlist(name, values)
    for one in content.files:
        files.appendlist(one.field_name, one.uploaded())
    request.POST = post  # type: ignore[assignment]
    request._files = files  # type: ignore[attr-defined]
    request.COOKIES = {}
    request.session = SessionStore()
    request._messages = Said(request)  # type: ignore[attr-defined]
    return request
