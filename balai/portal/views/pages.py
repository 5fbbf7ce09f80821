"""Pages that only say something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.channels.heads import head_of_page


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "about",
        _("About Balai"),
        _("What Balai is, who runs it, and where its facts come from."),
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _page(
        request, "privacy", _("Privacy"), _("What Balai knows about you: as a visitor, nothing.")
    )


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return _page(
        request, "help", _("Help"), _("How to find a village, order by WhatsApp, and share.")
    )


def _page(request: HttpRequest, name: str, title: str, description: str) -> HttpResponse:
    return render(
        request,
        f"portal/{name}.html",
        {
            "head": head_of_page(request.path, title=title, description=description),
            "title": title,
        },
    )
