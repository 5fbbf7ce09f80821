"""The lessons of a draft: put in another order, or left out.

Each is named by itself, not by its place: a page that was opened before somebody else
changed the order moves the lesson that it shows, and no other.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.lessons import place_lesson, remove_lesson
from balai.activities.models import Lesson
from balai.activities.permissions import may_write_courses
from balai.core.errors import Refused
from balai.core.numbers import number_in


@login_required
@require_POST
def lesson_place(request: SignedInRequest, number: int) -> HttpResponse:
    """Give a lesson its place in the draft."""
    found = _lesson(request, number)
    place = number_in(request.POST.get("place"), digits=3)
    if place is None:
        raise Http404
    return _done(
        request,
        found,
        lambda: place_lesson(found, place, by=request.user, now=timezone.now()),
        said=_("Now in place %(place)s: %(lesson)s"),
    )


@login_required
@require_POST
def lesson_removal(request: SignedInRequest, number: int) -> HttpResponse:
    found = _lesson(request, number)
    return _done(
        request,
        found,
        lambda: remove_lesson(found, by=request.user, now=timezone.now()),
        said=_("Left out of the draft: %(lesson)s"),
    )


def _done(
    request: SignedInRequest, lesson: Lesson, act: Callable[[], None], *, said: str
) -> HttpResponse:
    address = reverse("activities:course", args=[lesson.version.course.slug])
    try:
        act()
        messages.success(request, said % {"place": lesson.number, "lesson": lesson.title})
    except Refused as refusal:
        messages.error(request, str(refusal))
    # Whoever goes by keyboard goes on from where the lesson stands now.
    return redirect(f"{address}#p{lesson.pk}")


def _lesson(request: SignedInRequest, number: int) -> Lesson:
    if not may_write_courses(request.user):
        raise Http404
    return get_object_or_404(Lesson.objects.select_related("version__course"), pk=number)
