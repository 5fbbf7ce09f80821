"""The code at the door: who comes scans it and says that she is here."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.consent_texts import text_now
from balai.accounts.consenting import ATTENDANCE
from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.doors import check_door, come_in, let_in
from balai.activities.errors import KnockedTooOften
from balai.activities.forms.doors import DoorForm
from balai.activities.models import Session
from balai.activities.queries.doors import participant_known_by, session_at_door
from balai.activities.views.asked import key_in
from balai.core.errors import Refused
from balai.core.limits import Limit, spend, who_asks

# A whole class comes in behind one address; nobody tries numbers by the hundred.
FROM_ONE_NETWORK = Limit("door_from", most=120, seconds=3600)
AT_ONE_DOOR = Limit("door_of", most=400, seconds=3600)


@csrf_exempt  # no cookie for visitors: the code at the door is what one must know
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Say that one is here: with one press who signed in, with code or number who has neither."""
    session = _session(number, code)
    now = timezone.now()
    form = DoorForm(request.POST or None, now=now)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            _let_in(request, session, form)
            return redirect("activities:door_passed", number, code)
        except KnockedTooOften as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.TOO_MANY_REQUESTS
        except Refused as refusal:
            form.add_error(None, str(refusal))
    if form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, session, code, form, status=status)


@login_required
@require_POST
def own_coming(request: SignedInRequest, number: int, code: str) -> HttpResponse:
    """Somebody with an account is here, and agrees to be on the list."""
    session = _session(number, code)
    try:
        come_in(session, by=request.user, now=timezone.now(), key=key_in(request))
        messages.success(request, _("You are on the list. Welcome!"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("activities:door", number, code)


@never_cache
@require_safe
def door_passed(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Thank without saying whether anybody is called so or has this number."""
    session = _session(number, code)
    return render(request, "activities/door_passed.html", {"session": session})


def _let_in(request: HttpRequest, session: Session, form: DoorForm) -> None:
    now = timezone.now()
    check_door(session, now=now)
    if spend(FROM_ONE_NETWORK, who_asks(request, now=now), now=now):
        raise KnockedTooOften
    if spend(AT_ONE_DOOR, str(session.pk), now=now):
        raise KnockedTooOften
    known = participant_known_by(session, form.cleaned_data["said"])
    if known is not None:
        let_in(session, known, now=now, key=form.cleaned_data["request_key"])


def _page(
    request: HttpRequest, session: Session, code: str, form: DoorForm, *, status: int
) -> HttpResponse:
    closed = ""
    try:
        check_door(session, now=timezone.now())
    except Refused as refusal:
        closed = str(refusal)
    is_known = bool(request.COOKIES) and request.user.is_authenticated
    shown = {
        "session": session,
        "code": code,
        "form": form,
        "closed": closed,
        "is_known": is_known,
        "key": uuid4(),
        "text": text_now(ATTENDANCE, get_language() or "id"),
    }
    return render(request, "activities/door.html", shown, status=status)


def _session(number: int, code: str) -> Session:
    session = session_at_door(number, code)
    if session is None:
        raise Http404
    return session
