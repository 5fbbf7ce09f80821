"""The people of a village who take part: written down, changed, made one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.consent_texts import text_now
from balai.accounts.consenting import ATTENDANCE
from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.participants import (
    change_participant,
    merge_participants,
    write_participant,
)
from balai.activities.forms.participants import ParticipantForm, ToldForm
from balai.activities.models import Participant
from balai.activities.permissions import areas_planned_for, may_plan_in
from balai.activities.queries.participants import attended_by, people_of, twins_in
from balai.activities.views.asked import key_in
from balai.core.errors import Refused
from balai.core.numbers import number_in
from balai.intake.receiving import takes_receipts
from balai.registry.models import Region
from balai.registry.queries.names import villages_within

_PAGE = 100


@login_required
@require_safe
def participants(request: SignedInRequest) -> HttpResponse:
    """Those of one village at a time; who was perhaps written down twice stands first."""
    villages, code = _village(request)
    words = request.GET.get("nama", "").strip()[:80]
    page = Paginator(people_of(request.user, village_code=code, words=words), _PAGE)
    shown = {
        "villages": villages,
        "code": code,
        "words": words,
        "page": page.get_page(request.GET.get("hal")),
        "twins": twins_in(request.user, code),
        "section": "sessions",
    }
    return render(request, "activities/participants.html", shown)


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_participant(request: SignedInRequest) -> HttpResponse:
    villages, code = _village(request)
    form = ParticipantForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            new = write_participant(
                said["name"],
                form.told(),
                village=Region.objects.get(code=code),
                how=said["how"],
                proof=said["proof"],
                by=request.user,
                now=timezone.now(),
                key=key_in(request),
            )
            messages.success(request, _("Written down. Hand her the code if she wants it."))
            return redirect("activities:participant", new.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "form": form,
        "code": code,
        "village": villages[code],
        "text": text_now(ATTENDANCE, get_language() or "id"),
        "section": "sessions",
    }
    return render(
        request, "activities/new_participant.html", shown, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participant(request: SignedInRequest, number: int) -> HttpResponse:
    """One of them: what she told, what she came to, and the way to her consent."""
    found = _visible(request, number)
    form = ToldForm(request.POST or None, initial=ToldForm.said_of(found))
    if form.is_valid():
        try:
            change_participant(found, form.told(), by=request.user, now=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("activities:participant", found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "participant": found,
        "form": form,
        "attended": attended_by(found),
        "may_change": may_plan_in(request.user, found.village.code),
        "section": "sessions",
    }
    return render(request, "activities/participant.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def merging(request: SignedInRequest, number: int) -> HttpResponse:
    """Somebody said that two are one person."""
    kept = _visible(request, number)
    twin = _visible(request, number_in(request.POST.get("twin")) or 0)
    try:
        merge_participants(kept, twin, by=request.user, now=timezone.now())
        said = _("%(name)s is one person now, with all that both came to.")
        messages.success(request, said % {"name": kept.called})
    except Refused as refusal:
        messages.error(request, str(refusal))
    address = reverse("activities:participants")
    return redirect(f"{address}?desa={kept.village.code}")


def _visible(request: SignedInRequest, number: int) -> Participant:
    people = Participant.objects.visible_to(request.user).standing().named()
    return get_object_or_404(people.select_related("village"), pk=number)


def _village(request: SignedInRequest) -> tuple[dict[str, str], str]:
    """Name the villages whose people somebody writes down, and the one that is asked for."""
    villages = villages_within(areas_planned_for(request.user))
    code = request.GET.get("desa") or next(iter(villages), "")
    if code not in villages:
        raise Http404
    return villages, code
