"""Photos in pieces: where a phone begins one, asks how far it came, and sends the next piece."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions import uploads as acts
from balai.catalogue.actions.pictures import Words
from balai.catalogue.errors import WrongOffset
from balai.catalogue.models import Picture, Upload
from balai.core.errors import Refused
from balai.core.numbers import number_in
from balai.portal.views.work.pictures import own_listing

MOST_OF_A_PIECE = 256_000


@login_required
@require_POST
def uploads(request: SignedInRequest) -> HttpResponse:
    """Begin an upload, or find out how far the one of this key came."""
    listing, size = number_in(request.POST.get("listing")), number_in(request.POST.get("size"))
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if listing is None or size is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    found = own_listing(request, listing)
    try:
        upload = acts.begin_upload(found, key=key, size=size, by=request.user, now=timezone.now())
    except Refused as refusal:
        return _refused(refusal)
    return _so_far(upload)


@login_required
@require_http_methods(["GET", "PATCH", "DELETE"])
def upload(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take the piece that follows at Upload-Offset; the last one makes the picture."""
    found = get_object_or_404(
        Upload.objects.of(request.user).select_related("listing__village", "picture"), key=key
    )
    if request.method == "GET":
        return _so_far(found)
    if request.method == "DELETE":
        acts.drop_upload(found)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    content = request.read(MOST_OF_A_PIECE + 1)
    offset = number_in(request.headers.get("Upload-Offset"))
    if offset is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if len(content) > MOST_OF_A_PIECE:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        acts.receive_piece(found, offset=offset, content=content)
    except WrongOffset as wrong:
        return _refused(wrong, status=HTTPStatus.CONFLICT, received=wrong.right)
    return _so_far(found)


def _so_far(upload: Upload) -> HttpResponse:
    """Say how many bytes have arrived; of a whole photo, what became of it."""
    if upload.picture is None and upload.received < upload.size:
        headers = {"Upload-Offset": str(upload.received), "Cache-Control": "no-store"}
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)
    try:
        picture = acts.finish_upload(upload, words=Words(), now=timezone.now())
    except Refused as refusal:
        return _refused(refusal)
    return JsonResponse(_arrived(picture), headers={"Cache-Control": "no-store"})


def _arrived(picture: Picture) -> dict[str, object]:
    page = reverse("portal:pictures", args=[picture.listing_id])
    return {"picture": picture.pk, "page": f"{page}#p{picture.pk}"}


def _refused(
    refusal: Refused, *, status: int = HTTPStatus.UNPROCESSABLE_ENTITY, received: int | None = None
) -> HttpResponse:
    answer = JsonResponse({"code": refusal.code, "sentence": str(refusal)}, status=status)
    if received is not None:
        answer["Upload-Offset"] = str(received)
    return answer
