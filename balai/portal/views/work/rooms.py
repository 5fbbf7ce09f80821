"""The workroom itself, one's own listings, and what each gives back at once."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.listings import confirm_still_so, withdraw_listing
from balai.catalogue.models import Listing
from balai.catalogue.permissions import may_add_notice, may_edit, may_withdraw
from balai.catalogue.queries.pictures import pictures_lacking_consent
from balai.catalogue.queries.protocols import keepers_of
from balai.catalogue.queries.revisions import due_for_confirmation, own_listings
from balai.catalogue.rules import kind_title
from balai.channels.addresses import absolute
from balai.channels.whatsapp import share_link
from balai.core.errors import Refused
from balai.portal.queries.work import STATES, state_names, villages_of, workroom_of

_PAGE = 30


@login_required
@require_safe
def workroom(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "today": date_format(timezone.localdate(), "l, j F"),
        "work": workroom_of(request.user, now=now),
        "section": "workroom",
    }
    return render(request, "portal/work/workroom.html", context)


@login_required
@require_safe
def listings(request: SignedInRequest) -> HttpResponse:
    """One's own listings in one state."""
    state = request.GET.get("keadaan", "tayang")
    if state not in STATES:
        raise Http404
    own = own_listings(request.user)
    rows = {
        "diperbaiki": own.returned,
        "draf": own.writing,
        "diperiksa": own.submitted,
        "tayang": own.published,
        "ditanyakan": due_for_confirmation(request.user, now=timezone.now()),
        "ditarik": own.withdrawn,
    }[state]
    page = Paginator(rows, _PAGE).get_page(request.GET.get("hal"))
    context = {
        "state": state,
        "states": state_names(),
        "may_write": bool(villages_of(request.user)),
        "are_drafts": state in {"diperbaiki", "draf", "diperiksa"},
        "page": page,
        "section": "own_listings",
    }
    return render(request, "portal/work/listings.html", context)


@login_required
@require_safe
def listing(request: SignedInRequest, number: int) -> HttpResponse:
    """One own listing: where it stands, what can be done with it, and what to share of it."""
    found = _worked_on(request, number)
    underway = found.revisions.open().first()
    written = underway.content.get("words", {}).get("title") if underway else ""
    context = {
        "listing": found,
        "title": str(found) or written or _("A new listing"),
        "kind_title": kind_title(found.kind),
        "underway": underway,
        "may_edit": may_edit(request.user, found),
        "may_add_notice": may_add_notice(request.user, found),
        "lacking_consent": pictures_lacking_consent(request.user, found),
        "keepers": keepers_of(found),
        "key": uuid4(),
        "section": "own_listings",
    }
    if found.is_counted:
        address = absolute(found.get_absolute_url())
        context |= {
            "address": address,
            "text": f"{found}\n{address}",
            "share": share_link(found),
            "poster": reverse("channels:listing_poster", args=[found.kind, found.pk]),
            "picture": reverse("channels:listing_picture", args=[found.kind, found.pk]),
        }
    return render(request, "portal/work/listing.html", context)


@login_required
@require_POST
def confirmation(request: SignedInRequest, number: int) -> HttpResponse:
    """Say that a listing is still so."""
    found = _worked_on(request, number)
    try:
        confirm_still_so(found, by=request.user, now=timezone.now())
        messages.success(request, _("Thank you. It counts as fresh again."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    if request.POST.get("back") == "list":
        return redirect(f"{reverse('portal:own_listings')}?keadaan=ditanyakan")
    return redirect("portal:own_listing", number)


@login_required
@require_POST
def withdrawal(request: SignedInRequest, number: int) -> HttpResponse:
    """Take a listing out of every page at once."""
    found = _worked_on(request, number)
    try:
        withdraw_listing(found, by=request.user, now=timezone.now())
        messages.success(request, _("Withdrawn. No page shows it any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:own_listing", number)


def _worked_on(request: SignedInRequest, number: int) -> Listing:
    """Find a listing that this person writes or reviews."""
    visible = Listing.objects.visible_to(request.user).select_related("village", "seller")
    found = visible.filter(pk=number).first()
    if found is None or not may_withdraw(request.user, found):
        raise Http404
    return found
