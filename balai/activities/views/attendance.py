"""The list of a session on the day: ticked, written down, counted, entered from paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.consent_texts import text_now
from balai.accounts.consenting import ATTENDANCE
from balai.accounts.permissions import may_record_consents_in
from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.attendance import Marks, count_heads, take_attendance
from balai.activities.actions.participants import write_walk_in
from balai.activities.actions.sheets import Sheet, enter_sheet
from balai.activities.forms.attendance import CountForm, SheetForm, keys_in
from balai.activities.forms.participants import WalkInForm
from balai.activities.models import Session
from balai.activities.queries.roster import roster_of, tally_of, trail_of
from balai.activities.queries.sessions import parts_of
from balai.activities.views.asked import key_in, led_session
from balai.core.errors import Refused
from balai.intake.receiving import takes_receipts


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: SignedInRequest, number: int) -> HttpResponse:
    """The list. A post says who came and who did not after all: what it changed, no more."""
    found = led_session(request, number)
    if request.method != "POST":
        return _list(request, found)
    ticked = set(keys_in(request.POST.getlist("present")))
    ticked_before = set(keys_in(request.POST.getlist("was")))
    marks = Marks(came=ticked - ticked_before, left=ticked_before - ticked)
    try:
        key = key_in(request)
        take_attendance(found, marks, by=request.user, now=timezone.now(), key=key)
    except Refused as refusal:
        return _list(request, found, refusal=str(refusal))
    messages.success(request, _("Saved."))
    return redirect("activities:attendance", found.pk)


@takes_receipts
@login_required
@require_POST
def walk_ins(request: SignedInRequest, number: int) -> HttpResponse:
    """Somebody just came in and agrees to be on the list."""
    found = led_session(request, number)
    form = WalkInForm(request.POST)
    if form.is_valid():
        how: dict[str, Any] = {"by": request.user, "now": timezone.now(), "key": key_in(request)}
        try:
            new = write_walk_in(found, form.cleaned_data["name"], form.told(), **how)
            said = _("%(name)s is on the list as number %(number)s.")
            messages.success(request, said % {"name": new.called, "number": new.number})
            return redirect("activities:attendance", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _list(request, found, walk_in=form)


@takes_receipts
@login_required
@require_POST
def head_counts(request: SignedInRequest, number: int) -> HttpResponse:
    """How many came without a name."""
    found = led_session(request, number)
    form = CountForm(request.POST)
    if form.is_valid():
        how: dict[str, Any] = {"by": request.user, "now": timezone.now(), "key": key_in(request)}
        try:
            count_heads(found, form.counted(), **how)
            messages.success(request, _("Counted."))
            return redirect("activities:attendance", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _list(request, found, count=form)


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: SignedInRequest, number: int) -> HttpResponse:
    """Enter a signed sheet of paper."""
    found = led_session(request, number)
    form = SheetForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        paper = Sheet(
            numbers=tuple(said["numbers"]),
            names=tuple(said["names"]),
            counted=form.counted(),
            total=said["total"],
            proof=said["proof"],
        )
        how: dict[str, Any] = {"by": request.user, "now": timezone.now(), "key": key_in(request)}
        try:
            enter_sheet(found, paper, **how)
            messages.success(request, _("The sheet is entered, and it adds up."))
            return redirect("activities:attendance", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"session": found, "form": form, "section": "sessions"}
    return render(request, "activities/sheet.html", shown, status=422 if form.errors else 200)


@login_required
@require_safe
def attendance_trail(request: SignedInRequest, number: int) -> HttpResponse:
    """Each time somebody was ticked or taken off."""
    found = led_session(request, number)
    shown = {
        "session": found,
        "traces": trail_of(request.user, found),
        "section": "sessions",
    }
    return render(request, "activities/attendance_trail.html", shown)


def _list(
    request: SignedInRequest,
    found: Session,
    *,
    refusal: str = "",
    walk_in: Form | None = None,
    count: Form | None = None,
) -> HttpResponse:
    tally = tally_of(found)
    words = request.GET.get("nama", "").strip()[:80]
    is_refused = bool(refusal or walk_in or count)
    shown = {
        "session": found,
        "parts": parts_of(found),
        "rows": roster_of(request.user, found, words=words),
        "words": words,
        "tally": tally,
        "refusal": refusal,
        "walk_in": walk_in or WalkInForm(),
        "count": count or CountForm(initial=CountForm.said_of(tally.counted)),
        "may_name": may_record_consents_in(request.user, found.village.code),
        "text": text_now(ATTENDANCE, get_language() or "id"),
        "section": "sessions",
    }
    return render(request, "activities/attendance.html", shown, status=422 if is_refused else 200)
