"""What waits for somebody's word: the queue, and one listing beside what it said before."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.reviews import accept_revision, return_revision
from balai.catalogue.models import Kind, Revision, RevisionQuerySet
from balai.catalogue.queries.arrangements import arranged_for
from balai.catalogue.queries.pictures import photos_from
from balai.catalogue.queries.revisions import changes_of, missing_english, queue_of
from balai.catalogue.rules import kind_title, label_of
from balai.core.errors import Refused
from balai.core.numbers import number_in

_PAGE = 50


@login_required
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    waiting = _narrowed(queue_of(request.user), request)
    page = Paginator(waiting, _PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "kinds": [(kind.value, kind_title(kind)) for kind in Kind],
        "kind": request.GET.get("jenis", ""),
        "area": request.GET.get("wilayah", ""),
        "is_narrowed": bool(request.GET.get("jenis") or request.GET.get("wilayah")),
        "section": "reviews",
    }
    return render(request, "portal/work/queue.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: SignedInRequest, number: int) -> HttpResponse:
    """Look at what was sent beside what stands; accept it or say what to mend."""
    revision = queue_of(request.user).filter(pk=number).first()
    if revision is None:
        raise Http404
    if request.method == "GET":
        return _compared(request, revision)
    try:
        said = _decide(request, revision)
    except Refused as refusal:
        return _compared(request, revision, error=str(refusal))
    messages.success(request, said)
    following = queue_of(request.user).first()
    return redirect("portal:review", following.pk) if following else redirect("portal:reviews")


def _decide(request: SignedInRequest, revision: Revision) -> str:
    # A form without the version that was looked at decides about none.
    seen = number_in(request.POST.get("seen"), digits=9)
    version = -1 if seen is None else seen
    now = timezone.now()
    if "accept" in request.POST:
        listing = accept_revision(revision, by=request.user, now=now, seen=version)
        return _("Published: %(title)s.") % {"title": listing}
    said = request.POST.get("said", "")
    return_revision(revision, said=said, by=request.user, now=now, seen=version)
    return _("Sent back. The village reads what to mend.")


def _compared(request: SignedInRequest, revision: Revision, *, error: str = "") -> HttpResponse:
    listing = revision.listing
    pictures = arranged_for(request.user, revision)
    context = {
        "revision": revision,
        "listing": listing,
        "title": revision.content.get("words", {}).get("title", ""),
        "kind_title": kind_title(listing.kind),
        "changes": changes_of(revision),
        "photos": list(zip(photos_from(pictures, on_one_shelf=True), pictures, strict=True)),
        "english": [label_of(name) for name in missing_english(revision.content)],
        "said": request.POST.get("said", ""),
        "error": error,
        "section": "reviews",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "portal/work/review.html", context, status=status)


def _narrowed(waiting: RevisionQuerySet, request: SignedInRequest) -> RevisionQuerySet:
    kind, area = request.GET.get("jenis", ""), request.GET.get("wilayah", "").strip()
    if kind in Kind:
        waiting = waiting.filter(listing__kind=kind)
    if area:
        waiting = waiting.filter(listing__village__name__icontains=area[:80])
    return waiting
