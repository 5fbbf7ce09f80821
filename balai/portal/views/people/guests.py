"""Opening the link by which somebody from elsewhere comes to lead one session."""

import segno
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balai.accounts.errors import InvitationGone
from balai.accounts.models import Person
from balai.accounts.views.signing_in import too_many
from balai.activities.public import (
    ShownInvitation,
    lead_as_guest,
    led_by_token,
)
from balai.activities.public import (
    guest_invitation as find_invitation,
)
from balai.channels.addresses import absolute
from balai.channels.whatsapp import share_text_link
from balai.core.errors import Refused
from balai.portal.actions.guests import join_as_guest
from balai.portal.forms.joining import JoiningForm


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def guest_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation: to its maker how to hand it over, to others how to take it."""
    try:
        found = find_invitation(token, now=timezone.now())
        if request.user == found.made_by:
            return _share(request, found)
        if request.user.is_authenticated:
            return _take(request, found, token, by=request.user)
        return _join(request, found, token)
    except InvitationGone as gone:
        return _gone(request, token, gone)


def _share(request: HttpRequest, found: ShownInvitation) -> HttpResponse:
    address = absolute(request.path)
    text = _(
        "Hello! I invite you to lead “%(session)s” with us. Open this link within seven days; "
        "it works once, for you alone: %(address)s"
    ) % {"session": found.session.title, "address": address}
    shown = {
        "invitation": found,
        "address": address,
        "whatsapp": share_text_link(text),
        "qr": segno.make(address, micro=False).svg_inline(border=2, light="#fff", omitsize=True),
        "section": "sessions",
    }
    return render(request, "portal/people/guest_shared.html", shown)


def _take(request: HttpRequest, found: ShownInvitation, token: str, *, by: Person) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        try:
            lead_as_guest(token, by=by, now=timezone.now())
        except InvitationGone:
            raise
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("You lead this session now."))
            return redirect("activities:session", found.session.number)
    shown = {"invitation": found, "refused": refused, "person": by, "section": "sessions"}
    status = 422 if refused else 200
    return render(request, "portal/people/guest_taken.html", shown, status=status)


def _join(request: HttpRequest, found: ShownInvitation, token: str) -> HttpResponse:
    if not consume(request, app="allauth.account", action="join", key=f"guest {found.number}"):
        return too_many(request)
    form = JoiningForm(request.POST or None)
    if form.is_valid():
        try:
            person = join_as_guest(token, form.newcomer, now=timezone.now())
        except InvitationGone:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            goal = resolve_url("activities:session", found.session.number)
            entered: HttpResponse = perform_login(request, Login(user=person, redirect_url=goal))
            return entered
    shown = {"invitation": found, "form": form, "path": request.path}
    status = 422 if form.errors else 200
    return render(request, "portal/people/guest.html", shown, status=status)


def _gone(request: HttpRequest, token: str, gone: InvitationGone) -> HttpResponse:
    """Say the same of every link that opens nothing, but let in who took it before."""
    if request.user.is_authenticated and (number := led_by_token(request.user, token)):
        return redirect("activities:session", number)
    return render(request, "portal/people/invitation_gone.html", {"gone": str(gone)}, status=410)
