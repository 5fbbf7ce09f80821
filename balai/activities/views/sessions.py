"""Sessions in the workroom: planned, changed, put off, called off."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.sessions import (
    cancel_session,
    change_session,
    plan_next_part,
    plan_series,
    plan_session,
    postpone_session,
)
from balai.activities.errors import SessionChangedMeanwhile
from balai.activities.forms.sessions import (
    CallingOffForm,
    NewSessionForm,
    SessionForm,
)
from balai.activities.models import Audience, Session
from balai.activities.permissions import (
    areas_planned_for,
    areas_watched,
    hosts,
    leads,
    may_plan_in,
)
from balai.activities.queries.photos import photos_not_there, photos_of
from balai.activities.queries.roster import tally_of
from balai.activities.queries.sessions import agenda_of, guests_of, parts_of, past_sessions
from balai.activities.views.asked import hosted_session, key_in, seen_session
from balai.core.errors import Refused
from balai.core.numbers import number_in
from balai.intake.current import Current
from balai.intake.errors import EditedMeanwhile
from balai.intake.receiving import takes_receipts
from balai.registry.models import Region
from balai.registry.queries.names import villages_within

_PAGE = 30


@login_required
@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    """One's sessions: today's first, then those to come, then what is over."""
    now = timezone.now()
    past = Paginator(past_sessions(request.user, now=now), _PAGE)
    shown = {
        "agenda": agenda_of(request.user, now=now),
        "page": past.get_page(request.GET.get("hal")),
        "may_plan": bool(areas_planned_for(request.user)),
        "may_watch": bool(areas_planned_for(request.user) or areas_watched(request.user)),
        "section": "sessions",
    }
    return render(request, "activities/sessions.html", shown)


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_session(request: SignedInRequest) -> HttpResponse:
    """Ask in which village, where there are several, then what is planned."""
    villages = villages_within(areas_planned_for(request.user))
    if not villages:
        raise Http404
    code = request.GET.get("desa") or (next(iter(villages)) if len(villages) == 1 else "")
    if not code:
        shown = {"villages": villages, "section": "sessions"}
        return render(request, "activities/session_villages.html", shown)
    if code not in villages:
        raise Http404
    village = Region.objects.get(code=code)
    first = {"audience": Audience.PUBLIC, "day": timezone.localdate()}
    form = NewSessionForm(request.POST or None, village=village, initial=first)
    if form.is_valid():
        try:
            return _planned(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _asked(request, form, title=_("Plan a session"), button=_("Plan it"))


def _planned(request: SignedInRequest, form: NewSessionForm) -> HttpResponse:
    how: dict[str, Any] = {
        "by": request.user,
        "now": timezone.now(),
        "key": key_in(request),
    }
    repeat = form.repeat()
    if repeat is None:
        planned = plan_session(form.plan(), **how)
        messages.success(request, _("Planned. Share its page with the people."))
        return redirect("activities:session", planned.pk)
    series = plan_series(form.plan(), repeat, **how)
    said = ngettext("%(count)s session is planned.", "%(count)s sessions are planned.", len(series))
    messages.success(request, said % {"count": len(series)})
    return redirect("activities:sessions")


@login_required
@require_safe
def session(request: SignedInRequest, number: int) -> HttpResponse:
    """One session: what is planned, what can be done, what happened to it."""
    found = seen_session(request, number)
    not_there = photos_not_there(request.user, found)
    shown = {
        "session": found,
        "parts": parts_of(found),
        "changes": found.changes.select_related("by").order_by("-at", "-pk"),
        "facilitators": found.facilitators.order_by("name", "pk"),
        "guests": guests_of(found, now=timezone.now()),
        "leads": leads(request.user, found),
        "hosts": hosts(request.user, found),
        "may_plan": may_plan_in(request.user, found.village.code),
        "may_list": timezone.localdate(found.starts_at) <= timezone.localdate(),
        "tally": tally_of(found) if leads(request.user, found) else None,
        "photos": photos_of(request.user, found.pk),
        "waiting_photos": sum(photo.row.waits for photo in not_there),
        "unread_photos": [photo for photo in not_there if photo.why_not],
        "is_over": found.starts_at <= timezone.now(),
        "section": "sessions",
    }
    return render(request, "activities/session.html", shown)


def current_session(request: SignedInRequest, number: int) -> Current:
    """Say what is planned now, in the spelling of the form that changes it."""
    found = hosted_session(request, number)
    form = SessionForm(village=found.village, initial=SessionForm.said_of(found))
    return Current.of_form(form, version=found.sequence)


@takes_receipts(current=current_session)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_change(request: SignedInRequest, number: int) -> HttpResponse:
    found = hosted_session(request, number)
    said = SessionForm.said_of(found)
    form = SessionForm(request.POST or None, village=found.village, initial=said)
    if form.is_valid():
        key_in(request)
        seen = number_in(request.POST.get("request_version"), digits=9)
        how: dict[str, Any] = {"by": request.user, "now": timezone.now()}
        try:
            change_session(found, form.plan(), seen=-1 if seen is None else seen, **how)
            messages.success(request, _("Changed. Calendars hear of it by themselves."))
            return redirect("activities:session", found.pk)
        except SessionChangedMeanwhile as clash:
            raise EditedMeanwhile from clash
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _asked(
        request,
        form,
        title=_("Change the session"),
        button=_("Save"),
        found=found,
        current=current_session(request, number),
    )


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def postponement(request: SignedInRequest, number: int) -> HttpResponse:
    return _calling_off(
        request,
        number,
        postpone_session,
        title=_("Put the session off"),
        button=_("Put it off"),
        done=_("Put off. Give it a new day as soon as you know it."),
    )


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: SignedInRequest, number: int) -> HttpResponse:
    return _calling_off(
        request,
        number,
        cancel_session,
        title=_("Cancel the session"),
        button=_("Cancel it"),
        done=_("Cancelled. Its page and every calendar say so."),
    )


def _calling_off(  # noqa: PLR0913  (what is done, and how it is said)
    request: SignedInRequest,
    number: int,
    act: Callable[..., None],
    *,
    title: str,
    button: str,
    done: str,
) -> HttpResponse:
    found = hosted_session(request, number)
    form = CallingOffForm(request.POST or None)
    if form.is_valid():
        try:
            act(found, why=form.cleaned_data["why"], by=request.user, now=timezone.now())
            messages.success(request, done)
            return redirect("activities:session", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _asked(request, form, title=title, button=button, found=found)


@takes_receipts
@login_required
@require_POST
def next_part(request: SignedInRequest, number: int) -> HttpResponse:
    """Plan "Session 2" of the same day with one press."""
    found = hosted_session(request, number)
    try:
        key = key_in(request)
        part = plan_next_part(found, by=request.user, now=timezone.now(), key=key)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("activities:session", found.pk)
    said = _("Session %(part)s of the same day is planned.") % {"part": part.part}
    messages.success(request, said)
    return redirect("activities:session", part.pk)


def _asked(
    request: SignedInRequest,
    form: SessionForm | CallingOffForm,
    *,
    title: str,
    button: str,
    found: Session | None = None,
    current: Current | None = None,
) -> HttpResponse:
    shown = {
        "form": form,
        "title": title,
        "button": button,
        # Written out: a copy on the phone is sent to the same place.
        "address": request.get_full_path(),
        "session": found,
        "current": current,
        "section": "sessions",
    }
    return render(
        request, "activities/session_form.html", shown, status=422 if form.errors else 200
    )
