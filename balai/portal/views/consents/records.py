"""Consents, written down by those who work for a village."""

from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.actions.consents import (
    Agreed,
    giver_with_account,
    record_consent,
    withdraw_consent,
    write_giver_down,
)
from balai.accounts.consent_texts import text_now
from balai.accounts.models import Consent, ConsentGiver
from balai.accounts.permissions import areas_of_consents
from balai.accounts.queries.consents import consents_of, givers_visible_to, givers_with_counts
from balai.accounts.visitors import SignedInRequest
from balai.catalogue.models import Picture
from balai.catalogue.permissions import may_edit
from balai.core.errors import Refused
from balai.portal.forms.consents import MYSELF, ConsentForm, GiverForm
from balai.portal.links import links_of
from balai.portal.queries.consents import Aim, aim_in, aims_in, of_picture, picture_in, told
from balai.registry.queries.names import village_names, villages_within

PER_PAGE = 50
KNOWN = 10


@login_required
@require_safe
def consents(request: SignedInRequest) -> HttpResponse:
    _check_works_somewhere(request)
    pages = Paginator(givers_with_counts(request.user), PER_PAGE)
    page = pages.get_page(request.GET.get("hal"))
    villages = village_names(giver.area_code for giver in page)
    rows = [(giver, villages.get(giver.area_code, giver.area_code)) for giver in page]
    shown = {"page": page, "rows": rows, "section": "consents"}
    return render(request, "portal/consents/consents.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_giver(request: SignedInRequest) -> HttpResponse:
    """Ask who agrees; `untuk` names what to, where that is known already."""
    areas = _check_works_somewhere(request)
    seen_in, villages = _seen_in(request), villages_within(areas)
    if seen_in is not None:
        there = seen_in.listing.village.code
        villages = {code: name for code, name in villages.items() if code == there}
    form = GiverForm(request.POST or None, villages=villages)
    if form.is_valid():
        try:
            return _onward("portal:new_consent", _written(request, **form.cleaned_data), seen_in)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "form": form,
        "aim": of_picture(seen_in) if seen_in else None,
        "known": _known_there(request, seen_in) if seen_in else [],
        "section": "consents",
    }
    return render(
        request, "portal/consents/new_giver.html", shown, status=422 if form.errors else 200
    )


def _written(request: SignedInRequest, *, who: str, name: str, area_code: str) -> ConsentGiver:
    now = timezone.now()
    if who == MYSELF:
        return giver_with_account(request.user, area_code=area_code, now=now)
    return write_giver_down(name, area_code=area_code, by=request.user, now=now)


@login_required
@require_safe
def giver(request: SignedInRequest, number: int) -> HttpResponse:
    """Show what somebody agreed to, and the link that she is handed."""
    found, seen_in = _giver(request, number), _seen_in(request)
    shown = {
        "giver": found,
        "back_to": seen_in if seen_in and may_edit(request.user, seen_in.listing) else None,
        "consents": told(consents_of(found), to=request.user),
        "section": "consents",
    }
    return render(request, "portal/consents/giver.html", shown | links_of(found))


@login_required
@require_safe
def sheet(request: SignedInRequest, number: int) -> HttpResponse:
    """Print what she agreed to, for her to keep, and to sign if she wants."""
    found = _giver(request, number)
    standing = [one for one in told(consents_of(found), to=request.user) if one.consent.is_standing]
    shown = {"giver": found, "consents": standing}
    return render(request, "portal/consents/sheet.html", shown | links_of(found))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_consent(request: SignedInRequest, number: int) -> HttpResponse:
    """Ask what for, show the text to read aloud, then ask how she said yes."""
    found = _giver(request, number)
    chosen = request.GET.get("untuk", "")
    if not chosen:
        shown = {"giver": found, "aims": aims_in(request.user, found.area_code)}
        return render(request, "portal/consents/aims.html", shown | {"section": "consents"})
    aim = aim_in(request.user, found.area_code, chosen)
    if aim is None:
        raise Http404
    return _agreed(request, found, aim)


def _agreed(request: SignedInRequest, found: ConsentGiver, aim: Aim) -> HttpResponse:
    form = ConsentForm(request.POST or None, initial={"key": uuid4()})
    if form.is_valid():
        try:
            return _record(request, found, aim, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "giver": found,
        "aim": aim,
        "text": text_now(aim.purpose, get_language() or "id"),
        "is_read": "dibacakan" in request.GET or request.method == "POST",
        "form": form,
        "section": "consents",
    }
    return render(request, "portal/consents/agreed.html", shown, status=422 if form.errors else 200)


def _record(
    request: SignedInRequest, found: ConsentGiver, aim: Aim, form: ConsentForm
) -> HttpResponse:
    agreed = Agreed(
        purpose=aim.purpose,
        thing=aim.thing,
        thing_number=aim.number,
        area_code=found.area_code,
        how=form.cleaned_data["how"],
        proof=form.cleaned_data["proof"],
        language=get_language() or "id",
    )
    key = form.cleaned_data["key"]
    record_consent(found, agreed, by=request.user, now=timezone.now(), key=key)
    messages.success(request, _("Written down. Now hand the link or the sheet to her."))
    return _onward("portal:giver", found, picture_in(request.user, aim.code))


@login_required
@require_POST
def consent_withdrawal(request: SignedInRequest, number: int, consent: int) -> HttpResponse:
    """Withdraw a consent on behalf of who gave it."""
    found = _giver(request, number)
    withdrawn = get_object_or_404(Consent, pk=consent, giver=found)
    try:
        withdraw_consent(withdrawn, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. It is gone from every page."))
    return redirect("portal:giver", found.pk)


def _seen_in(request: SignedInRequest) -> Picture | None:
    """Find the photo in which somebody is to be recognised, where the address names one."""
    code = request.GET.get("untuk", "")
    picture = picture_in(request.user, code)
    if code and picture is None:
        raise Http404
    return picture


def _known_there(request: SignedInRequest, seen_in: Picture) -> list[ConsentGiver]:
    """Name whoever agreed to something in that village before, the last first."""
    there = givers_visible_to(request.user).filter(area_code=seen_in.listing.village.code)
    return list(there.order_by("-written_at", "-pk")[:KNOWN])


def _onward(route: str, found: ConsentGiver, seen_in: Picture | None) -> HttpResponse:
    """Lead to the next page, which leads back to the photo in the end."""
    address = reverse(route, args=[found.pk])
    if seen_in is None:
        return redirect(address)
    return redirect(f"{address}?{urlencode({'untuk': of_picture(seen_in).code})}")


def _giver(request: SignedInRequest, number: int) -> ConsentGiver:
    return get_object_or_404(givers_visible_to(request.user), pk=number)


def _check_works_somewhere(request: SignedInRequest) -> list[str]:
    """Let those in who write consents down for some area; for others there is nothing."""
    areas = areas_of_consents(request.user)
    if not areas:
        raise Http404
    return areas
