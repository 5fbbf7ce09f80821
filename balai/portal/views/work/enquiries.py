"""What visitors wrote, and how often they left for a chat."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.visitors import SignedInRequest, rights_of
from balai.catalogue.actions.enquiries import answer_enquiry
from balai.catalogue.models import KEPT_FOR, Enquiry
from balai.catalogue.queries.enquiries import enquiries_for, presses_for
from balai.channels.whatsapp import chat_link
from balai.core.errors import Refused
from balai.core.numbers import number_in
from balai.portal.queries.work import WRITING

_PAGE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with the way to answer it."""

    enquiry: Enquiry
    reply: str
    by_chat: bool

    @classmethod
    def of(cls, enquiry: Enquiry) -> Self:
        """Begin the answer in the language the message was written in."""
        with translation.override(enquiry.language):
            title = str(enquiry.listing)
            greeting = _("Hello %(name)s, about “%(title)s”: ") % {
                "name": enquiry.name,
                "title": title,
            }
        if enquiry.phone_number:
            return cls(enquiry, chat_link(enquiry.phone_number, greeting), by_chat=True)
        mail = f"mailto:{quote(enquiry.email)}?subject={quote(title)}&body={quote(greeting)}"
        return cls(enquiry, mail, by_chat=False)


@login_required
@require_safe
def enquiries(request: SignedInRequest) -> HttpResponse:
    kinds = {right.kind for right in rights_of(request.user)}
    if not kinds & WRITING:
        raise Http404
    is_answered = request.GET.get("keadaan") == "dijawab"
    found = enquiries_for(request.user, is_answered=is_answered, now=timezone.now())
    if after := number_in(request.GET.get("setelah")):
        found = found.filter(pk__lt=after)
    rows = list(found[: _PAGE + 1])
    context = {
        "shown": [Shown.of(enquiry) for enquiry in rows[:_PAGE]],
        "following": rows[_PAGE - 1].pk if len(rows) > _PAGE else None,
        "is_answered": is_answered,
        "presses": presses_for(request.user, today=timezone.localdate()),
        "days": KEPT_FOR.days,
        "section": "enquiries",
    }
    return render(request, "portal/work/enquiries.html", context)


@login_required
@require_POST
def enquiry_answer(request: SignedInRequest, number: int) -> HttpResponse:
    """Write down that a message was answered."""
    kept = Enquiry.objects.visible_to(request.user).kept(now=timezone.now())
    enquiry: Enquiry = get_object_or_404(kept.select_related("listing__village"), pk=number)
    try:
        answer_enquiry(enquiry, by=request.user, now=timezone.now())
        messages.success(request, _("Noted: this message is answered."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("portal:enquiries")
