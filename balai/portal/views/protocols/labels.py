"""Labels that a community words and a second member approves, and notices of offices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.labels import (
    Wording,
    approve_label,
    put_labels,
    retire_label,
    set_notices,
    write_label,
)
from balai.catalogue.models import Label, Listing
from balai.catalogue.permissions import may_add_notice
from balai.catalogue.queries import protocols as queries
from balai.core.errors import Refused
from balai.portal.forms.protocols import LabelForm, LabelsForm, NoticesForm
from balai.registry.models import Community, CommunityMember
from balai.registry.permissions import is_member, speaks_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: SignedInRequest, number: int) -> HttpResponse:
    """Show a community's labels to its members, who may word one more."""
    community = _own_community(request, number)
    form = LabelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wording = Wording(**form.cleaned_data)
            write_label(community, wording, by=request.user, now=timezone.now())
            messages.success(request, _("The label waits for the word of a second member."))
            return redirect("portal:labels", number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    own = Label.objects.filter(community=community)
    return render(
        request,
        "portal/protocols/labels.html",
        {
            "community": community,
            "waiting": own.waiting().select_related("written_by"),
            "standing": own.standing(),
            "speaks": speaks_for(request.user, community),
            "form": form,
            "section": "protocols",
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def label(request: SignedInRequest, number: int) -> HttpResponse:
    """Approve a label, or retire it."""
    own = CommunityMember.objects.standing().filter(person=request.user).values("community")
    asked = Label.objects.select_related("community").filter(community__in=own)
    found = get_object_or_404(asked, pk=number)
    act = retire_label if "retire" in request.POST else approve_label
    try:
        act(found, by=request.user, now=timezone.now())
        messages.success(request, _("Your word is written down."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:labels", found.community_id)


@login_required
@require_POST
def protocol_labels(request: SignedInRequest, number: int) -> HttpResponse:
    """Say which labels a thing bears."""
    protocol = get_object_or_404(queries.spoken_for(request.user), pk=number)
    form = LabelsForm(request.POST, protocol=protocol)
    if form.is_valid():
        chosen = form.cleaned_data["labels"]
        put_labels(protocol, chosen, by=request.user, now=timezone.now())
        messages.success(request, _("The labels are put."))
    return redirect("portal:protocol", number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: SignedInRequest, number: int) -> HttpResponse:
    """Let an officer say something of the rights in a listing."""
    visible = Listing.objects.visible_to(request.user).select_related("village")
    listing = get_object_or_404(visible, pk=number)
    if not may_add_notice(request.user, listing):
        raise Http404
    standing = listing.notices.filter(removed_at__isnull=True)
    kinds = list(standing.values_list("kind", flat=True))
    form = NoticesForm(request.POST or None, initial={"kinds": kinds})
    if request.method == "POST":
        form = NoticesForm(request.POST)
        if form.is_valid():
            chosen = form.cleaned_data["kinds"]
            set_notices(listing, chosen, by=request.user, now=timezone.now())
            messages.success(request, _("The notices are written down."))
            return redirect("portal:notices", number)
    return render(
        request,
        "portal/protocols/notices.html",
        {"listing": listing, "form": form, "section": "reviews"},
        status=422 if form.errors else 200,
    )


def _own_community(request: SignedInRequest, number: int) -> Community:
    found = Community.objects.visible_to(request.user).filter(pk=number).first()
    if found is None or not is_member(request.user, found):
        raise Http404
    return found
