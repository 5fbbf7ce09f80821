"""Courses that everybody may read; who signed in sees how far they are."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.activities.public import (
    Recording,
    open_courses,
    percent_of,
    read_course,
    read_lesson,
    read_quiz,
    recordings_of_course,
)
from balai.channels.heads import head_of_page


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """List all courses, in their order."""
    title = _("Courses")
    description = _("Short lessons for a phone: digital skills, safety, selling, paying.")
    return _page(
        request,
        "courses.html",
        {"courses": open_courses(request.user)},
        title=title,
        description=description,
    )


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a course holds."""
    found = read_course(slug, request.user)
    if found is None:
        raise Http404
    recordings = recordings_of_course(slug, request.user) if request.user.is_authenticated else []
    shown = {
        "course": found,
        "recordings": recordings,
        "recorded_kilobytes": sum(one.kilobytes for one in recordings),
    }
    return _page(request, "course.html", shown, title=found.title)


@require_safe
def lesson(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one lesson."""
    read = read_lesson(slug, number, request.user)
    if read is None:
        raise Http404
    found, shown_lesson = read
    shown = {
        "course": found,
        "lesson": shown_lesson,
        "recording": Recording.named(shown_lesson.recording),
    }
    return _page(request, "lesson.html", shown, title=f"{shown_lesson.title} · {found.title}")


@require_safe
def quiz(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the quiz of a course. Answers in the address are marked, and kept nowhere."""
    given = {name: values for name, values in request.GET.lists() if name.startswith("q")}
    read = read_quiz(slug, request.user, given or None)
    if read is None:
        raise Http404
    found, questions = read
    shown = {
        "course": found,
        "questions": questions,
        "percent": percent_of(questions) if given else None,
    }
    title = _("Quiz: %(course)s") % {"course": found.title}
    return _page(request, "quiz.html", shown, title=title)


def _page(
    request: HttpRequest, template: str, shown: dict[str, Any], *, title: str, description: str = ""
) -> HttpResponse:
    about = description or shown["course"].summary
    context = {
        "head": head_of_page(request.path, title=title, description=about),
        "title": title,
        "section": "courses",
        "is_learner": request.user.is_authenticated,
    }
    return render(request, f"portal/courses/{template}", context | shown)
