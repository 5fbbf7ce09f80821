"""The people of one's areas, one of them, and what was done about them."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.models import RoleKind
from balai.accounts.visitors import SignedInRequest
from balai.portal.queries.people import Asked, people_page, person_page
from balai.portal.queries.trail import trail_page
from balai.portal.views.people.charge import charge_or_404


@login_required
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    charge = charge_or_404(request)
    asked = Asked.read(request.GET)
    page = people_page(charge, asked, now=timezone.now())
    following = {"q": asked.words, "peran": asked.kind, "hal": asked.page + 1}
    return render(
        request,
        "portal/people/people.html",
        {
            "page": page,
            "asked": asked,
            "kinds": RoleKind.choices,
            "next_url": f"?{urlencode(following)}" if page.has_more else "",
            "section": "people",
        },
    )


@login_required
@require_safe
def person(request: SignedInRequest, number: int) -> HttpResponse:
    page = person_page(charge_or_404(request), number)
    if page is None:
        raise Http404
    return render(request, "portal/people/person.html", {"page": page, "section": "people"})


@login_required
@require_safe
def trail(request: SignedInRequest) -> HttpResponse:
    charge = charge_or_404(request)
    asked = Asked.read(request.GET)
    lines, has_more = trail_page(charge.areas, page=asked.page)
    return render(
        request,
        "portal/people/trail.html",
        {
            "lines": lines,
            "next_url": f"?hal={asked.page + 1}" if has_more else "",
            "section": "people",
        },
    )
