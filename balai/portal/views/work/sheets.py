"""Many listings from a spreadsheet: its template, what it would make, and the making."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.sheets import write_drafts
from balai.catalogue.models import Reviewing
from balai.catalogue.permissions import may_write_for, who_reviews
from balai.catalogue.queries.sheets import made_before
from balai.catalogue.rules import kind_title
from balai.core.errors import Refused
from balai.core.sheets import MOST_BYTES, SheetUnreadable
from balai.portal.forms.questions import OFFERS
from balai.portal.queries.work import sellers_for, villages_of
from balai.portal.sheets.reading import SheetReading, read_listings
from balai.portal.sheets.template import template_for
from balai.registry.models import Region

# So long a sheet that was looked at may be confirmed.
_KEPT_FOR = 2 * 60 * 60
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def sheets(request: SignedInRequest) -> HttpResponse:
    """Choose the kind of what is to be shown."""
    _villages(request)
    context = {"offers": OFFERS, "section": "own_listings"}
    return render(request, "portal/work/sheets.html", context)


@login_required
@require_GET
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    """Give the sheet to be filled in, with the lists of the village."""
    village = _chosen(_villages(request), request.GET.get("desa"))
    answer = HttpResponse(_template(request, kind, village), content_type=_XLSX)
    name = slugify(f"{_('Template')} {kind_title(kind)} {village.called}")
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def sheet(request: SignedInRequest, kind: str) -> HttpResponse:
    """Take a sheet, read it, and show what it would make. Nothing is made here."""
    villages = _villages(request)
    if request.method == "GET":
        return _asked(request, kind, villages)
    village = _chosen(villages, request.POST.get("village"))
    try:
        reading = read_listings(
            _content(request),
            kind=kind,
            sellers=sellers_for(request.user, village),
            needs_seller=not may_write_for(request.user, None, village.code),
        )
    except SheetUnreadable as refusal:
        return _asked(request, kind, villages, village=village, error=str(refusal))
    if reading.faults:
        return _asked(request, kind, villages, village=village, reading=reading)
    key = uuid4()
    lines = [(line.number, line.content) for line in reading.lines]
    kept = {"kind": kind, "village": village.code, "lines": lines}
    cache.set(_kept_as(request, key), kept, _KEPT_FOR)
    return redirect("portal:sheet_lines", kind, key)


@login_required
@require_http_methods(["GET", "POST"])
def lines(request: SignedInRequest, kind: str, key: UUID) -> HttpResponse:
    """Show what a sheet makes, line by line; make it when that is confirmed."""
    kept = cache.get(_kept_as(request, key))
    if kept is None or kept["kind"] != kind:
        messages.error(request, _("This sheet was put away. Send the file once more."))
        return redirect("portal:sheet", kind)
    village = _chosen(_villages(request), kept["village"])
    contents = [content for _number, content in kept["lines"]]
    error = ""
    if request.method == "POST":
        is_sent = "send" in request.POST
        try:
            made = write_drafts(
                contents, kind=kind, village=village, by=request.user, now=timezone.now(),
                is_sent=is_sent,
            )  # fmt: skip
            messages.success(request, _made_words(len(made), is_sent=is_sent))
            return redirect("portal:sheet_lines", kind, key)
        except Refused as refusal:
            error = str(refusal)
    known = made_before(contents, kind=kind, village=village)
    rows = [
        (number, content, before)
        for (number, content), (_key, before) in zip(kept["lines"], known, strict=True)
    ]
    context = {
        "kind": kind,
        "kind_title": kind_title(kind),
        "village": village,
        "rows": rows,
        "new": sum(before is None for _number, _content, before in rows),
        "is_reviewed": who_reviews(kind, village.code) != Reviewing.NONE,
        "error": error,
        "section": "own_listings",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "portal/work/sheet_lines.html", context, status=status)


def _template(request: SignedInRequest, kind: str, village: Region) -> bytes:
    return template_for(kind, village, sellers=sellers_for(request.user, village))


def _asked(  # noqa: PLR0913  (what is shown where something is to be mended)
    request: SignedInRequest,
    kind: str,
    villages: list[Region],
    *,
    village: Region | None = None,
    error: str = "",
    reading: SheetReading | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "kind": kind,
        "kind_title": kind_title(kind),
        "villages": villages,
        "village": village or villages[0],
        "error": error,
        "reading": reading,
        "faulty": len({fault.line for fault in reading.faults}) if reading else 0,
        "section": "own_listings",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error or reading else HTTPStatus.OK
    return render(request, "portal/work/sheet.html", context, status=status)


def _content(request: SignedInRequest) -> bytes:
    """Read what was sent, and no more of it than may be. Raises SheetUnreadable."""
    file = request.FILES.get("sheet")
    if file is None:
        raise SheetUnreadable(_("Choose the file that you filled in."))
    if (file.size or 0) > MOST_BYTES:
        raise SheetUnreadable(_("This file is larger than 5 MB. Send the table alone."))
    content: bytes = file.read()
    return content


def _villages(request: SignedInRequest) -> list[Region]:
    villages = villages_of(request.user)
    if not villages:
        raise Http404
    return villages


def _chosen(villages: list[Region], code: str | None) -> Region:
    """Find the village that was chosen; where there is one, it is that. Any other is not there."""
    if not code:
        return villages[0]
    found = next((village for village in villages if village.code == code), None)
    if found is None:
        raise Http404
    return found


def _kept_as(request: SignedInRequest, key: UUID) -> str:
    return f"sheet-{request.user.pk}-{key}"


def _made_words(total: int, *, is_sent: bool) -> str:
    if not total:
        return _("All of it was there already. Nothing was made twice.")
    if is_sent:
        words = ngettext("%(total)s listing is sent.", "%(total)s listings are sent.", total)
    else:
        words = ngettext("%(total)s draft is made.", "%(total)s drafts are made.", total)
    return words % {"total": total}
