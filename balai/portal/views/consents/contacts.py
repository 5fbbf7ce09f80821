"""Whose number an organisation shows: its own needs nobody's consent, a person's does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.permissions import areas_of_consents
from balai.accounts.visitors import SignedInRequest
from balai.portal.queries.consents import contacts_in
from balai.registry.actions.agreed import say_whose_contact
from balai.registry.models import ContactOf, Organisation


@login_required
@require_safe
def contacts(request: SignedInRequest) -> HttpResponse:
    shown = {"organisations": _contacts(request), "section": "consents"}
    return render(request, "portal/consents/contacts.html", shown)


@login_required
@require_POST
def contact(request: SignedInRequest, number: int) -> HttpResponse:
    """Say whose number it is."""
    organisation = next((one for one in _contacts(request) if one.pk == number), None)
    if organisation is None:
        raise Http404
    contact_of = request.POST.get("contact_of", "")
    if contact_of not in ContactOf:
        return HttpResponseBadRequest()
    say_whose_contact(organisation, contact_of, by=request.user, now=timezone.now())
    if organisation.shows_contact:
        messages.success(request, _("Written down. The number is shown."))
    else:
        messages.success(request, _("Written down. The number is shown once that person agrees."))
    return redirect("portal:contacts")


def _contacts(request: SignedInRequest) -> list[Organisation]:
    areas = areas_of_consents(request.user)
    if not areas:
        raise Http404
    return contacts_in(request.user, areas)
