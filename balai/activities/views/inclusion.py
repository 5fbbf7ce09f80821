"""Whom the sessions of an area reached, for officers: counts alone."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.permissions import areas_planned_for, areas_watched
from balai.activities.queries.inclusion import reached_in

SPANS = {"90": timedelta(days=90), "365": timedelta(days=365)}


@login_required
@require_safe
def reach(request: SignedInRequest) -> HttpResponse:
    areas = areas_watched(request.user) or areas_planned_for(request.user)
    days = request.GET.get("hari", "90")
    if not areas or days not in SPANS:
        raise Http404
    now = timezone.now()
    rows = reached_in(areas, since=now - SPANS[days], until=now)
    shown = {"rows": rows, "days": days, "spans": list(SPANS), "section": "sessions"}
    return render(request, "activities/reach.html", shown)
