"""Which village an address means, also by a code that has ended."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse

from balai.channels import queries
from balai.registry.models import Region


def of_village(
    view: Callable[[HttpRequest, Region], HttpResponseBase],
) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Hand a view the village of its code; an old code leads to the same of its one successor.

    As for the village's page, browsers ask again: a code that ended may come back.
    """

    @wraps(view)
    def answer(request: HttpRequest, code: str) -> HttpResponseBase:
        village = queries.villages(request.user).filter(code=code).first()
        if village is not None:
            return view(request, village)
        successor = queries.village_after(request.user, code)
        if successor is None or request.resolver_match is None:
            raise Http404
        home = reverse(request.resolver_match.view_name, args=[successor.code])
        return HttpResponsePermanentRedirect(home, headers={"Cache-Control": "no-cache"})

    return answer
