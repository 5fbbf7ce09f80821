"""Whoever comes first after a season's end finds it ended: in totals and in search, too."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from balai.catalogue.actions.doors import settle_due
from balai.core.freshness import content_has_lapsed

# Seconds in which no second request of this memory tries, where the first could not write.
_PAUSE = 20
# Where nothing is counted: these close by themselves.
_UNCOUNTED = (settings.STATIC_URL, settings.MEDIA_URL, "/motif/")
logger = logging.getLogger(__name__)


class SeasonsOnTime:
    """Opens and closes what a season does, before the page is made or taken from memory.

    Costs nothing beside the content version, which every page asks. Rows, pages and pictures
    close by themselves at midnight; this is for what is counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(_UNCOUNTED) and content_has_lapsed():
            _settle()
        return self.get_response(request)


def _settle() -> None:
    if not cache.add("seasons-on-time", 1, _PAUSE):
        return
    try:
        settle_due(now=timezone.now())
    except OperationalError as silence:
        logger.warning("Seasons were not seen to: %s", silence)
    else:
        cache.delete("seasons-on-time")
