"""Changing one's password, and getting a new one by e-mail."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balai.accounts.actions.passwords import set_password
from balai.accounts.actions.sessions import rename_session
from balai.accounts.forms.passwords import ForgottenPasswordForm, NewPasswordForm
from balai.accounts.limits import count_try
from balai.accounts.models import Person
from balai.accounts.tasks import say_password_was_set, send_password_link
from balai.accounts.views.lately import proven_lately
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused


@login_required
@proven_lately
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    """Change one's password; other sessions end, this one stays."""
    form = NewPasswordForm(request.POST or None)
    key = request.session.session_key or ""
    if form.is_valid() and _is_set(request.user, form, kept_session=key):
        update_session_auth_hash(request, request.user)
        rename_session(key, request.session.session_key or "")
        messages.success(
            request,
            _("Your password is changed. Wherever else you were signed in, you no longer are."),
        )
        return redirect("accounts:account")
    return render(
        request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Promise a link to whoever is known here. Strangers are told the same, and as quickly."""
    form = ForgottenPasswordForm(request.POST or None)
    if form.is_valid():
        known_as = form.cleaned_data["known_as"]
        try:
            count_try(request, "password_link_from", key="")
            count_try(request, "password_link", key=known_as.strip().lower())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            person = Person.objects.known_as(known_as)
            # Also for nobody: what follows is the same work.
            send_password_link.enqueue(person.pk if person else 0, get_language() or "id")
            return render(request, "accounts/password_link_sent.html")
    return render(
        request,
        "accounts/forgotten_password.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def password_link(request: HttpRequest, key: str) -> HttpResponse:
    """Set a new password with the key that was sent; it works once, for six hours."""
    person = _whose(key)
    if person is None:
        return render(request, "accounts/password_link_old.html", status=410)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid() and _is_set(person, form):
        # Whoever was signed in here no longer is: that session ended with all others.
        logout(request)
        messages.success(request, _("Your new password is set. Sign in with it."))
        return redirect("accounts:sign_in")
    return render(
        request, "accounts/password_link.html", {"form": form}, status=422 if form.errors else 200
    )


def _is_set(person: Person, form: NewPasswordForm, *, kept_session: str = "") -> bool:
    try:
        set_password(
            person,
            form.cleaned_data["password"],
            by=person,
            now=timezone.now(),
            kept_session=kept_session,
        )
    except Refused as refusal:
        form.add_error("password", str(refusal))
        return False
    say_password_was_set.enqueue(person.pk, get_language() or "id")
    return True


def _whose(key: str) -> Person | None:
    number, _dash, token = key.partition("-")
    try:
        pk = int(urlsafe_base64_decode(number))
    except ValueError:
        return None
    person = Person.objects.get_queryset().admissible().filter(pk=pk).first()
    if person is None or not default_token_generator.check_token(person, token):
        return None
    return person
