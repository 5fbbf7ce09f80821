"""The literacy check for the people of a class, who come with a code and a number."""

from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from balai.activities.public import OpenCheck, answer_check, check_by_code
from balai.core.errors import Refused
from balai.core.limits import Limit, spend, who_asks
from balai.portal.errors import SentFromElsewhere, TooManyMessages
from balai.portal.forms.checks import CheckForm
from balai.portal.views.enquiries import is_from_elsewhere

# A whole class sits behind one address.
FROM_ONE_NETWORK = Limit("check_from", most=300, seconds=3600)


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
    found = check_by_code(code)
    if found is None:
        raise Http404
    now = timezone.now()
    form = CheckForm(request.POST or None, now=now, items=found.items)
    status = HTTPStatus.OK
    if form.is_valid():
        try:
            _send(request, found, form, now=now)
        except TooManyMessages as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.TOO_MANY_REQUESTS
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("portal:check_sent", found.code)
    if form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = {"check": found, "form": form}
    return render(request, "portal/checks/check.html", shown, status=status)


@require_safe
def check_sent(request: HttpRequest, code: str) -> HttpResponse:
    if check_by_code(code) is None:
        raise Http404
    return render(request, "portal/checks/check_sent.html")


def _send(request: HttpRequest, found: OpenCheck, form: CheckForm, *, now: datetime) -> None:
    if is_from_elsewhere(request):
        raise SentFromElsewhere
    if wait := spend(FROM_ONE_NETWORK, who_asks(request, now=now), now=now):
        raise TooManyMessages(minutes=wait // 60 + 1)
    key = form.cleaned_data["request_key"]
    answer_check(found.code, form.cleaned_data["taker"], form.picks, now=now, request_key=key)
