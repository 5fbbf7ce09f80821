"""One's own account."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.accounts.visitors import SignedInRequest


@login_required
@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    return render(request, "accounts/account.html", {"person": request.user})
