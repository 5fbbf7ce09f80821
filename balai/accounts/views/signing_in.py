"""Signing in and out."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balai.accounts.forms.signing_in import SignInForm


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    goal = goal_of(request)
    if request.user.is_authenticated:
        return redirect(goal or settings.LOGIN_REDIRECT_URL)
    if not consume(request, app="allauth.account", action="login"):
        return too_many(request)
    form = SignInForm(request.POST or None, request=request)
    if form.is_valid():
        request.session.set_expiry(0 if form.cleaned_data["is_shared"] else None)
        login = Login(
            user=form.person, redirect_url=goal or resolve_url(settings.LOGIN_REDIRECT_URL)
        )
        entered: HttpResponse = perform_password_login(request, {}, login)
        return entered
    shown = {"form": form, "goal": goal}
    return render(request, "accounts/sign_in.html", shown, status=form.status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out on POST; whoever types the address is asked first."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    logout(request)
    response = redirect("portal:home")
    # Without any cookie one is a visitor like all others, and gets kept pages.
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response


def goal_of(request: HttpRequest) -> str:
    """Read where somebody was on the way to, as long as it is on this site."""
    goal = request.POST.get("next") or request.GET.get("next") or ""
    return goal if url_has_allowed_host_and_scheme(goal, allowed_hosts=None) else ""


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
