"""Those from elsewhere who lead one session, as the village sees them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.guests import end_invitation, invite_guest
from balai.activities.forms.guests import GuestForm
from balai.activities.models import GuestInvitation
from balai.activities.permissions import may_plan_in
from balai.activities.queries.sessions import guests_of
from balai.activities.views.asked import hosted_session
from balai.core.errors import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def guests(request: SignedInRequest, number: int) -> HttpResponse:
    """List who leads it from elsewhere, and make a link for one more."""
    session = hosted_session(request, number)
    if not may_plan_in(request.user, session.village.code):
        raise Http404
    form, now = GuestForm(request.POST or None), timezone.now()
    if form.is_valid():
        try:
            token = invite_guest(session, by=request.user, now=now, **form.cleaned_data)
            return redirect("portal:guest_invitation", token)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "session": session,
        "guests": guests_of(session, now=now),
        "form": form,
        "section": "sessions",
    }
    return render(request, "activities/guests.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def guest_end(request: SignedInRequest, number: int) -> HttpResponse:
    """Take a link back, or let a guest go."""
    standing = GuestInvitation.objects.filter(ended_at__isnull=True)
    found = get_object_or_404(standing.select_related("session__village"), pk=number)
    if not may_plan_in(request.user, found.session.village.code):
        raise Http404
    end_invitation(found, by=request.user, now=timezone.now())
    messages.success(request, _("Ended: nothing of this session opens by it any more."))
    return redirect("activities:guests", found.session_id)
