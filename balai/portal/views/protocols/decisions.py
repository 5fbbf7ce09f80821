"""A community decides who sees what it keeps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.consents import record_consent, withdraw_consent
from balai.catalogue.actions.protocols import approve_change, decide_protocol, drop_change
from balai.catalogue.models import Protocol, ProtocolChange
from balai.catalogue.queries import protocols as queries
from balai.catalogue.queries.cards import cards_of
from balai.core.errors import Refused
from balai.portal.forms.protocols import (
    AgreementForm,
    DecisionForm,
    LabelsForm,
    as_ticked,
)
from balai.portal.queries.decisions import acts_on


@login_required
@require_safe
def protocols(request: SignedInRequest) -> HttpResponse:
    """List what waits for one's word, and what one's community shows to its own."""
    now = timezone.now()
    spoken_for = list(queries.spoken_for(request.user))
    kept = queries.listings_for(request.user, today=timezone.localdate(now))
    return render(
        request,
        "portal/protocols/protocols.html",
        {
            "to_decide": [one for one in spoken_for if one.decided_at is None],
            "to_agree": [one for one in spoken_for if one.decided_at and not one.consented_at],
            "decided": [one for one in spoken_for if one.decided_at and one.consented_at],
            "to_approve": queries.changes_to_approve(request.user, now=now),
            "own_waiting": queries.own_waiting(request.user),
            "handed_back": queries.handed_back_to(request.user),
            "cards": cards_of(kept.freshest_first()[:60], today=timezone.localdate(now)),
            "section": "protocols",
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def protocol(request: SignedInRequest, number: int) -> HttpResponse:
    """Ask who may see it."""
    found = _spoken_for(request, number)
    form = DecisionForm(
        request.POST or None,
        community=found.community,
        initial=as_ticked(found.decided, version=found.version),
    )
    if request.method == "POST" and form.is_valid():
        # Of two who decide about what they saw, the second looks again.
        found.version = form.cleaned_data["version"]
        try:
            change = decide_protocol(found, form.said(), by=request.user, now=timezone.now())
            messages.success(request, _waits_or_holds(change))
            return redirect("portal:protocol", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    change = ProtocolChange.objects.waiting().filter(protocol=found).first()
    return render(
        request,
        "portal/protocols/protocol.html",
        {
            "protocol": found,
            "listing": found.concerned,
            "holds": queries.in_words(found.decided, found.community),
            "change": change,
            "proposed": queries.in_words(change.proposed, found.community) if change else [],
            "others": queries.kept_together_with(found),
            "form": form,
            "consent": found.consents.filter(withdrawn_at__isnull=True).first(),
            "labels_form": LabelsForm(protocol=found),
            "acts": acts_on(found),
            "section": "protocols",
        },
        status=422 if form.errors else 200,
    )


def _waits_or_holds(change: ProtocolChange | None) -> str:
    if change is None:
        return _("This holds from now on.")
    return _("This opens it wider, so it waits for the word of a second member.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_approval(request: SignedInRequest, number: int) -> HttpResponse:
    """Say yes or no to a wider protocol, as a second member."""
    now = timezone.now()
    changes = queries.changes_to_approve(request.user, now=now)
    change = next((one for one in changes if one.protocol_id == number), None)
    if change is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        act = drop_change if "drop" in request.POST else approve_change
        try:
            act(change, by=request.user, now=now)
            messages.success(request, _("Your word is written down."))
            return redirect("portal:protocols")
        except Refused as refusal:
            refused = str(refusal)
    community = change.protocol.community
    return render(
        request,
        "portal/protocols/approval.html",
        {
            "change": change,
            "protocol": change.protocol,
            "listing": change.protocol.concerned,
            "holds": queries.in_words(change.protocol.decided, community),
            "proposed": queries.in_words(change.proposed, community),
            "refused": refused,
            "section": "protocols",
        },
        status=422 if refused else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_consent(request: SignedInRequest, number: int) -> HttpResponse:
    """Write down that the community agrees."""
    found = _spoken_for(request, number)
    form = AgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_consent(found, form.agreement(), by=request.user, now=timezone.now())
            messages.success(request, _("The agreement is written down."))
            return redirect("portal:protocol", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "portal/protocols/consent.html",
        {"protocol": found, "listing": found.concerned, "form": form, "section": "protocols"},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def protocol_consent_withdrawal(request: SignedInRequest, number: int) -> HttpResponse:
    """Take the agreement back: what showed it vanishes at once."""
    found = _spoken_for(request, number)
    try:
        withdraw_consent(found, by=request.user, now=timezone.now())
        messages.success(request, _("Taken back. No page shows it any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:protocol", number)


def _spoken_for(request: SignedInRequest, number: int) -> Protocol:
    return get_object_or_404(queries.spoken_for(request.user), pk=number)
