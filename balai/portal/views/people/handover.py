"""Handing one's own role over: to somebody of the area, or to whoever takes an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.actions.invitations import invite_to_take_over
from balai.accounts.actions.roles import hand_over_role
from balai.accounts.models import Person, Role
from balai.accounts.queries.people import own_roles, people_beside
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused
from balai.portal.forms.people import BY_INVITATION, HandoverForm
from balai.portal.queries.people import Names, own_roles_named


@login_required
@require_safe
def handovers(request: SignedInRequest) -> HttpResponse:
    """Choose which of one's roles to hand over."""
    shown = {"roles": own_roles_named(request.user), "section": "people"}
    return render(request, "portal/people/handovers.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: SignedInRequest, number: int) -> HttpResponse:
    role = get_object_or_404(own_roles(request.user), pk=number)
    people = {person.pk: person.name for person in people_beside(role)}
    form = HandoverForm(request.POST or None, people=people, by=request.user)
    if form.is_valid():
        try:
            return _hand_over(request, role, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {
        "form": form,
        "called": Names([role.right]).right(role.right),
        "section": "people",
    }
    return render(request, "portal/people/handover.html", shown, status=422 if form.errors else 200)


def _hand_over(request: SignedInRequest, role: Role, *, to: str, token: str) -> HttpResponse:
    now = timezone.now()
    if to == BY_INVITATION:
        invite_to_take_over(role, token=token, by=request.user, now=now)
        return redirect("portal:invitation", token)
    hand_over_role(role, to=Person.objects.get(pk=to), by=request.user, now=now)
    messages.success(request, _("The role is handed over. Thank you for what you did."))
    return redirect("portal:handovers")
