"""Photos of a session: added without signal, described, taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.photos import add_photo, describe_photo, remove_photo
from balai.activities.errors import PhotoChangedMeanwhile
from balai.activities.forms.photos import PhotoForm, SaidOfPhotoForm
from balai.activities.models import Session, SessionPhoto, Status
from balai.activities.queries.photos import kept_photo, photos_to_keep
from balai.activities.rules.photos import MOST
from balai.activities.views.asked import key_in, led_session
from balai.core.errors import Refused
from balai.core.numbers import number_in
from balai.intake.current import Current
from balai.intake.errors import EditedMeanwhile
from balai.intake.receiving import takes_receipts
from balai.photos.sizes import MOST_BYTES


@takes_receipts
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: SignedInRequest, number: int) -> HttpResponse:
    """Show the photos of a session to those who lead it, and take one more."""
    found = led_session(request, number)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return _added(request, found, form)
        except Refused as refusal:
            form.add_error("photo", str(refusal))
    kept = photos_to_keep(request.user, found)
    shown = {
        "session": found,
        "form": form,
        "photos": kept,
        "has_room": len(kept) < MOST and found.status != Status.CANCELLED,
        "section": "sessions",
    }
    return render(request, "activities/photos.html", shown, status=422 if form.errors else 200)


def _added(request: SignedInRequest, session: Session, form: PhotoForm) -> HttpResponse:
    key_in(request)
    now = timezone.now()
    # The name and type that came with the file are nobody's word: neither is read.
    sent = form.cleaned_data["photo"].read(MOST_BYTES + 1)
    photo = add_photo(session, sent, form.said(), by=request.user, now=now)
    if photo.added_at == now:
        messages.success(request, _("The photo has arrived. It is made ready within a minute."))
    else:
        messages.success(request, _("This photo was here already. Its words stay as they were."))
    return redirect("activities:photos", session.pk)


def current_photo(request: SignedInRequest, number: int, photo_number: int) -> Current:
    """Say what is said of a photo now, in the spelling of the form that changes it."""
    found = _led_photo(request, number, photo_number)
    form = SaidOfPhotoForm(initial=SaidOfPhotoForm.said_of(found))
    return Current.of_form(form, version=found.version)


@takes_receipts(current=current_photo)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: SignedInRequest, number: int, photo_number: int) -> HttpResponse:
    """Show one photo, and say something else of it."""
    found = _led_photo(request, number, photo_number)
    form = SaidOfPhotoForm(request.POST or None, initial=SaidOfPhotoForm.said_of(found))
    if form.is_valid():
        key_in(request)
        seen = number_in(request.POST.get("request_version"), digits=9)
        try:
            describe_photo(
                found,
                form.said(),
                seen=-1 if seen is None else seen,
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, _("Saved. It counts on every page at once."))
            return redirect("activities:photos", number)
        except PhotoChangedMeanwhile as clash:
            raise EditedMeanwhile from clash
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "session": found.session,
        "photo": kept_photo(found),
        "form": form,
        "current": current_photo(request, number, photo_number),
        "section": "sessions",
    }
    return render(request, "activities/photo.html", shown, status=422 if form.errors else 200)


@takes_receipts
@login_required
@require_POST
def photo_removal(request: SignedInRequest, number: int, photo_number: int) -> HttpResponse:
    """Take a photo away, from every page at once. Pressed twice, it is gone once."""
    session = led_session(request, number)
    own = SessionPhoto.objects.filter(session=session).select_related("session__village")
    found = get_object_or_404(own, pk=photo_number)
    remove_photo(found, by=request.user, now=timezone.now())
    messages.success(request, _("The photo is gone, from every page."))
    return redirect("activities:photos", number)


def _led_photo(request: SignedInRequest, number: int, photo_number: int) -> SessionPhoto:
    session = led_session(request, number)
    seen = SessionPhoto.objects.visible_to(request.user).filter(session=session)
    return get_object_or_404(seen.select_related("session__village", "said_by"), pk=photo_number)
