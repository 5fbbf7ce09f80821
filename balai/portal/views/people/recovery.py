"""Letting somebody back in who forgot the password, or lost the second key."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from balai.accounts.actions.recovery import make_recovery_code
from balai.accounts.actions.second_factors import remove_lost_second_factors
from balai.accounts.views.lately import proven_lately
from balai.accounts.visitors import SignedInRequest
from balai.channels.addresses import absolute
from balai.core.errors import Refused
from balai.portal.queries.people import person_page
from balai.portal.views.people.charge import charge_or_404


@login_required
@never_cache
@require_POST
def code(request: SignedInRequest, number: int) -> HttpResponse:
    """Show a new code, in this answer and never again: it is kept nowhere."""
    page = person_page(charge_or_404(request), number)
    if page is None:
        raise Http404
    try:
        made = make_recovery_code(page.person, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:person", number)
    shown = {
        "code": f"{made[:4]} {made[4:]}",
        "person": page.person,
        "address": absolute(reverse("accounts:recovery")).partition("//")[2],
        "section": "people",
    }
    return render(request, "portal/people/code.html", shown)


@login_required
@proven_lately
@require_POST
def second_factor_loss(request: SignedInRequest, number: int) -> HttpResponse:
    """Remove the second keys of somebody who lost them; what is left is the password."""
    page = person_page(charge_or_404(request), number)
    if page is None:
        raise Http404
    try:
        remove_lost_second_factors(page.person, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Removed. They come in with the password and set up a new one.")
        )
    return redirect("portal:person", number)
