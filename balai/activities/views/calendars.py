"""One's own calendar of sessions: a secret link, made and revoked."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.calendars import make_calendar_link, revoke_calendar_link
from balai.activities.queries.calendars import has_calendar_link
from balai.core.errors import Refused


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    try:
        token = make_calendar_link(by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("activities:calendar")
    # No redirect: the link is shown with this answer and kept nowhere.
    return _page(request, token=token, status=201)


@login_required
@require_POST
def calendar_revocation(request: SignedInRequest) -> HttpResponse:
    revoke_calendar_link(by=request.user, now=timezone.now())
    messages.success(request, _("The link is revoked. It shows nothing any more."))
    return redirect("activities:calendar")


def _page(request: SignedInRequest, *, token: str = "", status: int = 200) -> HttpResponse:
    shown = {
        "link": _address(token) if token else "",
        "has_link": has_calendar_link(request.user),
        "section": "sessions",
    }
    return render(request, "activities/calendar.html", shown, status=status)


def _address(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('channels:own_calendar', args=[token])}"
