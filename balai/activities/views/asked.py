"""What views about activities ask in the same way."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from balai.accounts.visitors import SignedInRequest
from balai.activities.models import Course, Session
from balai.activities.permissions import may_write_courses


def key_in(request: SignedInRequest) -> UUID:
    """Read the key that the form minted; a form without one was not made here."""
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError as wrong:
        raise Http404 from wrong


def seen_session(request: SignedInRequest, number: int) -> Session:
    seen = Session.objects.visible_to(request.user).select_related("village", "series")
    return get_object_or_404(seen, pk=number)


def hosted_session(request: SignedInRequest, number: int) -> Session:
    """Find one that somebody leads in the name of the village: guests find nothing here."""
    own = Session.objects.hosted_by(request.user).select_related("village", "series")
    return get_object_or_404(own, pk=number)


def led_session(request: SignedInRequest, number: int) -> Session:
    """Find one that somebody works on; who only sees it finds nothing to do there."""
    own = Session.objects.worked_on_by(request.user).select_related("village", "series")
    return get_object_or_404(own, pk=number)


def check_writes_courses(request: SignedInRequest) -> None:
    if not may_write_courses(request.user):
        raise Http404


def course_to_write(request: SignedInRequest, slug: str) -> Course:
    check_writes_courses(request)
    return get_object_or_404(Course.objects.select_related("current"), slug=slug)
