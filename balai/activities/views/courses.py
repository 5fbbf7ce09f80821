"""Courses as they are written in the workroom."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.courses import (
    begin_version,
    change_version,
    draft_of,
    publish_version,
    withdraw_course,
    write_course,
    write_lesson,
)
from balai.activities.drawings import address_of, drawn_pictures
from balai.activities.forms.courses import CourseForm, LessonForm, NewCourseForm, said_of
from balai.activities.models import Course
from balai.activities.queries.learning import next_number
from balai.activities.queries.lesson_pictures import finder_in
from balai.activities.rules import lessons
from balai.activities.views.asked import check_writes_courses as _check_may
from balai.activities.views.asked import course_to_write as _course
from balai.core.errors import Refused


@login_required
@require_safe
def courses(request: SignedInRequest) -> HttpResponse:
    _check_may(request)
    found = Course.objects.in_order().select_related("current").prefetch_related("versions")
    return render(request, "activities/courses.html", {"courses": found, "section": "courses"})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_course(request: SignedInRequest) -> HttpResponse:
    _check_may(request)
    form = NewCourseForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = write_course(
                form.told(),
                pillar=said["pillar"],
                minutes=said["minutes"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, _("Begun. Now write its lessons."))
            return redirect("activities:course", made.slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "section": "courses"}
    status = 422 if form.errors else 200
    return render(request, "activities/new_course.html", shown, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a course with its draft, and say something else of it."""
    found = _course(request, slug)
    draft = draft_of(found)
    first = said_of(draft or found.current, CourseForm)
    form = CourseForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and draft is not None and form.is_valid():
        try:
            change_version(draft, form.told(), by=request.user, now=timezone.now())
            messages.success(request, _("Saved in the draft."))
            return redirect("activities:course", slug)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    written = draft or found.current
    shown = {
        "course": found,
        "draft": draft,
        "form": form,
        "lessons": list(written.lessons.all()) if written else [],
        "next_number": next_number(written) if written else 1,
        "section": "courses",
    }
    status = 422 if form.errors else 200
    return render(request, "activities/course.html", shown, status=status)


@login_required
@require_POST
def course_step(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin the next version, publish it, or withdraw the course."""
    found = _course(request, slug)
    step, now = request.POST.get("step"), timezone.now()
    try:
        if step == "begin":
            begin_version(found, by=request.user, now=now)
        elif step == "publish" and (draft := draft_of(found)):
            publish_version(draft, by=request.user, now=now)
            messages.success(request, _("Published. Everybody may read it."))
        elif step == "withdraw":
            withdraw_course(found, by=request.user, now=now)
            messages.success(request, _("Withdrawn. Whoever is on the way through may finish."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("activities:course", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Write one lesson of the draft, and see how it looks."""
    found = _course(request, slug)
    draft = draft_of(found)
    if draft is None or not 1 <= number <= next_number(draft):
        raise Http404
    written = draft.lessons.filter(number=number).first()
    form = LessonForm(request.POST or None, initial=said_of(written, LessonForm))
    if form.is_valid():
        try:
            write_lesson(draft, number, form.told(), by=request.user, now=timezone.now())
            messages.success(request, _("Saved in the draft."))
            return redirect("activities:written_lesson", slug, number)
        except Refused as refusal:
            form.add_error("words", str(refusal))
    shown = {
        "course": found,
        "form": form,
        "number": number,
        "written": written,
        "preview": lessons.shown(written.words, picture=finder_in(found)) if written else "",
        "pictures": [(name, address_of(name)) for name in sorted(drawn_pictures())],
        "section": "courses",
    }
    status = 422 if form.errors else 200
    return render(request, "activities/written_lesson.html", shown, status=status)


@login_required
@require_safe
def quiz_file(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand the quiz out as a file that Moodle reads."""
    found = _course(request, slug)
    written = draft_of(found) or found.current
    if written is None or not written.quiz:
        raise Http404
    answer = HttpResponse(written.quiz, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.gift.txt"'
    answer["Cache-Control"] = "private, no-store"
    return answer
