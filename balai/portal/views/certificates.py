"""Anybody checks a certificate here by its number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.activities.public import certificate_bears, read_certificate
from balai.channels.heads import head_of_page


@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and lead to its page."""
    number = request.GET.get("nomor", "").strip()
    found = read_certificate(number) if number else None
    if found is not None:
        return redirect(found.url)
    title = _("Check a certificate")
    shown = {
        "head": head_of_page(
            request.path, title=title, description=_("Is it real? Its number tells.")
        ),
        "title": title,
        "number": number[:40],
    }
    return render(request, "portal/certificates/certificates.html", shown)


@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Tell whether a certificate holds. Its name stands here only if its holder agreed."""
    found = read_certificate(number)
    if found is None:
        raise Http404
    if request.path != found.url:
        return redirect(found.url, permanent=True)
    typed = request.GET.get("nama", "").strip()
    shown = {
        "certificate": found,
        "typed": typed[:120],
        "fits": certificate_bears(number, typed) if typed else None,
    }
    return render(request, "portal/certificates/certificate.html", shown)
