"""Adding and changing a listing: choose, answer, look, send."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions import drafts
from balai.catalogue.errors import Incomplete, WroteTheSame
from balai.catalogue.models import Kind, Listing, Revision
from balai.catalogue.permissions import may_edit, who_reviews
from balai.catalogue.queries.arrangements import arranged_for
from balai.catalogue.queries.content import faults_of
from balai.catalogue.queries.lists import sectors
from balai.catalogue.queries.pictures import photos_from, pictures_lacking_consent
from balai.catalogue.queries.revisions import missing_english, preview_of
from balai.catalogue.rules import kind_title, label_of
from balai.core.errors import Refused
from balai.core.numbers import number_in
from balai.portal.forms.drafts import DraftForm, answers_in, units
from balai.portal.forms.faults import Fault, faults_in_order
from balai.portal.forms.questions import OFFERS
from balai.portal.queries.work import sellers_for, villages_of
from balai.portal.rules import submit_word
from balai.portal.views.listings import shown


@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Choose what to show; one press begins the draft."""
    villages = villages_of(request.user)
    error = ""
    if request.method == "POST":
        village = next((one for one in villages if one.code == request.POST.get("village")), None)
        kind, key = request.POST.get("kind", ""), _key(request.POST.get("key", ""))
        if village and kind in Kind and key:
            try:
                draft = drafts.start_draft(
                    kind=kind, village=village, key=key, by=request.user, now=timezone.now()
                )
                return redirect("portal:draft", draft.pk)
            except Refused as refusal:
                error = str(refusal)
        else:
            error = _("Choose what you would like to show.")
    context = {
        "villages": villages,
        "chosen": request.POST.get("village", ""),
        "offers": OFFERS,
        "key": uuid4(),
        "error": error,
        "section": "workroom",
    }
    return render(request, "portal/work/kinds.html", context, status=422 if error else 200)


