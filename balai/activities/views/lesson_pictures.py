"""Pictures that authors bring for the lessons of a course."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.courses import draft_of
from balai.activities.actions.lesson_pictures import add_lesson_picture, remove_lesson_picture
from balai.activities.forms.lesson_pictures import LessonPictureForm
from balai.activities.models import LessonPicture
from balai.activities.queries.lesson_pictures import own_pictures
from balai.activities.views.asked import course_to_write
from balai.core.errors import Refused
from balai.photos.sizes import MOST_BYTES


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lesson_pictures(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what was brought for a course, and how lessons name it; take one more."""
    found = course_to_write(request, slug)
    form = LessonPictureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["picture"].read(MOST_BYTES + 1)
        name = form.cleaned_data["name"]
        try:
            add_lesson_picture(found, sent, name=name, by=request.user, now=timezone.now())
            messages.success(request, _("The picture is here. Copy its line into the lesson."))
            return redirect("activities:lesson_pictures", slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    draft = draft_of(found)
    shown = {
        "course": found,
        "draft": draft,
        "form": form,
        "pictures": own_pictures(found, draft),
        "section": "courses",
    }
    status = 422 if form.errors else 200
    return render(request, "activities/lesson_pictures.html", shown, status=status)


@login_required
@require_POST
def lesson_picture_removal(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    found = course_to_write(request, slug)
    seen = LessonPicture.objects.visible_to(request.user).select_related("course")
    picture = get_object_or_404(seen, course=found, name=name)
    try:
        remove_lesson_picture(picture, by=request.user, now=timezone.now())
        messages.success(request, _("The picture is gone."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("activities:lesson_pictures", slug)
