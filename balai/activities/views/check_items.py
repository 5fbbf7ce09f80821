"""What the literacy check asks, for those who write it. Here alone stands the key."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities.actions.check_items import add_item, ask_again, ask_otherwise, retire_item
from balai.activities.forms.check_items import ItemForm, NewItemForm
from balai.activities.models import CheckItem
from balai.activities.permissions import may_write_courses
from balai.activities.queries.checks import items_by_pillar, last_version
from balai.core.errors import Refused


@login_required
@require_safe
def check_items(request: SignedInRequest) -> HttpResponse:
    _check_may(request)
    shown = {"pillars": items_by_pillar(), "section": "courses"}
    return render(request, "activities/check_items.html", shown)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_check_item(request: SignedInRequest) -> HttpResponse:
    _check_may(request)
    form = NewItemForm(request.POST or None)
    if form.is_valid():
        try:
            add_item(
                form.told(),
                pillar=form.cleaned_data["pillar"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, _("Checks that are prepared from now on ask this, too."))
            return redirect("activities:check_items")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"form": form, "section": "courses"}
    status = 422 if form.errors else 200
    return render(request, "activities/new_check_item.html", shown, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_item(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show how an item is asked now, and ask it otherwise: a new version, never a change."""
    _check_may(request)
    found = get_object_or_404(CheckItem, slug=slug)
    last = last_version(found)
    form = ItemForm(request.POST or None, initial=ItemForm.said_of(last))
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            ask_otherwise(found, form.told(), seen=seen, by=request.user, now=timezone.now())
            messages.success(request, _("Checks that are prepared from now on ask it so."))
            return redirect("activities:check_items")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    shown = {"item": found, "version": last, "form": form, "section": "courses"}
    status = 422 if form.errors else 200
    return render(request, "activities/check_item.html", shown, status=status)


@login_required
@require_POST
def check_item_step(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask an item no more, or ask it again."""
    _check_may(request)
    found = get_object_or_404(CheckItem, slug=slug)
    step, now = request.POST.get("step"), timezone.now()
    try:
        if step == "retire":
            retire_item(found, by=request.user, now=now)
            messages.success(request, _("New checks ask this no more."))
        elif step == "ask":
            ask_again(found, by=request.user, now=now)
            messages.success(request, _("Checks that are prepared from now on ask this, too."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("activities:check_items")


def _check_may(request: SignedInRequest) -> None:
    if not may_write_courses(request.user):
        raise Http404
