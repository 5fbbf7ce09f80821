"""Forms that work without signal: what they send is kept first, then the same view runs.

    @takes_receipts
    @login_required
    @require_http_methods(["GET", "POST"])
    def sessions(request, village): ...

The view answers as it does without: a redirect (or 201, 204) says done, 422 says no. What
that means for a phone stands in this app's README.
"""

import logging
from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, TypeAlias, overload
from uuid import UUID

from django.db import InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from balai.core.limits import Limit, spend
from balai.intake.actions.keeping import keep
from balai.intake.answers import SOON, Answer, answer_of, as_json, not_now, refusal, signed_out
from balai.intake.current import Current
from balai.intake.errors import AcceptedBefore, InProgress, SentOtherwise, TooLarge
from balai.intake.models import Receipt, State
from balai.intake.rules.contents import Content
from balai.intake.running import Act, reason_against, run
from balai.intake.sending import (
    FIXES,
    KEY,
    Mode,
    content_of,
    head_of,
    is_whole,
    key_in,
    keys_in,
    mode_of,
)

View: TypeAlias = Callable[..., HttpResponseBase]
CurrentOf: TypeAlias = Callable[..., Current]
logger = logging.getLogger(__name__)

MOST_BYTES = 20_000_000
# The attendance of many evenings, sent at once; no flood.
OFTEN = Limit("receipts", most=3000, seconds=3600, step=20)
# Where a request that is run again carries its receipt.
_OWN_RECEIPT = "kept_receipt"


@overload
def takes_receipts(view: View) -> View: ...
@overload
def takes_receipts(*, current: CurrentOf) -> Callable[[View], View]: ...


def takes_receipts(
    view: View | None = None, *, current: CurrentOf | None = None
) -> View | Callable[[View], View]:
    """Mark a view whose form has {% outbox %}: its posts are kept before they are run.

    For a form that edits a record, `current(request, **as_the_view)` tells what the record
    is now; the edits of two people are then merged, or shown to one of them. Stands above
    all other decorators of the view.
    """
    if view is None:
        return partial(_marked, current=current)
    return _marked(view, current=current)


def _marked(view: View, *, current: CurrentOf | None) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        act = Act(
            partial(view, request, *args, **kwargs),
            partial(current, request, *args, **kwargs) if current else None,
        )
        if (own := getattr(request, _OWN_RECEIPT, None)) is not None:
            return _run_again(own, request, act)
        key = key_in(request.POST.get(KEY, "")) if request.method == "POST" else None
        if key is None or _is_signed_out(request):
            return _at_the_door(request, view, *args, **kwargs)
        return _received(request, key, act)

    answered.current = current  # type: ignore[attr-defined]
    answered.takes_receipts = True  # type: ignore[attr-defined]
    return answered


def _at_the_door(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Answer what is no form of the outbox, or of somebody who has to sign in first."""
    if mode_of(request) is not Mode.PLAIN and _is_signed_out(request):
        return as_json(signed_out())
    return view(request, *args, **kwargs)


def _is_signed_out(request: HttpRequest) -> bool:
    """Tell whether nobody is signed in, or somebody other than who filled the form in."""
    said = request.headers.get("Outbox-Person")
    return not request.user.is_authenticated or said not in (None, str(request.user.pk))


def _received(request: HttpRequest, key: UUID, act: Act) -> HttpResponseBase:
    now, person = timezone.now(), int(request.user.pk or 0)
    mode = mode_of(request)
    if not is_whole(request):
        return _told(request, mode, not_now())
    content = _with_files_sent_before(request, content_of(request), mode, person)
    if sum(len(one.content) for one in content.files) > MOST_BYTES:
        return _told(request, mode, refusal(TooLarge(), status=413))
    receipt = None
    try:
        if spend(OFTEN, str(person), now=now):
            return _told(request, mode, not_now())
        receipt = keep(head_of(request, key, content), content, sender=person, now=now)
        response = _run_unless_decided(receipt, request, act, mode)
    except (SentOtherwise, AcceptedBefore) as clash:
        before = _accepted_before(clash, key, content, person)
        return _told(request, mode, refusal(clash, status=HTTPStatus.CONFLICT, receipt=before))
    except InProgress as busy:
        return _told(request, mode, refusal(busy, status=HTTPStatus.LOCKED, receipt=receipt))
    except (OperationalError, InternalError) as silence:
        logger.warning("A form waits for the database: %s", silence)
        return _told(request, mode, not_now(receipt=receipt))
    return _told(request, mode, answer_of(receipt), response=response)


def _run_unless_decided(
    receipt: Receipt, request: HttpRequest, act: Act, mode: Mode
) -> HttpResponseBase | None:
    """Run what waits. A phone gets the first answer again; a browser shows the page anew."""
    if receipt.state != State.KEPT and not (mode is Mode.PLAIN and receipt.is_waiting):
        return None
    return run(receipt, request, act, is_waited_for=mode is Mode.PLAIN, now=timezone.now())


def _told(
    request: HttpRequest, mode: Mode, answer: Answer, *, response: HttpResponseBase | None = None
) -> HttpResponseBase:
    if mode is not Mode.PLAIN:
        is_shown = mode is Mode.PAGE and answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
        page = response if is_shown and isinstance(response, HttpResponse) else None
        return as_json(answer, page=page.content.decode() if page else "")
    if response is not None:
        return response
    if answer.status == HTTPStatus.CREATED and answer.location:
        return redirect(answer.location)
    context = {"answer": answer, "section": "sent"}
    shown = render(request, "intake/not_taken.html", context, status=answer.status)
    if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
        shown["Retry-After"] = str(SOON)
    return shown


def _with_files_sent_before(
    request: HttpRequest, content: Content, mode: Mode, person: int
) -> Content:
    """Add the files of the refused version that a browser cannot put into the form again."""
    fixes = keys_in(content.first(FIXES)) if mode is Mode.PLAIN else ()
    own = Receipt.objects.of(person).waiting().filter(key__in=fixes).order_by("-pk").first()
    if own is None:
        return content
    chosen = {one.field_name for one in content.files}
    before = [one for one in own.content.files if one.field_name not in chosen and one.content]
    for one in before:
        request.FILES.appendlist(one.field_name, one.uploaded())
    return content.with_files(before)


def _accepted_before(
    clash: SentOtherwise | AcceptedBefore, key: UUID, content: Content, person: int
) -> Receipt | None:
    """Find what came before, for whoever sent that, too."""
    keys = keys_in(content.first(FIXES)) if isinstance(clash, AcceptedBefore) else (key,)
    own = Receipt.objects.of(person).filter(key__in=keys)
    return own.filter(state=State.ACCEPTED).order_by("-pk").first() or own.first()


def _run_again(receipt: Receipt, request: HttpRequest, act: Act) -> HttpResponseBase:
    if getattr(request, "is_asking", False):
        return HttpResponse(reason_against(request, act))
    response = run(receipt, request, act, is_waited_for=True, now=timezone.now())
    return response if response is not None else HttpResponse(status=HTTPStatus.NO_CONTENT)
