"""The organisations and makers of the villages that one works for."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.permissions import areas_of_consents
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused
from balai.portal.forms.organisations import NewOrganisationForm, OrganisationForm
from balai.portal.queries.consents import organisations_in
from balai.registry.actions.own_organisations import (
    Told,
    change_organisation,
    write_organisation,
)
from balai.registry.models import Organisation, OrganisationKind, Region
from balai.registry.queries.names import villages_within

PER_PAGE = 50


@login_required
@require_safe
def organisations(request: SignedInRequest) -> HttpResponse:
    found = organisations_in(request.user, _areas(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("hal"))
    shown = {"page": page, "section": "consents"}
    return render(request, "portal/organisations/organisations.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: SignedInRequest) -> HttpResponse:
    villages = villages_within(_areas(request))
    form = NewOrganisationForm(request.POST or None, villages=villages, initial={"key": uuid4()})
    if form.is_valid():
        try:
            return _written(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _asked(request, form)


def _written(request: SignedInRequest, form: NewOrganisationForm) -> HttpResponse:
    said = dict(form.cleaned_data)
    kind, code, key = said.pop("kind"), said.pop("area_code"), said.pop("key")
    village = Region.objects.get(code=code)
    write_organisation(
        Told(**said), kind=kind, village=village, by=request.user, now=timezone.now(), key=key
    )
    if kind == OrganisationKind.MAKER:
        messages.success(request, _("Written down. It is shown once the maker agrees."))
        return redirect("portal:new_giver")
    messages.success(request, _("Written down."))
    return redirect("portal:organisations")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: SignedInRequest, number: int) -> HttpResponse:
    """Show one, and say something else of it."""
    found = get_object_or_404(organisations_in(request.user, _areas(request)), pk=number)
    fields = ("name", "whatsapp_number", "contact_of", "about")
    form = OrganisationForm(
        request.POST or None, initial={field: getattr(found, field) for field in fields}
    )
    if found.kind == OrganisationKind.MAKER:
        del form.fields["contact_of"]
    if form.is_valid():
        try:
            change_organisation(
                found, Told(**form.cleaned_data), by=request.user, now=timezone.now()
            )
            messages.success(request, _("Written down."))
            return redirect("portal:organisations")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _asked(request, form, found)


def _asked(
    request: SignedInRequest, form: OrganisationForm, found: Organisation | None = None
) -> HttpResponse:
    shown = {"form": form, "organisation": found, "section": "consents"}
    return render(
        request,
        "portal/organisations/organisation.html",
        shown,
        status=422 if form.errors else 200,
    )


def _areas(request: SignedInRequest) -> list[str]:
    """Let those in who work for some area; for others there is nothing."""
    areas = areas_of_consents(request.user)
    if not areas:
        raise Http404
    return areas
