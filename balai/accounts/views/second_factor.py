"""Setting up, looking at and removing what one takes the second step with."""

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, get_totp_secret
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.actions import second_factors
from balai.accounts.forms.second_factor import CodeForm
from balai.accounts.permissions import may_be_without_second_factor
from balai.accounts.proofs import prove
from balai.accounts.queries.second_factors import (
    passkeys_of,
    second_factors_of,
    spare_codes_of,
)
from balai.accounts.views.lately import proven_lately
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused


@login_required
@require_safe
def second_factor(request: SignedInRequest) -> HttpResponse:
    factors = second_factors_of(request.user)
    shown = {"factors": factors, "is_needed": not may_be_without_second_factor(request.user)}
    return render(request, "accounts/second_factor.html", shown)


@login_required
@proven_lately
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: SignedInRequest) -> HttpResponse:
    """Show a secret to an app, and keep it once the app has made a right code of it."""
    form = CodeForm(request.POST or None)
    secret = get_totp_secret(regenerate=not form.is_bound)
    if form.is_valid():
        try:
            second_factors.add_app(
                request.user,
                secret,
                code=form.cleaned_data["code"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            del request.session[SECRET_SESSION_KEY]
            prove(request, request.user, "mfa")
            return redirect("accounts:spare_codes")
    address = get_adapter().build_totp_url(request.user, secret)
    shown = {"form": form, "secret": _in_fours(secret), "address": address, "qr": _qr(address)}
    return render(request, "accounts/app.html", shown, status=422 if form.errors else 200)


@login_required
@proven_lately
@require_POST
def app_end(request: SignedInRequest) -> HttpResponse:
    factor = second_factors_of(request.user).app
    if factor is None:
        raise Http404
    return _removed(request, factor)


@login_required
@proven_lately
@require_POST
def passkey_end(request: SignedInRequest, number: int) -> HttpResponse:
    return _removed(request, get_object_or_404(passkeys_of(request.user), pk=number))


@login_required
@proven_lately
@require_safe
def passkeys(request: SignedInRequest) -> HttpResponse:
    """Offer to keep a passkey of this phone; the answer comes through `views.passkeys`."""
    return render(request, "accounts/passkeys.html", {"passkeys": passkeys_of(request.user)})


@login_required
@proven_lately
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def spare_codes(request: SignedInRequest) -> HttpResponse:
    """Show the codes for the day the phone is gone; POST makes new ones."""
    if not second_factors_of(request.user):
        return redirect("accounts:second_factor")
    if request.method == "POST":
        second_factors.renew_spare_codes(request.user, by=request.user, now=timezone.now())
        return redirect("accounts:spare_codes")
    shown = {"codes": [_in_fours(code) for code in spare_codes_of(request.user)]}
    return render(request, "accounts/spare_codes.html", shown)


def _removed(request: SignedInRequest, factor: object) -> HttpResponse:
    try:
        second_factors.remove_second_factor(factor, by=request.user, now=timezone.now())
    except Refused as refusal:
        shown = {"factors": second_factors_of(request.user), "is_needed": True, "refusal": refusal}
        return render(request, "accounts/second_factor.html", shown, status=422)
    messages.success(request, _("Removed. It opens nothing any more."))
    return redirect("accounts:second_factor")


def _in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _qr(address: str) -> SafeString:
    drawing = segno.make(address, error="m").svg_inline(
        scale=5, border=3, svgclass="qr", lineclass=None, light="#fff", dark="#1d1a16"
    )
    return mark_safe(drawing)  # noqa: S308  (drawn from an address that we made)
