"""Where one is signed in, and out of it from here."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.actions.sessions import end_session, end_sessions
from balai.accounts.queries.devices import sessions_of
from balai.accounts.visitors import SignedInRequest


@login_required
@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    shown = sessions_of(
        request.user,
        this_key=request.session.session_key,
        this_address=get_adapter().get_client_ip(request),
    )
    return render(request, "accounts/sessions.html", {"sessions": shown})


@login_required
@require_POST
def session_end(request: SignedInRequest, number: int) -> HttpResponse:
    session = get_object_or_404(UserSession, user=request.user, pk=number)
    end_session(session, by=request.user, now=timezone.now())
    if session.session_key == request.session.session_key:
        return _out(request)
    messages.success(request, _("Signed out there."))
    return redirect("accounts:sessions")


@login_required
@require_POST
def sessions_end(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere, here as well."""
    end_sessions(request.user, by=request.user, now=timezone.now())
    return _out(request)


def _out(request: SignedInRequest) -> HttpResponse:
    logout(request)
    response = redirect("accounts:sign_in")
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response
