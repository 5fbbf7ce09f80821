"""Sheets of sessions to print: to sign, to hang up, and to hang at the door."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.public import ShownSession, led_session, people_for_sheet, public_session
from balai.channels.addresses import absolute
from balai.channels.drawing import AttendanceSheet, Poster, attendance_sheet, poster
from balai.channels.views.answers import answer_for_one
from balai.registry.queries.names import regency_names
from balai.ui.motif import seed_of


@login_required
@require_safe
def session_sheet(request: SignedInRequest, number: int) -> HttpResponseBase:
    """The attendance sheet, with the people of the village on it."""
    session = _led(request, number)
    sheet = AttendanceSheet(
        title=session.title,
        kind=session.kind_name.capitalize(),
        when=_when(session),
        place=_place(session),
        url=absolute(reverse("activities:sheet", args=[number])),
        rows=tuple(people_for_sheet(request.user, number, now=timezone.now())),
        is_example=session.example,
        language=_language(),
    )
    return answer_for_one(request, attendance_sheet, sheet)


@login_required
@require_safe
def door_poster(request: SignedInRequest, number: int) -> HttpResponseBase:
    """What hangs at the door on the day: who comes scans it."""
    session = _led(request, number)
    shows = _poster(session, url=absolute(session.door_url), call=_("Scan: I am here"))
    return answer_for_one(request, poster, shows)


@require_safe
def session_poster(request: HttpRequest, number: int) -> HttpResponseBase:
    """What hangs on the wall before it: what, when and where."""
    session = public_session(number)
    if session is None:
        raise Http404
    return answer_for_one(request, poster, _poster(session, url=absolute(session.url), call=""))


def _poster(session: ShownSession, *, url: str, call: str) -> Poster:
    return Poster(
        title=session.title,
        url=url,
        place=_place(session),
        kind=session.kind_name.capitalize(),
        seed=seed_of(session.village_code, "event", session.number),
        text=f"{_when(session)} WITA. {session.about}",
        is_example=session.example,
        call=call,
        language=_language(),
    )


def _led(request: SignedInRequest, number: int) -> ShownSession:
    session = led_session(request.user, number)
    if session is None:
        raise Http404
    return session


def _when(session: ShownSession) -> str:
    day = date_format(timezone.localtime(session.starts_at), "l, j F Y, H.i")
    return f"{day}–{date_format(timezone.localtime(session.ends_at), 'H.i')}"


def _place(session: ShownSession) -> str:
    regency = regency_names().get(session.regency_code, "")
    return ", ".join(filter(None, [session.place, session.village, regency]))


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
