"""The literacy check in the workroom: opened, closed, papers entered, told once it is over."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.checks import enter_papers, move_check, prepare_check
from balai.activities.forms.checks import PapersForm
from balai.activities.models import LiteracyCheck, Phase, Session
from balai.activities.queries.checks import (
    items_of,
    next_steps,
    option_counts,
    progress_of,
    result_of,
    told_items,
)
from balai.activities.views.asked import key_in, led_session
from balai.core.errors import Refused
from balai.intake.receiving import takes_receipts


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedInRequest, number: int) -> HttpResponse:
    """Prepare the check of a session, then see where it stands and what comes next."""
    session = led_session(request, number)
    if request.method == "POST":
        prepare_check(session, by=request.user, now=timezone.now())
        return redirect("activities:check", session.pk)
    found = LiteracyCheck.objects.filter(session=session).first()
    shown: dict[str, object] = {"session": session, "check": found, "section": "sessions"}
    if found is not None:
        shown |= {
            "progress": progress_of(found),
            "steps": next_steps(found),
            "result": result_of(found),
            "told": told_items(found),
            "check_address": f"{settings.SITE_URL.partition('://')[2]}{reverse('portal:find_check')}",
        }
    return render(request, "activities/check.html", shown)


@login_required
@require_POST
def check_step(request: SignedInRequest, number: int) -> HttpResponse:
    """Open it, close it, or end it."""
    session, found = _check(request, number)
    wanted = request.POST.get("to", "")
    if wanted not in Phase.values:
        raise Http404
    try:
        move_check(found, Phase(wanted), by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("activities:check", session.pk)


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: SignedInRequest, number: int) -> HttpResponse:
    """Enter a stack of papers: all of them, or none and the line that is wrong."""
    session, found = _check(request, number)
    counts = option_counts(found)
    first = {"phase": Phase.BEFORE if found.phase == Phase.BEFORE else ""}
    form = PapersForm(request.POST or None, option_counts=counts, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        try:
            count = enter_papers(
                found,
                Phase(said["phase"]),
                said["papers"],
                by=request.user,
                now=timezone.now(),
                request_key=key_in(request),
            )
            done = ngettext("%(count)s paper is kept.", "%(count)s papers are kept.", count)
            messages.success(request, done % {"count": count})
            return redirect("activities:check", session.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"session": session, "form": form, "check": found, "section": "sessions"}
    status = 422 if form.errors else 200
    return render(request, "activities/papers.html", shown, status=status)


@login_required
@require_safe
def read_aloud(request: SignedInRequest, number: int) -> HttpResponse:
    """Show the questions large, one after the other, to read out and point at."""
    session, found = _check(request, number)
    shown = {"session": session, "items": items_of(found), "section": "sessions"}
    return render(request, "activities/read_aloud.html", shown)


def _check(request: SignedInRequest, number: int) -> tuple[Session, LiteracyCheck]:
    session = led_session(request, number)
    found = LiteracyCheck.objects.filter(session=session).first()
    if found is None:
        raise Http404
    found.session = session
    return session, found
