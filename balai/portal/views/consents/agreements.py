"""The page of who gave consents: no account, no cookie, only the key that she was handed."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.actions.consents import withdraw_with_key
from balai.accounts.consenting import read_key, written_key
from balai.accounts.errors import ConsentWithdrawnAlready
from balai.accounts.models import Consent
from balai.accounts.queries.consents import consents_of, giver_with_key
from balai.accounts.views.signing_in import too_many
from balai.core.limits import Limit, spend, who_asks
from balai.portal.queries.consents import told

GUESSES = Limit("consent_key", most=20, seconds=600)


@require_safe
def agreement_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code on the sheet."""
    key = read_key(request.GET.get("kode", ""))[:40]
    if key:
        return _unkept(redirect("portal:agreements", written_key(key)))
    return render(request, "portal/consents/code.html")


@require_safe
def agreements(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was agreed to, in plain words and big letters."""
    giver = giver_with_key(key)
    if giver is None:
        return _guessed(request)
    consents = told(consents_of(giver))
    shown = {
        "giver": giver,
        "code": giver.written_key,
        "standing": [one for one in consents if one.consent.is_standing],
        "withdrawn": [one for one in consents if not one.consent.is_standing],
    }
    return _unkept(render(request, "portal/consents/agreements.html", shown))


# The key is what nobody else knows; a token in a cookie would add nothing to it.
@csrf_exempt
@require_POST
def agreement_withdrawal(request: HttpRequest, key: str, number: int) -> HttpResponse:
    giver = giver_with_key(key)
    if giver is None:
        return _guessed(request)
    consent = get_object_or_404(Consent, pk=number, giver=giver)
    with suppress(ConsentWithdrawnAlready):  # pressed twice: it is as she wants it
        withdraw_with_key(consent, key=key, now=timezone.now())
    return _unkept(redirect("portal:agreements", giver.written_key))


def _guessed(request: HttpRequest) -> HttpResponse:
    """Answer as for any page that is not there, and count who tries many keys."""
    now = timezone.now()
    if spend(GUESSES, who_asks(request, now=now), now=now):
        return too_many(request)
    raise Http404


def _unkept(answer: HttpResponse) -> HttpResponse:
    """Keep it nowhere, and tell no page that is opened from here its address."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
