"""Writing to a seller without WhatsApp and without an account."""

from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from balai.catalogue.actions.enquiries import send_enquiry
from balai.catalogue.models import KEPT_FOR, Enquiry, Listing
from balai.catalogue.queries.enquiries import readers_of
from balai.core.errors import Refused
from balai.core.limits import Limit, spend, who_asks
from balai.portal.errors import SentFromElsewhere, TooManyMessages
from balai.portal.forms.enquiries import EnquiryForm

FROM_ONE_NETWORK = Limit("enquiry_from", most=5, seconds=3600)
ABOUT_ONE_LISTING = Limit("enquiry_about", most=40, seconds=24 * 3600)


@csrf_exempt  # no cookie for visitors: what comes from another site's page is told by its Origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    listing = _listing(request, kind, number)
    now = timezone.now()
    form = EnquiryForm(request.POST or None, now=now)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            _send(request, listing, form, now=now)
        except TooManyMessages as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.TOO_MANY_REQUESTS
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("portal:enquiry_sent", kind, number)
    if form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = {
        "form": form,
        "listing": listing,
        "somebody_reads": bool(readers_of(listing)),
        "days": KEPT_FOR.days,
    }
    return render(request, "portal/enquiry.html", shown, status=status)


@require_safe
def enquiry_sent(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    listing = _listing(request, kind, number)
    return render(request, "portal/enquiry_sent.html", {"listing": listing})


def _listing(request: HttpRequest, kind: str, number: int) -> Listing:
    shown = Listing.objects.shown_to(request.user).of_kind(kind)
    return get_object_or_404(shown.select_related("village", "seller"), pk=number)


def _send(request: HttpRequest, listing: Listing, form: EnquiryForm, *, now: datetime) -> None:
    """Send once; what was sent before costs nothing."""
    if is_from_elsewhere(request):
        raise SentFromElsewhere
    key = form.cleaned_data["request_key"]
    if Enquiry.objects.sent_as(key) is None:
        _check_measure(request, listing, now=now)
    send_enquiry(listing, form.said, language=get_language() or "id", key=key, now=now)


def _check_measure(request: HttpRequest, listing: Listing, *, now: datetime) -> None:
    wait = spend(FROM_ONE_NETWORK, who_asks(request, now=now), now=now)
    wait = wait or spend(ABOUT_ONE_LISTING, str(listing.pk), now=now)
    if wait:
        raise TooManyMessages(minutes=wait // 60 + 1)


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Tell whether another site's page sends this; every browser of today says so."""
    origin = request.headers.get("Origin", "")
    is_other = bool(origin) and urlsplit(origin).netloc != request.get_host()
    return is_other or request.headers.get("Sec-Fetch-Site") == "cross-site"
