"""Requests about personal data: asked by anybody, answered by officers against the clock."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.actions.places import confirm_mended
from balai.accounts.actions.privacy import answer_request, send_request
from balai.accounts.models import PrivacyRequest, Wish
from balai.accounts.permissions import areas_of_requests
from balai.accounts.queries.consents import requests_visible_to
from balai.accounts.views.signing_in import too_many
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused
from balai.core.limits import Limit, spend, who_asks
from balai.portal.actions.forgetting import forget_as_asked
from balai.portal.forms.privacy import AnswerForm, DeletionForm, RequestForm
from balai.portal.queries.named import places_naming, places_to_mend
from balai.portal.queries.requests import areas_to_ask, found_for, ways_to_tell, with_clock

REQUESTS = Limit("privacy_request", most=5, seconds=3600)
_ANSWERED_SHOWN = 30
_OPEN_PLACES = Count("places", filter=Q(places__mended_at__isnull=True))


# It is sent without an account, so no session can be misused for it: no token, no cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def privacy_request(request: HttpRequest) -> HttpResponse:
    """Take a request from anybody."""
    now = timezone.now()
    form = RequestForm(request.POST or None, areas=areas_to_ask(), now=now)
    if form.is_valid():
        if spend(REQUESTS, who_asks(request, now=now), now=now):
            return too_many(request)
        send_request(form.asked, by=None, now=now, key=form.cleaned_data["request_key"])
        return redirect("portal:privacy_request_received")
    shown = {"form": form}
    return render(request, "portal/data/ask.html", shown, status=422 if form.errors else 200)


@require_safe
def privacy_request_received(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/data/received.html")


@login_required
@require_safe
def privacy_requests(request: SignedInRequest) -> HttpResponse:
    """List what waits, the most urgent first, and what was answered last."""
    if not areas_of_requests(request.user):
        raise Http404
    now = timezone.now()
    mine = requests_visible_to(request.user)
    answered = mine.exclude(state=PrivacyRequest.State.WAITING).order_by("-decided_at")
    shown = {
        "waiting": [with_clock(one, now=now) for one in mine.waiting()],
        "answered": answered.annotate(open_places=_OPEN_PLACES)[:_ANSWERED_SHOWN],
        "section": "privacy_requests",
    }
    return render(request, "portal/data/requests.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: SignedInRequest, number: int) -> HttpResponse:
    """Show one request, and take the answer."""
    asked = _asked(request, number)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            answer_request(asked, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Answered. Now tell the person who asked."))
            return redirect("portal:request_page", asked.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _shown(request, asked, form=form)


@login_required
@require_POST
def request_deletion(request: SignedInRequest, number: int) -> HttpResponse:
    """Delete what belongs to the one who asked for it."""
    asked = _asked(request, number)
    deletion = DeletionForm(request.POST, found=found_for(asked, by=request.user))
    if deletion.is_valid():
        said = deletion.cleaned_data
        chosen = {one: list(said.get(one) or ()) for one in ("people", "givers")}
        messages_too = bool(said.get("messages"))
        try:
            forget_as_asked(
                asked, messages=messages_too, by=request.user, now=timezone.now(), **chosen
            )
            messages.success(request, _("Deleted. What happened stays, without a name."))
            return redirect("portal:request_page", asked.pk)
        except Refused as refusal:
            deletion.add_error(None, str(refusal))
    return _shown(request, asked, deletion=deletion)


@login_required
@require_POST
def request_place(request: SignedInRequest, number: int, place_number: int) -> HttpResponse:
    """Confirm that a text names the one who was forgotten no more."""
    place = get_object_or_404(_asked(request, number).places.all(), pk=place_number)
    try:
        confirm_mended(place, by=request.user, now=timezone.now())
        messages.success(request, _("Confirmed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:request_page", number)


def _shown(
    request: SignedInRequest,
    asked: PrivacyRequest,
    *,
    form: AnswerForm | None = None,
    deletion: DeletionForm | None = None,
) -> HttpResponse:
    has_errors = any(one is not None and one.errors for one in (form, deletion))
    found = found_for(asked, by=request.user)
    is_waiting = asked.state == PrivacyRequest.State.WAITING
    may_delete = asked.wish == Wish.DELETE and is_waiting
    if deletion is None and may_delete and found:
        deletion = DeletionForm(found=found)
    shown = {
        "asked": with_clock(asked, now=timezone.now()),
        "ways": ways_to_tell(asked),
        "form": form or AnswerForm(),
        "deletion": deletion,
        "naming": places_naming(asked, by=request.user) if is_waiting else [],
        "to_mend": places_to_mend(asked, by=request.user),
        "section": "privacy_requests",
    }
    return render(request, "portal/data/request.html", shown, status=422 if has_errors else 200)


def _asked(request: SignedInRequest, number: int) -> PrivacyRequest:
    return get_object_or_404(requests_visible_to(request.user), pk=number)
