"""The literacy check for the people of a class, who come with a code and a number.

Its form is one of the outbox, also for visitors: where the signal goes, the phone keeps
what was picked and sends it once. Nothing is kept of it here but the answers themselves,
under the key of the form; ADR 0021 says why.
"""

from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from balai.activities.public import OpenCheck, answer_check, answered_at, check_by_code
from balai.core.errors import Refused
from balai.core.limits import Limit, spend, who_asks
from balai.intake.answers import Answer, as_json
from balai.intake.sending import Mode, mode_of
from balai.portal.errors import SentFromElsewhere, TooManyMessages
from balai.portal.forms.checks import CheckForm
from balai.portal.views.enquiries import is_from_elsewhere

# A whole class sits behind one address.
FROM_ONE_NETWORK = Limit("check_from", most=300, seconds=3600)
# The largest class answers twice in an hour; no flood fills the numbers of a small one.
OF_ONE_CHECK = Limit("check_of", most=600, seconds=3600)


@require_safe
def find_check(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a class."""
    code = request.GET.get("kode", "").strip()
    found = check_by_code(code) if code else None
    if found is not None:
        return redirect("portal:check", found.code)
    return render(request, "portal/checks/find_check.html", {"code": code[:20]})


@csrf_exempt  # no cookie for visitors: what comes from another site's page is told by its Origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the questions while the check is open, and keep what was picked."""
    found = check_by_code(code, asked=request.POST.get("asked", ""))
    if found is None:
        raise Http404
    now = timezone.now()
    first = {"asked": found.asked}
    form = CheckForm(request.POST or None, now=now, items=found.items, initial=first)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            at = _send(request, found, form, now=now)
        except TooManyMessages as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.TOO_MANY_REQUESTS
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _received(request, found, form, at=at)
    if form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = {"check": found, "form": form, "path": request.path}
    page = render(request, "portal/checks/check.html", shown, status=status)
    return page if status == HTTPStatus.OK else _not_taken(request, form, page)


@require_safe
def check_sent(request: HttpRequest, code: str) -> HttpResponse:
    if check_by_code(code) is None:
        raise Http404
    return render(request, "portal/checks/check_sent.html")


def _send(request: HttpRequest, found: OpenCheck, form: CheckForm, *, now: datetime) -> datetime:
    """Send once; what was sent before costs nothing."""
    if is_from_elsewhere(request):
        raise SentFromElsewhere
    said = form.cleaned_data
    if answered_at(said["request_key"]) is None:
        wait = spend(FROM_ONE_NETWORK, who_asks(request, now=now), now=now)
        if wait := wait or spend(OF_ONE_CHECK, found.code, now=now):
            raise TooManyMessages(minutes=wait // 60 + 1)
    return answer_check(
        found.code,
        said["taker"],
        form.picks,
        now=now,
        request_key=said["request_key"],
        asked=said["asked"],
    )


def _received(
    request: HttpRequest, found: OpenCheck, form: CheckForm, *, at: datetime
) -> HttpResponse:
    if mode_of(request) is Mode.PLAIN:
        return redirect("portal:check_sent", found.code)
    location = reverse("portal:check_sent", args=[found.code])
    key = form.cleaned_data["request_key"]
    return as_json(Answer(HTTPStatus.CREATED, "accepted", _("Received"), location, key, at))


def _not_taken(request: HttpRequest, form: CheckForm, page: HttpResponse) -> HttpResponse:
    """Say why not: with the page to who looks at it, in a sentence to a phone that sends."""
    mode = mode_of(request)
    if mode is Mode.PLAIN:
        return page
    sentences = [str(one) for errors in form.errors.values() for one in errors]
    answer = Answer(page.status_code, "refused", " ".join(sentences))
    is_shown = mode is Mode.PAGE and page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    return as_json(answer, page=page.content.decode() if is_shown else "")
