"""Asking to be let in, and deciding about those who ask."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.actions.requests import approve_request, ask_to_join, decline_request
from balai.accounts.queries.people import requests_in
from balai.accounts.rules import Right
from balai.accounts.views.signing_in import too_many
from balai.accounts.visitors import SignedInRequest
from balai.channels.heads import head_of_page
from balai.core.errors import Refused
from balai.portal.forms.joining import AskingForm
from balai.portal.forms.people import ApprovalForm, ReasonForm
from balai.portal.queries.people import Names, rights_to_give
from balai.portal.queries.villages import villages_found
from balai.portal.views.people.charge import charge_or_404
from balai.registry.models import Region


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """Choose the village one asks to be let into."""
    words = request.GET.get("q", "")
    title = _("Join Balai")
    return render(
        request,
        "portal/people/join.html",
        {
            "head": head_of_page(
                request.path,
                title=title,
                description=_("Ask to write for your village on Balai."),
                noindex=bool(request.GET),
            ),
            "title": title,
            "words": words,
            "villages": villages_found(request.user, words, within=[settings.PROVINCE_CODE]),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_village(request: HttpRequest, code: str) -> HttpResponse:
    standing = Region.objects.visible_to(request.user).standing().villages()
    village = get_object_or_404(standing, code=code)
    if not consume(request, app="allauth.account", action="ask_to_join"):
        return too_many(request)
    now = timezone.now()
    form = AskingForm(request.POST or None, now=now)
    if form.is_valid():
        ask_to_join(
            village.code,
            form.asking,
            language=get_language() or "id",
            now=now,
            request_key=form.cleaned_data["request_key"],
        )
        return redirect("portal:join_received")
    shown = {"form": form, "village": village}
    return render(
        request, "portal/people/join_village.html", shown, status=422 if form.errors else 200
    )


@require_safe
def join_received(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/people/join_received.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_request(request: SignedInRequest, number: int) -> HttpResponse:
    """Look at who asks, and let them in."""
    charge = charge_or_404(request)
    asked = get_object_or_404(requests_in(charge.areas), pk=number)
    rights = rights_to_give(charge, [asked.area_code])
    form = ApprovalForm(request.POST or None, rights=rights, by=request.user)
    if form.is_valid():
        try:
            approve_request(asked, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("portal:invitation", form.cleaned_data["token"])
    shown = {
        "asked": asked,
        "place": Names([Right("", asked.area_code)]).place(asked.area_code),
        "form": form,
        "section": "people",
    }
    return render(
        request, "portal/people/join_request.html", shown, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_refusal(request: SignedInRequest, number: int) -> HttpResponse:
    """Ask why, then let somebody not in."""
    charge = charge_or_404(request)
    asked = get_object_or_404(requests_in(charge.areas), pk=number)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            decline_request(asked, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The request is declined; who asked is forgotten."))
            return redirect("portal:people")
    shown = {"asked": asked, "form": form, "section": "people"}
    return render(
        request, "portal/people/join_refusal.html", shown, status=422 if form.errors else 200
    )
