"""What is said where a door stays shut."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form without a token of this browser: too old, or sent from elsewhere."""
    return render(request, "403_csrf.html", status=403)
