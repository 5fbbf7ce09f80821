"""One's own account: what stands there, and changing name, address and number."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.actions.details import change_email, change_number, rename_person
from balai.accounts.forms.details import EmailForm, NameForm, NumberForm
from balai.accounts.limits import count_try
from balai.accounts.queries.second_factors import second_factors_of
from balai.accounts.tasks import send_email_link
from balai.accounts.views.lately import proven_lately
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused


@login_required
@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    shown = {"person": request.user, "factors": second_factors_of(request.user)}
    return render(request, "accounts/account.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: SignedInRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        rename_person(request.user, form.cleaned_data["name"], by=request.user, now=timezone.now())
        messages.success(request, _("Your name is changed."))
        return redirect("accounts:account")
    shown = {"form": form, "title": _("Your name")}
    return render(request, "accounts/detail.html", shown, status=422 if form.errors else 200)


@login_required
@proven_lately
@require_http_methods(["GET", "HEAD", "POST"])
def number(request: SignedInRequest) -> HttpResponse:
    known = request.user.phone_number
    form = NumberForm(request.POST or None, initial={"phone_number": f"+{known}" if known else ""})
    if form.is_valid():
        try:
            count_try(request, "new_contact", key=f"number {request.user.pk}")
            change_number(request.user, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your number is changed. From now on you sign in with it."))
            return redirect("accounts:account")
    shown = {"form": form, "title": _("Your HP number")}
    return render(request, "accounts/detail.html", shown, status=422 if form.errors else 200)


@login_required
@proven_lately
@require_http_methods(["GET", "HEAD", "POST"])
def email(request: SignedInRequest) -> HttpResponse:
    """Send a link to a new address; whether somebody has it already, nobody is told."""
    form = EmailForm(request.POST or None)
    if form.is_valid():
        try:
            count_try(request, "new_contact", key=f"address {request.user.pk}")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            send_email_link.enqueue(
                request.user.pk, form.cleaned_data["email"], get_language() or "id"
            )
            messages.success(
                request, _("Look into the mail at your new address and open the link in it.")
            )
            return redirect("accounts:account")
    shown = {"form": form, "title": _("Your e-mail address")}
    return render(request, "accounts/detail.html", shown, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def email_link(request: SignedInRequest, key: str) -> HttpResponse:
    """Take the new address on POST: programs that look into mail open links, too."""
    refusal = None
    if request.method == "POST":
        try:
            change_email(request.user, key, by=request.user, now=timezone.now())
        except Refused as refused:
            refusal = refused
        else:
            messages.success(
                request, _("Your address is changed. From now on you sign in with it.")
            )
            return redirect("accounts:account")
    return render(
        request, "accounts/email_link.html", {"refusal": refusal}, status=422 if refusal else 200
    )
