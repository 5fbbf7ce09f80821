"""The first page: what villages show, and all of them at a glance."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.catalogue.models import Listing
from balai.catalogue.queries.cards import cards_of
from balai.catalogue.queries.lists import Choice, options_of
from balai.channels.heads import head_of_page
from balai.portal.queries.events import coming_events
from balai.portal.queries.squares import province_squares

SHELF = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    fresh = Listing.objects.public().freshest_first()
    squares = province_squares(settings.PROVINCE_CODE)
    return render(
        request,
        "portal/home.html",
        {
            "head": head_of_page(
                request.path,
                title=_("Village hall of %(province)s") % {"province": squares.province_name},
                description=_(
                    "Products, journeys and culture of the villages of %(province)s, "
                    "straight from those who make and guide."
                )
                % {"province": squares.province_name},
            ),
            "squares": squares,
            "options": options_of(Choice(), province_code=settings.PROVINCE_CODE),
            "cards": cards_of(fresh[:SHELF], today=today),
            "events": coming_events(today=today),
        },
    )
