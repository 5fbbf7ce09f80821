"""The sound of a lesson of a draft: heard, put in the place of the one before, taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.recordings import FIELDS, record_lesson, remove_recording
from balai.activities.forms.recordings import RecordingForm
from balai.activities.models import Lesson
from balai.activities.permissions import may_write_courses
from balai.activities.recordings import Recording
from balai.core.errors import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lesson_recordings(request: SignedInRequest, number: int) -> HttpResponse:
    """Hear a lesson in each of its languages, and send another sound for one."""
    found = _lesson(request, number)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            record_lesson(
                found, said["sound"], language=said["language"], by=request.user, now=timezone.now()
            )
            messages.success(request, _("The sound is kept in the draft. Listen to it once."))
            return redirect("activities:lesson_recordings", found.pk)
        except Refused as refusal:
            form.add_error("sound", str(refusal))
    shown = {"lesson": found, "voices": _voices(found, form), "section": "courses"}
    status = 422 if form.errors else 200
    return render(request, "activities/lesson_recordings.html", shown, status=status)


@login_required
@require_POST
def recording_removal(request: SignedInRequest, number: int) -> HttpResponse:
    found = _lesson(request, number)
    language = request.POST.get("language", "")
    if language not in FIELDS:
        raise Http404
    try:
        remove_recording(found, language=language, by=request.user, now=timezone.now())
        messages.success(request, _("The sound is taken out of the draft."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("activities:lesson_recordings", found.pk)


def _voices(
    lesson: Lesson, sent: RecordingForm
) -> list[tuple[str, str, Recording | None, RecordingForm]]:
    """Say for each language its name, the sound that is there, and the form for another."""
    names = [("id", _("in Indonesian"))]
    if lesson.words_en:
        names.append(("en", _("in English")))
    is_sent_in = sent.data.get("language")
    return [
        (
            language,
            name,
            Recording.named(getattr(lesson, FIELDS[language])),
            sent
            if is_sent_in == language
            else RecordingForm(initial={"language": language}, auto_id=f"{language}_%s"),
        )
        for language, name in names
    ]


def _lesson(request: SignedInRequest, number: int) -> Lesson:
    """Find a lesson of a draft, for those who may write it."""
    if not may_write_courses(request.user):
        raise Http404
    drafts = Lesson.objects.filter(version__published_at__isnull=True)
    return get_object_or_404(drafts.select_related("version__course"), pk=number)
