"""Photos of a listing: add one, say what it shows, choose the cover, take one away."""

from http import HTTPStatus
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions import pictures as acts
from balai.catalogue.models import Listing, Picture, Revision
from balai.catalogue.queries.pictures import photos_of
from balai.catalogue.sizes import MOST_BYTES
from balai.core.errors import Refused
from balai.portal.forms.pictures import PictureForm


@login_required
@require_http_methods(["GET", "POST"])
def pictures(request: SignedInRequest, number: int) -> HttpResponse:
    """Show the photos of a listing to those who write it; a plain form adds one."""
    listing = own_listing(request, number)
    error = ""
    if request.method == "POST":
        try:
            return _added(request, listing)
        except Refused as refusal:
            error = str(refusal)
    return _shown(request, listing, error=error)


def _added(request: SignedInRequest, listing: Listing) -> HttpResponse:
    photo = request.FILES.get("photo")
    if not isinstance(photo, UploadedFile):
        return _shown(request, listing, error=_("Choose a photo first."))
    sent = BytesIO(photo.read(MOST_BYTES + 1))
    picture = acts.add_picture(
        listing, sent, words=acts.Words(), by=request.user, now=timezone.now()
    )
    messages.success(request, _("The photo has arrived. Say what is to be seen in it."))
    return _back_to(picture)


@login_required
@require_POST
def picture(request: SignedInRequest, number: int) -> HttpResponse:
    """Say what a photo shows and whose it is."""
    found = _own_picture(request, number)
    form = PictureForm(request.POST, instance=found, prefix=str(found.pk))
    if not form.is_valid():
        return _shown(request, found.listing, bound=form)
    words = acts.Words(**form.cleaned_data)
    try:
        acts.describe_picture(found, words=words, by=request.user, now=timezone.now())
    except Refused as refusal:
        return _shown(request, found.listing, error=str(refusal))
    messages.success(request, _("Saved."))
    return _back_to(found)


@login_required
@require_POST
def cover(request: SignedInRequest, number: int) -> HttpResponse:
    """Put a photo before all others of its listing."""
    found = _own_picture(request, number)
    standing = Picture.objects.standing().filter(listing=found.listing).in_order()
    others = standing.exclude(pk=found.pk).values_list("key", flat=True)
    keys = [found.key, *others]
    try:
        acts.order_pictures(found.listing, keys, by=request.user, now=timezone.now())
    except Refused as refusal:
        return _shown(request, found.listing, error=str(refusal))
    messages.success(request, _("This photo comes first now."))
    return _back_to(found)


@login_required
@require_POST
def removal(request: SignedInRequest, number: int) -> HttpResponse:
    """Take a photo away, from every page at once."""
    found = _own_picture(request, number)
    try:
        acts.remove_picture(found, by=request.user, now=timezone.now())
    except Refused as refusal:
        return _shown(request, found.listing, error=str(refusal))
    messages.success(request, _("The photo is gone, from every page."))
    return redirect("portal:pictures", found.listing_id)


def own_listing(request: SignedInRequest, number: int) -> Listing:
    return get_object_or_404(
        Listing.objects.visible_to(request.user).editable_by(request.user), pk=number
    )


def _own_picture(request: SignedInRequest, number: int) -> Picture:
    mine = Listing.objects.visible_to(request.user).editable_by(request.user)
    seen = Picture.objects.visible_to(request.user).select_related("listing__village")
    return get_object_or_404(seen.filter(listing__in=mine), pk=number)


def _back_to(picture: Picture) -> HttpResponse:
    return redirect(f"{reverse('portal:pictures', args=[picture.listing_id])}#p{picture.pk}")


def _shown(
    request: SignedInRequest, listing: Listing, *, error: str = "", bound: PictureForm | None = None
) -> HttpResponse:
    photos = photos_of(request.user, listing, also_waiting=True)
    rows = Picture.objects.visible_to(request.user).in_bulk([photo.number for photo in photos])
    forms = {pk: PictureForm(instance=row, prefix=str(pk)) for pk, row in rows.items()}
    if bound is not None:
        forms[bound.instance.pk] = bound
    draft = Revision.objects.filter(listing=listing).open().first()
    context = {
        "listing": listing,
        "photos": [(photo, rows[photo.number], forms[photo.number]) for photo in photos],
        "has_room": len(photos) < acts.MOST,
        "draft": draft,
        "waiting": any(row.shown_at is None for row in rows.values()),
        "error": error,
        "section": "workroom",
    }
    is_refused = error or (bound is not None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "portal/work/pictures.html", context, status=status)