@login_required
@require_POST
def edits(request: SignedInRequest, number: int) -> HttpResponse:
    """Begin to change a listing or its photos, or a similar one from it."""
    listing = _own_listing(request, number)
    key = _key(request.POST.get("key", "")) or uuid4()
    begin = drafts.copy_listing if "copy" in request.POST else drafts.start_edit
    try:
        draft = begin(listing, key=key, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:own_listing", number)
    if request.POST.get("to") == "pictures":
        return redirect("portal:pictures", draft.listing_id)
    return redirect("portal:draft", draft.pk)


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: SignedInRequest, number: int) -> HttpResponse:
    """Answer the questions. A phone saves in between and is answered in JSON."""
    revision = _own_draft(request, number)
    form = _form(request, revision)
    if request.method == "GET":
        return _asked(request, revision, form)
    form.is_valid()
    try:
        revision = drafts.save_draft(
            revision, form.content(), by=request.user, now=timezone.now(), seen=_seen(request)
        )
    except WroteTheSame as clash:
        return _both_shown(request, revision, form, clash)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        if _is_asked_by_script(request):
            answer = {"sentence": str(refusal), "errors": {}}
            return JsonResponse(answer, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _asked(request, revision, form)
    if _is_asked_by_script(request):
        return _receipt(revision, form, to=request.POST.get("to", ""))
    if form.errors:
        return _asked(request, revision, form)
    if request.POST.get("to") == "later":
        messages.success(request, _("Saved. Go on whenever you like."))
    return redirect(_onward(revision, to=request.POST.get("to", "")))


def _onward(revision: Revision, *, to: str) -> str:
    """Name where a button leads that saves the answers first."""
    if to == "later":
        return reverse("portal:workroom")
    if to == "pictures":
        return reverse("portal:pictures", args=[revision.listing_id])
    return reverse("portal:draft_preview", args=[revision.pk])


@login_required
@require_safe
def preview(request: SignedInRequest, number: int) -> HttpResponse:
    revision = _own_draft(request, number)
    return _previewed(
        request, revision, faults_in_order(revision.listing.kind, faults_of(revision))
    )


@login_required
@require_POST
def submitted(request: SignedInRequest, number: int) -> HttpResponse:
    revision = _own_draft(request, number)
    try:
        sent = drafts.submit_draft(revision, by=request.user, now=timezone.now())
    except Incomplete as refusal:
        faults = faults_in_order(revision.listing.kind, refusal.faults)
        return _previewed(request, revision, faults, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:workroom")
    messages.success(request, _sent_words(sent))
    return redirect("portal:own_listing", sent.listing_id)


@login_required
@require_POST
def dropped(request: SignedInRequest, number: int) -> HttpResponse:
    revision = _own_draft(request, number)
    try:
        drafts.drop_draft(revision, by=request.user, now=timezone.now())
        messages.success(request, _("The draft is gone."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:workroom")


@login_required
@require_POST
def taken_back(request: SignedInRequest, number: int) -> HttpResponse:
    """Take a draft back that waits for review."""
    revision = _own_revision(request, number)
    try:
        drafts.take_back_draft(revision, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:own_listing", revision.listing_id)
    return redirect("portal:draft", revision.pk)


def _own_revision(request: SignedInRequest, number: int) -> Revision:
    visible = Revision.objects.visible_to(request.user)
    rows = visible.select_related("listing__village", "listing__seller")
    revision = rows.filter(pk=number).first()
    if revision is None or not may_edit(request.user, revision.listing):
        raise Http404
    return revision


def _own_draft(request: SignedInRequest, number: int) -> Revision:
    revision = _own_revision(request, number)
    if not revision.is_in_hand:
        raise Http404
    return revision


def _own_listing(request: SignedInRequest, number: int) -> Listing:
    own = Listing.objects.visible_to(request.user).select_related("village")
    listing = own.filter(pk=number).first()
    if listing is None or not may_edit(request.user, listing):
        raise Http404
    return listing


def _form(request: HttpRequest, revision: Revision) -> DraftForm:
    return DraftForm(
        request.POST if request.method == "POST" else None,
        kind=revision.listing.kind,
        sectors=[(code, str(sector)) for code, sector in sectors().items()],
        sellers=sellers_for(request.user, revision.listing.village),
        initial=answers_in(revision.content),
    )


def _asked(request: HttpRequest, revision: Revision, form: DraftForm) -> HttpResponse:
    listing = revision.listing
    title = revision.content.get("words", {}).get("title") or _("A new listing")
    context = {
        "revision": revision,
        "form": form,
        "title": title,
        "kind_title": kind_title(listing.kind),
        "questions": form.questions(),
        "faults": _faults_of_form(listing.kind, form),
        "units": units(),
        "listing": listing,
        "photos": photos_from(arranged_for(request.user, revision), on_one_shelf=True),
        "section": "workroom",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/work/draft.html", context, status=status)


def _faults_of_form(kind: str, form: DraftForm) -> list[Fault]:
    said = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
    return faults_in_order(kind, said)


def _both_shown(
    request: HttpRequest, revision: Revision, form: DraftForm, clash: WroteTheSame
) -> HttpResponse:
    """Show what somebody else wrote beside what was sent now; sent again, the latter counts."""
    for name, said in clash.theirs.items():
        sentence = _('Somebody else wrote: "%(said)s". Send again to keep your words.')
        form.add_error(name, sentence % {"said": said})
    revision.refresh_from_db()
    if not _is_asked_by_script(request):
        return _asked(request, revision, form)
    answer = {"sentence": str(clash), "version": revision.version, "errors": form.errors}
    return JsonResponse(answer, status=HTTPStatus.CONFLICT)


def _receipt(revision: Revision, form: DraftForm, *, to: str) -> JsonResponse:
    answer = {
        "version": revision.version,
        "at": date_format(timezone.localtime(revision.changed_at), "H.i"),
        "errors": form.errors,
        "onward": _onward(revision, to=to),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return JsonResponse(answer, status=status)


def _previewed(
    request: SignedInRequest, revision: Revision, faults: list[Fault], *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    listing = revision.listing
    page = preview_of(request.user, revision, today=today)
    page.listing.title = page.listing.title or _("No name yet")
    context: dict[str, Any] = shown(request, page, today=today)
    context |= {
        "revision": revision,
        "faults": faults,
        "lacking_consent": pictures_lacking_consent(request.user, listing),
        "english": [label_of(name) for name in missing_english(revision.content)],
        "submit_word": submit_word(who_reviews(listing.kind, listing.village.code)),
    }
    return render(request, "portal/work/preview.html", context, status=status)


def _sent_words(sent: Revision) -> str:
    if sent.is_open:
        return _("Sent. It is reviewed next; you see here what becomes of it.")
    return _("Published. Everybody can see it now.")


def _is_asked_by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _seen(request: HttpRequest) -> int | None:
    return number_in(request.POST.get("seen"), digits=9)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
