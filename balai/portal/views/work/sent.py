"""What was sent from phones: what waits and why, to mend, decide, hand over or load."""

from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused
from balai.intake import mending
from balai.intake.files import load, read
from balai.intake.models import Receipt, State
from balai.intake.replaying import replay
from balai.intake.sending import key_in
from balai.portal.queries.sent import (
    areas_of_help,
    decided_of,
    names_of,
    visible_to,
    waiting_in_area_of,
    waiting_of,
)

_LARGEST_FILE = 60_000_000


@login_required
@require_safe
def sent_items(request: SignedInRequest) -> HttpResponse:
    """List what is on the phone, what waits here, and what arrived lately."""
    context = {
        "waiting": waiting_of(request.user),
        "decided": decided_of(request.user),
        "of_others": waiting_in_area_of(request.user),
        "may_help": bool(areas_of_help(request.user)),
        "section": "sent",
    }
    return render(request, "portal/work/sent.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def sent_item(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Show one thing that was sent; where two people changed one field, its writer decides."""
    receipt = _found(request, key)
    both = mending.both_of(receipt) if receipt.state == State.CLASHING else None
    if request.method == "GET":
        return _shown(request, receipt, both)
    if both is None or receipt.sender_number != request.user.pk:
        return redirect("portal:sent_item", key)
    new_key = key_in(request.POST.get("key", ""))
    if request.POST.get("version") != str(both.version) or new_key is None:
        return _shown(request, receipt, both, error=_("It was changed once more. Look again."))
    try:
        decided = mending.decided(
            receipt, both, request.POST.dict(), key=new_key, now=timezone.now()
        )
    except Refused as refusal:
        return _shown(request, receipt, both, error=str(refusal))
    return _run(request, decided)


@login_required
@require_POST
def sent_again(request: SignedInRequest, key: UUID) -> HttpResponseBase:
    """Run what waits once more; its writer gets the form to mend where it is refused again."""
    receipt = _waiting(request, key)
    is_own = receipt.sender_number == request.user.pk
    if is_own and receipt.brought_by_number:
        mending.take_over(receipt, by=request.user, now=timezone.now())
    if not is_own:
        return _run(request, receipt)
    answer = replay(receipt, shown_to=request)
    if answer is not None and answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        return answer
    return _told(request, receipt)


@login_required
@require_POST
def sent_handover(request: SignedInRequest, key: UUID) -> HttpResponse:
    receipt = _waiting(request, key)
    if receipt.sender_number != request.user.pk:
        raise Http404
    mending.hand_over(receipt, by=request.user, now=timezone.now())
    messages.success(request, _("Handed over. The officers of the area see it now."))
    return redirect("portal:sent_items")


@login_required
@require_POST
def sent_aside(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say that what waits is not needed any more."""
    mending.put_aside(_waiting(request, key), by=request.user, now=timezone.now())
    messages.success(request, _("Put aside. What was sent is kept for some days more."))
    return redirect("portal:sent_items")


@login_required
@require_http_methods(["GET", "POST"])
def sent_file(request: SignedInRequest) -> HttpResponse:
    """Load the file of a phone that cannot send: one's own, or for officers anybody's."""
    context: dict[str, object] = {"section": "sent"}
    if request.method == "GET":
        return render(request, "portal/work/sent_file.html", context)
    try:
        unsent = read(_content(request))
    except Refused as refusal:
        context["error"] = str(refusal)
        return render(request, "portal/work/sent_file.html", context, status=422)
    if unsent.person_number != request.user.pk and not areas_of_help(request.user):
        context["error"] = _("Only whoever wrote these notes and officers may load them.")
        return render(request, "portal/work/sent_file.html", context, status=422)
    context["loaded"] = load(unsent, by_number=request.user.pk, now=timezone.now())
    context["writer"] = names_of([unsent.person_number]).get(unsent.person_number, "")
    return render(request, "portal/work/sent_file.html", context)


def _content(request: SignedInRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > _LARGEST_FILE:
        return b""
    content: bytes = file.read()
    return content


def _found(request: SignedInRequest, key: UUID) -> Receipt:
    return get_object_or_404(visible_to(request.user), key=key)


def _waiting(request: SignedInRequest, key: UUID) -> Receipt:
    return get_object_or_404(visible_to(request.user).waiting(), key=key)


def _run(request: SignedInRequest, receipt: Receipt) -> HttpResponse:
    replay(receipt)
    return _told(request, receipt)


def _told(request: SignedInRequest, receipt: Receipt) -> HttpResponse:
    """Say what became of it."""
    receipt.refresh_from_db()
    if receipt.is_waiting:
        messages.error(request, receipt.sentence or State(receipt.state).label)
        return redirect("portal:sent_item", receipt.key)
    messages.success(request, _("Accepted. %(said)s") % {"said": receipt.sentence})
    return redirect("portal:sent_items")


def _shown(
    request: SignedInRequest, receipt: Receipt, both: mending.Both | None, *, error: str = ""
) -> HttpResponse:
    content = receipt.content if receipt.sealed_body is not None else None
    context = {
        "receipt": receipt,
        "is_own": receipt.sender_number == request.user.pk,
        "sender": names_of([receipt.sender_number]).get(receipt.sender_number, ""),
        "fields": mending.readable(content) if content else [],
        "files": content.files if content else (),
        "both": both,
        "key": uuid4(),
        "error": error,
        "section": "sent",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "portal/work/sent_item.html", context, status=status)
