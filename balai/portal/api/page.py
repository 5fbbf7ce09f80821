"""The page that tells people what programs may ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.channels.addresses import absolute
from balai.channels.heads import head_of_page
from balai.portal.api.paging import MOST, USUAL
from balai.portal.api.problems import PROBLEMS
from balai.portal.api.routes import ADDRESS, ROUTES


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    title = _("Balai for programs")
    description = _("What villages show, as JSON: addresses, paging, problems.")
    return render(
        request,
        "portal/api.html",
        {
            "head": head_of_page(request.path, title=title, description=description),
            "title": title,
            "routes": ROUTES,
            "address": absolute(ADDRESS),
            "problems": PROBLEMS,
            "usual": USUAL,
            "most": MOST,
        },
    )
