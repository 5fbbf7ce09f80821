"""What a province decides itself: who reviews, sectors, synonyms, what villages are called.

Each has a page of its own, which says first what a change causes, and how it came to be so.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions.settings import (
    change_synonyms,
    in_lines,
    name_sector,
    set_reviewer,
)
from balai.catalogue.models import Kind, Reviewing, Sector
from balai.catalogue.permissions import may_choose, who_reviews
from balai.catalogue.queries.lists import sectors
from balai.catalogue.rules import kind_title
from balai.core import search
from balai.core.errors import Refused
from balai.portal.forms.settings import (
    LocalTermForm,
    NewSectorForm,
    ReviewerForm,
    SectorForm,
    SynonymsForm,
)
from balai.portal.queries.settings import (
    desa_in,
    history_of,
    reviewers_now,
    shown_in,
    waiting_of,
)
from balai.registry.actions.local_terms import set_local_term, term_of
from balai.registry.models import Level, Region
from balai.registry.queries.regions import regencies_of


@login_required
@require_safe
def settings_page(request: SignedInRequest) -> HttpResponse:
    """Show all that the province has decided, each with its way to change it."""
    code = _province(request)
    context = {
        "reviewers": reviewers_now(code),
        "sectors": sectors(),
        "groups": len(search.synonym_groups()),
        "terms": [(one, term_of(one) or "Desa") for one in regencies_of(code)],
        "section": "settings",
    }
    return render(request, "portal/work/settings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def reviewer(request: SignedInRequest, kind: str) -> HttpResponse:
    """Choose who reviews listings of a kind."""
    code = _province(request)
    form = ReviewerForm(request.POST or None, initial={"who": who_reviews(kind, code)})

    def decide(said: dict[str, Any]) -> None:
        set_reviewer(
            Kind(kind), Reviewing(said["who"]), province_code=code, by=request.user,
            now=timezone.now(), why=said["why"],
        )  # fmt: skip

    waiting = waiting_of(kind, code)
    causes = ngettext(
        "%(total)s listing waits now. Whoever you choose decides about it and all that come.",
        "%(total)s listings wait now. Whoever you choose decides about them and all that come.",
        waiting,
    ) % {"total": waiting}
    nobody = _("Where you choose nobody, what is sent from now on is published at once.")
    page: dict[str, Any] = {"title": _("Who reviews: %(kind)s") % {"kind": kind_title(kind)}}
    page |= {"causes": f"{causes} {nobody}", "history": history_of("reviewer", kind)}
    return _decided(request, form, decide, page)


@login_required
@require_http_methods(["GET", "POST"])
def new_sector(request: SignedInRequest) -> HttpResponse:
    code = _province(request)
    form = NewSectorForm(request.POST or None)

    def decide(said: dict[str, Any]) -> None:
        name_sector(
            form.code, name=said["name"], name_en=said["name_en"], province_code=code,
            by=request.user, now=timezone.now(), why=said["why"],
        )  # fmt: skip

    causes = _("Every village can choose it from then on. A sector cannot be taken away again.")
    return _decided(request, form, decide, {"title": _("A new sector"), "causes": causes})


@login_required
@require_http_methods(["GET", "POST"])
def sector(request: SignedInRequest, sector_code: str) -> HttpResponse:
    """Give a sector other words; its address stays."""
    code = _province(request)
    found = get_object_or_404(Sector, code=sector_code)
    said_now = {"name": found.name, "name_en": found.name_en}
    form = SectorForm(request.POST or None, initial=said_now)

    def decide(said: dict[str, Any]) -> None:
        name_sector(
            found.code, name=said["name"], name_en=said["name_en"], province_code=code,
            by=request.user, now=timezone.now(), why=said["why"],
        )  # fmt: skip

    total = shown_in(found)
    causes = ngettext(
        "%(total)s listing stands in it. It is shown and found under the new name at once.",
        "%(total)s listings stand in it. They are shown and found under the new name at once.",
        total,
    ) % {"total": total}
    page = {"title": _("Sector: %(name)s") % {"name": found}, "causes": causes}
    return _decided(request, form, decide, page | {"history": history_of("sector", found.code)})


@login_required
@require_http_methods(["GET", "POST"])
def synonyms(request: SignedInRequest) -> HttpResponse:
    """Edit all groups of words that find each other."""
    code = _province(request)
    known = in_lines(search.synonym_groups())
    form = SynonymsForm(request.POST or None, initial={"groups": known, "seen": known})

    def decide(said: dict[str, Any]) -> None:
        change_synonyms(
            said["groups"], seen=said["seen"], province=Region.objects.get(code=code),
            by=request.user, now=timezone.now(), why=said["why"],
        )  # fmt: skip

    causes = _("Every search uses them at once: whoever looks for one word finds the others.")
    page = {"title": _("Words that find each other"), "causes": causes}
    return _decided(request, form, decide, page | {"history": history_of("synonyms", "")})


@login_required
@require_http_methods(["GET", "POST"])
def local_term(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose what the villages of a regency are called."""
    province = _province(request)
    standing = Region.objects.standing().within(province).filter(level=Level.REGENCY)
    regency = get_object_or_404(standing, code=code)
    form = LocalTermForm(request.POST or None, initial={"term": term_of(regency)})

    def decide(said: dict[str, Any]) -> None:
        set_local_term(regency, said["term"], by=request.user, now=timezone.now(), why=said["why"])

    total = desa_in(regency)
    causes = ngettext(
        "%(total)s village is called so on every page and in search at once.",
        "%(total)s villages are called so on every page and in search at once.",
        total,
    ) % {"total": total}
    title = _("What villages are called: %(name)s") % {"name": regency.called}
    history = history_of("local_term", regency.code)
    return _decided(request, form, decide, {"title": title, "causes": causes, "history": history})


def _province(request: SignedInRequest) -> str:
    """Let officers of the province in; for others there is nothing."""
    code: str = settings.PROVINCE_CODE
    if not may_choose(request.user, code):
        raise Http404
    return code


def _decided(
    request: SignedInRequest,
    form: forms.Form,
    decide: Callable[[dict[str, Any]], None],
    page: dict[str, Any],
) -> HttpResponse:
    """Ask, or decide what was answered; a refusal stands above what was typed."""
    if form.is_valid():
        try:
            decide(form.cleaned_data)
            messages.success(request, _("Decided. It holds from now on."))
            return redirect("portal:settings")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = page | {"form": form, "section": "settings"}
    return render(request, "portal/work/setting.html", context, status=status)
