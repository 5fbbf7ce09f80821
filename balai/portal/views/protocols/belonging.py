"""Whose a thing is: brought to communities, handed back by one, settled by those who write it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.handing_back import hand_back, release
from balai.catalogue.actions.protocols import bring_to_communities
from balai.catalogue.models import Listing, Picture, PictureQuerySet, ProtocolChange
from balai.catalogue.permissions import may_edit
from balai.catalogue.queries import protocols as queries
from balai.core.errors import Refused
from balai.portal.forms.protocols import BelongingForm, HandingBackForm
from balai.registry.models import Community


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def listing_keepers(request: SignedInRequest, number: int) -> HttpResponse:
    """Say that a listing, or a picture of it, is a community's, or that of several."""
    listing = _bringable(request, number)
    pictures = {str(one.pk): one for one in _seen_pictures(request, listing)}
    form = BelongingForm(
        request.POST or None,
        communities=queries.communities_there([listing.village.code]),
        things=[("listing", _("The whole listing")), *_named(pictures)],
    )
    if request.method == "POST" and form.is_valid():
        thing = pictures.get(form.cleaned_data["thing"], listing)
        communities = form.cleaned_data["communities"]
        try:
            bring_to_communities(thing, communities, by=request.user, now=timezone.now())
            messages.success(request, _("Closed until the community has decided."))
            return redirect("portal:protocols")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "portal/protocols/keepers.html",
        {
            "listing": listing,
            "keepers": queries.keepers_of(listing),
            "form": form,
            "section": "protocols",
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def protocol_return(request: SignedInRequest, number: int) -> HttpResponse:
    """Say that a thing is not the community's, and why."""
    found = get_object_or_404(queries.spoken_for(request.user), pk=number)
    form = HandingBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change = hand_back(found, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _waits_or_done(change))
            return redirect("portal:protocols")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "portal/protocols/handing_back.html",
        {"protocol": found, "listing": found.concerned, "form": form, "section": "protocols"},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def protocol_release(request: SignedInRequest, number: int) -> HttpResponse:
    """Say that no community keeps what one handed back."""
    handed_back = {one.pk: one for one in queries.handed_back_to(request.user)}
    if number not in handed_back:
        raise Http404
    try:
        release(handed_back[number], by=request.user, now=timezone.now())
        messages.success(request, _("Written down. It is shown as it was before."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:protocols")


def _waits_or_done(change: ProtocolChange | None) -> str:
    if change is None:
        return _("Handed back. It stays closed until those who write it have said whose it is.")
    return _("Your community had decided about it, so this waits for the word of a second member.")


def _named(pictures: dict[str, Picture]) -> list[tuple[str, str]]:
    return [
        (key, _("Only the picture: %(alt)s") % {"alt": picture.alt or position})
        for position, (key, picture) in enumerate(pictures.items(), start=1)
    ]


def _seen_pictures(request: SignedInRequest, listing: Listing) -> PictureQuerySet:
    return Picture.objects.visible_to(request.user).filter(listing=listing).in_order()


def _bringable(request: SignedInRequest, number: int) -> Listing:
    """Find a listing that somebody writes, or that stands in a village they represent."""
    visible = Listing.objects.visible_to(request.user).select_related("village")
    listing = get_object_or_404(visible, pk=number)
    own = Community.objects.spoken_for_by(request.user).filter(villages=listing.village)
    if not (may_edit(request.user, listing) or own.exists()):
        raise Http404
    return listing
