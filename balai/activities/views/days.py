"""How the day was."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.days import tell_the_day
from balai.activities.forms.sessions import DayForm
from balai.activities.views.asked import led_session
from balai.core.errors import Refused
from balai.intake.receiving import takes_receipts


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: SignedInRequest, number: int) -> HttpResponse:
    found = led_session(request, number)
    form = DayForm(request.POST or None, initial=DayForm.said_of(found))
    if form.is_valid():
        try:
            tell_the_day(found, form.told(), by=request.user, now=timezone.now())
            messages.success(request, _("Written down."))
            return redirect("activities:session", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "form": form,
        "title": _("How was the day?"),
        "button": _("Save"),
        "address": reverse("activities:day", args=[found.pk]),
        "session": found,
        "section": "sessions",
    }
    return render(
        request, "activities/session_form.html", shown, status=422 if form.errors else 200
    )
