"""Learning: what one worked through is kept, what one answered is marked."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.learning import answer_quiz, finish_lesson
from balai.activities.models import QuizTry
from balai.activities.queries.certificates import own_certificates
from balai.activities.queries.learning import Reading, course_for, own_courses
from balai.activities.queries.quizzes import shown_quiz
from balai.activities.rules.quizzes import PASS_MARK
from balai.core.errors import Refused
from balai.intake.receiving import takes_receipts


@login_required
@require_safe
def learning(request: SignedInRequest) -> HttpResponse:
    """Show the courses one is on, and what one earned."""
    shown = {
        "courses": own_courses(request.user),
        "certificates": own_certificates(request.user),
        "section": "learning",
    }
    return render(request, "activities/learning.html", shown)


@takes_receipts
@login_required
@require_POST
def lesson_done(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    read = _read(request, slug)
    lesson = get_object_or_404(read.version.lessons, number=number)
    try:
        finish_lesson(lesson, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(read.course)
    following = read.version.lessons.filter(number__gt=number).order_by("number").first()
    if following is not None:
        return redirect("portal:lesson", slug, following.number)
    return redirect("portal:quiz", slug) if read.version.quiz else redirect(read.course)


@takes_receipts
@login_required
@require_POST
def quiz_try(request: SignedInRequest, slug: str) -> HttpResponse:
    """Keep the answers to a quiz; the next page shows how they were marked."""
    read = _read(request, slug)
    try:
        key = UUID(request.POST.get("request_key", ""))
    except ValueError:
        key = uuid4()
    given = {name: values for name, values in request.POST.lists() if name.startswith("q")}
    try:
        made = answer_quiz(
            read.version,
            given,
            language=get_language() or "id",
            by=request.user,
            now=timezone.now(),
            request_key=key,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(read.course)
    return redirect("activities:quiz_result", made.pk)


@login_required
@require_safe
def quiz_result(request: SignedInRequest, number: int) -> HttpResponse:
    """Show how one try was marked, and what comes next."""
    found = get_object_or_404(
        QuizTry.objects.filter(enrolment__person=request.user).select_related(
            "enrolment__version__course"
        ),
        pk=number,
    )
    version = found.enrolment.version
    shown = {
        "result": found,
        "questions": shown_quiz(version, found.given, language=found.language),
        "course": Reading(version.course, version, found.enrolment).shown,
        "has_passed": found.percent >= PASS_MARK,
        "pass_mark": PASS_MARK,
        "again": reverse("portal:quiz", args=[version.course.slug]),
        "section": "learning",
    }
    return render(request, "activities/quiz_result.html", shown)


def _read(request: SignedInRequest, slug: str) -> Reading:
    read = course_for(slug, request.user)
    if read is None:
        raise Http404
    return read
