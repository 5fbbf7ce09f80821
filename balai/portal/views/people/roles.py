"""Giving a role to somebody who has an account, and ending one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balai.accounts.actions.roles import end_role, give_role
from balai.accounts.queries.people import roles_in
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused
from balai.portal.forms.people import ReasonForm, RoleForm
from balai.portal.queries.people import Names, person_page, rights_to_give
from balai.portal.views.people.charge import charge_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: SignedInRequest, number: int) -> HttpResponse:
    """Give one more role to a person, in an area where they or oneself are something."""
    charge = charge_or_404(request)
    page = person_page(charge, number)
    if page is None:
        raise Http404
    areas = [*(held.role.area_code for held in page.roles), *charge.areas]
    form = RoleForm(request.POST or None, rights=rights_to_give(charge, areas))
    if form.is_valid():
        try:
            give_role(
                page.person,
                form.cleaned_data["right"],
                by=request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role is given."))
            return redirect("portal:person", number)
    shown = {"form": form, "person": page.person, "section": "people"}
    return render(request, "portal/people/role.html", shown, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: SignedInRequest, number: int) -> HttpResponse:
    """Ask why, then end a role."""
    charge = charge_or_404(request)
    ending = get_object_or_404(roles_in(charge.areas), pk=number)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            end_role(ending, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role has ended. It stays in the trail."))
            return redirect("portal:people")
    shown = {
        "form": form,
        "role": ending,
        "called": Names([ending.right]).right(ending.right),
        "section": "people",
    }
    return render(request, "portal/people/role_end.html", shown, status=422 if form.errors else 200)
