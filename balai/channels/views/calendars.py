"""Calendars of sessions: of a village, and of one person by a secret link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.activities.public import sessions_by_link, sessions_in_village
from balai.channels.calendars import CONTENT_TYPE, calendar
from balai.channels.views.answers import fresh_while_content_stays
from balai.channels.views.villages import of_village
from balai.registry.models import Region


@require_safe
@fresh_while_content_stays
@of_village
def village_calendar(request: HttpRequest, village: Region) -> HttpResponse:
    """What everybody may come to in a village."""
    title = _("Activities in %(village)s") % {"village": village.called}
    sessions = sessions_in_village(village.code, now=timezone.now())
    return HttpResponse(calendar(title, sessions), content_type=CONTENT_TYPE)


@require_safe
@never_cache
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What concerns whose link this is: who has the link, reads it without signing in."""
    sessions = sessions_by_link(token, now=timezone.now())
    if sessions is None:
        raise Http404
    answer = HttpResponse(calendar(_("My activities"), sessions), content_type=CONTENT_TYPE)
    answer["X-Robots-Tag"] = "noindex"
    return answer
