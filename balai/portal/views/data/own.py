"""What is held about oneself."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.actions.privacy import Asked, send_request
from balai.accounts.models import ConsentGiver
from balai.accounts.visitors import SignedInRequest
from balai.portal.forms.privacy import OwnRequestForm
from balai.portal.queries.held import as_file, held_of
from balai.portal.queries.requests import area_that_answers


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: SignedInRequest) -> HttpResponse:
    """Show all that is held about oneself; a POST asks to correct or delete it."""
    form = OwnRequestForm(request.POST or None, initial={"key": uuid4()})
    if form.is_valid():
        said = form.cleaned_data
        area_code = area_that_answers(request.user)
        asked = Asked(wish=said["wish"], words=said["words"], area_code=area_code)
        send_request(asked, by=request.user, now=timezone.now(), key=said["key"])
        messages.success(request, _("Your request is received. It is answered within 72 hours."))
        return redirect("portal:own_data")
    giver = ConsentGiver.objects.filter(person=request.user).first()
    held = held_of(request.user)
    shown = {"sections": held, "form": form, "giver": giver, "section": "account"}
    return render(request, "portal/data/own.html", shown, status=422 if form.errors else 200)


@login_required
@require_safe
def own_data_file(request: SignedInRequest) -> HttpResponse:
    """Give the same as a file that programs read."""
    held = as_file(request.user, now=timezone.now())
    answer = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="balai-data.json"'
    answer["Cache-Control"] = "no-store"
    return answer
