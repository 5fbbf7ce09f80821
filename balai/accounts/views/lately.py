"""What a phone left on the table must not change."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from balai.accounts.proofs import has_proven_lately
from balai.accounts.visitors import SignedInRequest

View = Callable[..., HttpResponse]


def proven_lately(view: View) -> View:
    """Ask first who it is, where the last proof is older than a quarter of an hour."""

    @wraps(view)
    def asked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_proven_lately(request, request.user, now=timezone.now()):
            return view(request, *args, **kwargs)
        goal = request.path if request.method == "GET" else reverse("accounts:account")
        return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': goal})}")

    return asked
