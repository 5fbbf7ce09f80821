"""Certificates: a class is given them, a learner fetches one, one is revoked."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.certificates import (
    ask_for_certificates,
    claim_certificate,
    revoke_certificate,
    show_name,
)
from balai.activities.forms.certificates import NamesForm, RevocationForm
from balai.activities.models import Certificate
from balai.activities.permissions import may_revoke
from balai.activities.queries.certificates import (
    certificates_of_session,
    issues_of,
    names_without_certificate,
)
from balai.activities.queries.learning import course_for
from balai.activities.views.asked import hosted_session
from balai.core.errors import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: SignedInRequest, number: int) -> HttpResponse:
    """Give the people of a session their certificates, and see how far that is."""
    session = hosted_session(request, number)
    names = "\n".join(names_without_certificate(session))
    form = NamesForm(request.POST or None, initial={"request_key": uuid4(), "names": names})
    if form.is_valid():
        try:
            ask_for_certificates(
                session,
                form.said(),
                by=request.user,
                now=timezone.now(),
                request_key=form.cleaned_data["request_key"],
            )
            messages.success(request, _("They are being made. Look again in a moment."))
            return redirect("activities:certificates", session.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "session": session,
        "form": form,
        "issues": issues_of(session),
        "certificates": certificates_of_session(session),
        "section": "sessions",
    }
    status = 422 if form.errors else 200
    return render(request, "activities/certificates.html", shown, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revocation(request: SignedInRequest, number: int) -> HttpResponse:
    """Ask why, then revoke it for good."""
    made = get_object_or_404(Certificate.objects.visible_to(request.user), pk=number)
    if not may_revoke(request.user, made) or made.revoked_at:
        raise Http404
    form = RevocationForm(request.POST or None)
    if form.is_valid():
        try:
            revoke_certificate(
                made, why=form.cleaned_data["why"], by=request.user, now=timezone.now()
            )
            messages.success(request, _("Revoked. Its page says so from now on."))
            return redirect(made)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"certificate": made, "form": form, "section": "sessions"}
    status = 422 if form.errors else 200
    return render(request, "activities/revocation.html", shown, status=status)


@login_required
@require_POST
def own_certificate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Fetch the certificate of a course one has finished."""
    read = course_for(slug, request.user)
    if read is None or read.own is None:
        raise Http404
    try:
        made = claim_certificate(
            read.own,
            by=request.user,
            now=timezone.now(),
            shows_name=bool(request.POST.get("shows_name")),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(read.course)
    messages.success(request, _("Your certificate %(number)s is ready.") % {
        "number": made.written_number
    })  # fmt: skip
    return redirect("activities:learning")


@login_required
@require_POST
def shown_name(request: SignedInRequest, number: int) -> HttpResponse:
    """Show one's name on the page of a certificate, or hide it again."""
    own = Certificate.objects.visible_to(request.user).filter(person=request.user)
    made = get_object_or_404(own, pk=number)
    is_shown = bool(request.POST.get("is_shown"))
    show_name(made, is_shown=is_shown, by=request.user, now=timezone.now())
    said = _("Your name is shown.") if is_shown else _("Your name is hidden.")
    messages.success(request, said)
    return redirect("activities:learning")
