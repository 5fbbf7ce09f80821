"""Inviting somebody, and opening an invitation."""

import segno
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.actions.invitations import (
    invite,
    join_by_invitation,
    open_invitation,
    take_invitation,
    withdraw_invitation,
)
from balai.accounts.errors import InvitationGone
from balai.accounts.models import Invitation, Person
from balai.accounts.queries.people import invitations_in
from balai.accounts.views.signing_in import too_many
from balai.accounts.visitors import SignedInRequest
from balai.channels.addresses import absolute
from balai.channels.whatsapp import chat_link, share_text_link
from balai.core.codes import contains
from balai.core.errors import Refused
from balai.portal.forms.joining import JoiningForm
from balai.portal.forms.people import InvitationForm
from balai.portal.queries.people import Names, charge_of, rights_to_give
from balai.portal.queries.villages import villages_found
from balai.portal.views.people.charge import charge_or_404
from balai.registry.models import Level, Region
from balai.registry.queries.regions import regencies_of


@login_required
@require_safe
def invitation_areas(request: SignedInRequest) -> HttpResponse:
    """Choose where somebody is invited; who looks after one village has chosen."""
    charge = charge_or_404(request)
    within = Region.objects.visible_to(request.user).standing().filter(code__in=charge.areas)
    areas = list(within.order_by("code"))
    if [area.level for area in areas] == [Level.VILLAGE]:
        return redirect("portal:new_invitation", areas[0].code)
    provinces = [area.code for area in areas if area.level == Level.PROVINCE]
    words = request.GET.get("q", "")
    return render(
        request,
        "portal/people/invitation_areas.html",
        {
            "areas": areas,
            "regencies": [region for code in provinces for region in regencies_of(code)],
            "words": words,
            "villages": villages_found(request.user, words, within=charge.areas),
            "section": "people",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_invitation(request: SignedInRequest, code: str) -> HttpResponse:
    charge = charge_or_404(request)
    standing = Region.objects.visible_to(request.user).standing()
    area = get_object_or_404(standing, code=code)
    if not any(contains(own, code) for own in charge.areas):
        raise Http404
    rights = rights_to_give(charge, [area.code])
    form = InvitationForm(request.POST or None, rights=rights, by=request.user)
    if form.is_valid():
        try:
            invite(by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("portal:invitation", form.cleaned_data["token"])
    shown = {"form": form, "area": area, "rights": rights, "section": "people"}
    return render(
        request, "portal/people/new_invitation.html", shown, status=422 if form.errors else 200
    )


@login_required
@require_POST
def invitation_withdrawal(request: SignedInRequest, number: int) -> HttpResponse:
    now = timezone.now()
    own = Invitation.objects.open(now=now).filter(made_by=request.user)
    charge = charge_of(request.user)
    seen = own | invitations_in(charge.areas, now=now) if charge else own
    try:
        withdraw_invitation(get_object_or_404(seen, pk=number), by=request.user, now=now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is withdrawn: its link opens nothing."))
    return redirect("portal:people" if charge else "portal:handovers")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation: to its maker how to hand it over, to others how to take it."""
    try:
        found = open_invitation(token, now=timezone.now())
        if request.user == found.made_by:
            return _share(request, found)
        if request.user.is_authenticated:
            return _take(request, found, by=request.user)
        return _join(request, found)
    except InvitationGone as gone:
        return _gone(request, token, gone)


def _share(request: HttpRequest, found: Invitation) -> HttpResponse:
    address = absolute(request.path)
    right = Names([found.right]).right(found.right)
    text = _(
        "Hello! I invite you to Balai as %(right)s. Open this link within seven days; it works "
        "once, for you alone: %(address)s"
    ) % {"right": right, "address": address}
    asked = getattr(found, "request", None)
    number = asked.phone_number if asked else ""
    return render(
        request,
        "portal/people/invitation_shared.html",
        {
            "invitation": found,
            "right": right,
            "address": address,
            "whatsapp": chat_link(number, text) or share_text_link(text),
            "qr": segno.make(address, micro=False).svg_inline(
                border=2, light="#fff", omitsize=True
            ),
            "section": "people",
        },
    )


def _take(request: HttpRequest, found: Invitation, *, by: Person) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        try:
            take_invitation(found, by=by, now=timezone.now())
        except InvitationGone:
            raise
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("You have the role now."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    shown = _shown(found) | {"refused": refused, "person": by}
    return render(
        request, "portal/people/invitation_taken.html", shown, status=422 if refused else 200
    )


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    if not consume(request, app="allauth.account", action="join", key=str(found.pk)):
        return too_many(request)
    form = JoiningForm(request.POST or None)
    if form.is_valid():
        try:
            person = join_by_invitation(found, form.newcomer, now=timezone.now())
        except InvitationGone:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            goal = resolve_url(settings.LOGIN_REDIRECT_URL)
            entered: HttpResponse = perform_login(request, Login(user=person, redirect_url=goal))
            return entered
    shown = _shown(found) | {"form": form, "path": request.path}
    return render(
        request, "portal/people/invitation.html", shown, status=422 if form.errors else 200
    )


def _shown(found: Invitation) -> dict[str, object]:
    return {"invitation": found, "right": Names([found.right]).right(found.right)}


def _gone(request: HttpRequest, token: str, gone: InvitationGone) -> HttpResponse:
    """Say the same of every link that opens nothing, but let in who took it before."""
    if request.user.is_authenticated:
        taken = Invitation.objects.with_token(token).filter(taken_by=request.user)
        if taken.exists():
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "portal/people/invitation_gone.html", {"gone": str(gone)}, status=410)
