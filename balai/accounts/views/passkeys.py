"""Passkeys (kunci sandi): GET tells the phone what to answer, POST takes its answer.

The library that understands them is large: this module is read when the first passkey is
used (`urls/late.py`).
"""

import struct
from collections.abc import Callable
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.accounts.actions.second_factors import add_passkey
from balai.accounts.errors import PasskeyDoesNotFit
from balai.accounts.forms.second_factor import CodeForm, PasskeyForm
from balai.accounts.forms.signing_in import SignInForm
from balai.accounts.limits import count_try
from balai.accounts.models import Person
from balai.accounts.proofs import prove
from balai.accounts.queries.devices import device_in_words
from balai.accounts.queries.second_factors import passkeys_of, second_factors_of
from balai.accounts.views.lately import proven_lately
from balai.accounts.views.signing_in import goal_of
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused

# What a made-up answer can lead the library to.
_STRANGE = (ValidationError, LookupError, TypeError, ValueError, AttributeError, struct.error)


@never_cache
@require_http_methods(["GET", "POST"])
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in whoever the passkey belongs to; it is both steps at once."""
    if request.method == "GET":
        return JsonResponse(auth.begin_authentication(None))
    try:
        count_try(request, "passkey", key="")
        passkey = _opened_by(request, lambda answer: auth.extract_user_from_response(answer))
    except Refused as refusal:
        form = SignInForm(request=request)
        shown = {"form": form, "goal": goal_of(request), "refusal": refusal}
        return render(request, "accounts/sign_in.html", shown, status=422)
    prove(request, passkey.user, "mfa")
    goal = goal_of(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
    entered: HttpResponse = perform_login(request, Login(user=passkey.user, redirect_url=goal))
    return entered


@login_stage_required(stage="second_step", redirect_urlname="accounts:sign_in")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def passkey_second_step(request: HttpRequest) -> HttpResponse:
    stage = request._login_stage  # type: ignore[attr-defined]
    person = stage.login.user
    if request.method == "GET":
        return JsonResponse(auth.begin_authentication(person))
    try:
        _opened_by(request, lambda _answer: person)
    except Refused as refusal:
        shown = {"form": CodeForm(), "factors": second_factors_of(person), "refusal": refusal}
        return render(request, "accounts/second_step.html", shown, status=422)
    prove(request, person, "mfa")
    entered: HttpResponse = stage.exit()
    return entered


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def passkey_confirm(request: SignedInRequest) -> HttpResponse:
    if request.method == "GET":
        return JsonResponse(auth.begin_authentication(request.user))
    goal = goal_of(request)
    try:
        _opened_by(request, lambda _answer: request.user)
    except Refused as refusal:
        factors = second_factors_of(request.user)
        shown = {"form": CodeForm(), "factors": factors, "goal": goal, "refusal": refusal}
        return render(request, "accounts/confirm.html", shown, status=422)
    prove(request, request.user, "mfa")
    return redirect(goal or "accounts:account")


@login_required
@proven_lately
@never_cache
@require_http_methods(["GET", "POST"])
def passkey_add(request: SignedInRequest) -> HttpResponse:
    """Keep a passkey that the phone made just now."""
    if request.method == "GET":
        return JsonResponse(auth.begin_registration(request.user, True))  # noqa: FBT003
    form = PasskeyForm(request.POST)
    try:
        credential = _made(form)
    except Refused as refusal:
        shown = {"passkeys": passkeys_of(request.user), "refusal": refusal}
        return render(request, "accounts/passkeys.html", shown, status=422)
    had_none = not second_factors_of(request.user)
    name = form.cleaned_data.get("name") or device_in_words(request.META.get("HTTP_USER_AGENT", ""))
    add_passkey(request.user, name=name, credential=credential, by=request.user, now=timezone.now())
    prove(request, request.user, "mfa")
    messages.success(request, _("Your passkey is kept. From now on it opens Balai."))
    return redirect("accounts:spare_codes" if had_none else "accounts:second_factor")


def _opened_by(request: HttpRequest, whose: Callable[[dict[str, Any]], Person]) -> Authenticator:
    """Check the phone's answer against the passkeys of a person. Raises PasskeyDoesNotFit."""
    form = PasskeyForm(request.POST)
    if not form.is_valid():
        raise PasskeyDoesNotFit
    answer = form.cleaned_data["credential"]
    try:
        person = Person.objects.get_queryset().admissible().get(pk=whose(answer).pk)
        auth.parse_authentication_response(answer)
        passkey: Authenticator = auth.complete_authentication(person, answer)
    except (*_STRANGE, Person.DoesNotExist) as strange:
        raise PasskeyDoesNotFit from strange
    Authenticator.objects.filter(pk=passkey.pk).update(last_used_at=timezone.now())
    return passkey


def _made(form: PasskeyForm) -> dict[str, Any]:
    if not form.is_valid():
        raise PasskeyDoesNotFit
    credential: dict[str, Any] = form.cleaned_data["credential"]
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except _STRANGE as strange:
        raise PasskeyDoesNotFit from strange
    return credential
