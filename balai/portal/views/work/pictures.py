"""Photos of a listing: add one, say what it shows, choose the cover, take one away."""

from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.permissions import may_record_consents_in
from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions import arrangements
from balai.catalogue.actions import pictures as acts
from balai.catalogue.models import Listing, Picture, Revision
from balai.catalogue.queries.arrangements import arranged_for
from balai.catalogue.queries.pictures import photos_from
from balai.core.errors import Refused
from balai.photos.sizes import MOST_BYTES
from balai.portal.forms.pictures import PictureForm
from balai.portal.queries.consents import of_picture


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
        arrangements.describe_picture(found, words=words, by=request.user, now=timezone.now())
    except Refused as refusal:
        return _shown(request, found.listing, error=str(refusal), bound=form)
    messages.success(request, _("Saved. Visitors see it once it is accepted."))
    return _back_to(found)


@login_required
@require_POST
def cover(request: SignedInRequest, number: int) -> HttpResponse:
    """Put a photo before all others of its listing."""
    found = _own_picture(request, number)
    try:
        arrangements.put_first(found, by=request.user, now=timezone.now())
    except Refused as refusal:
        return _shown(request, found.listing, error=str(refusal))
    messages.success(request, _("This photo comes first once it is accepted."))
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
    underway = Revision.objects.filter(listing=listing).open().select_related("listing").first()
    pictures = _standing_for(request, listing, underway)
    photos = photos_from(pictures, on_one_shelf=True)
    forms = {one.pk: PictureForm(instance=one, prefix=str(one.pk)) for one in pictures}
    if bound is not None:
        forms[bound.instance.pk] = bound
    code = listing.village.code
    context = {
        "listing": listing,
        "rows": [
            (photo, one, forms[one.pk], of_picture(one))
            for photo, one in zip(photos, pictures, strict=True)
        ],
        "has_room": len(photos) < acts.MOST,
        "underway": underway,
        "draft": underway if underway and underway.is_in_hand else None,
        "may_record": may_record_consents_in(request.user, code),
        "key": uuid4(),
        "error": error,
        "section": "workroom",
    }
    is_refused = error or (bound is not None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "portal/work/pictures.html", context, status=status)


def _standing_for(
    request: SignedInRequest, listing: Listing, underway: Revision | None
) -> list[Picture]:
    """Read the photos as they are to stand, or as they stand where nothing is written."""
    if underway is not None:
        return arranged_for(request.user, underway)
    seen = Picture.objects.visible_to(request.user).filter(listing=listing)
    return list(seen.in_order())
