"""Sessions that everybody may come to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.activities.public import (
    photos_of_session,
    public_session,
    public_sessions,
    why_called_off,
)
from balai.channels.addresses import absolute
from balai.channels.heads import head_of_page, head_of_session
from balai.channels.whatsapp import share_text_link
from balai.registry.queries.names import regency_names
from balai.ui.motif import seed_of, single_url


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """What there is to come to, the next first; `kab` narrows it to a regency."""
    regencies = regency_names()
    chosen = request.GET.get("kab", "")
    if chosen and chosen not in regencies:
        raise Http404
    title = _("Activities in the villages")
    description = _("Trainings, meetings and showcases that everybody may come to.")
    shown = {
        "head": head_of_page(request.path, title=title, description=description),
        "title": title,
        "sessions": public_sessions(now=timezone.now(), within=chosen),
        "regencies": regencies,
        "regency": chosen,
        "section": "sessions",
    }
    return render(request, "portal/sessions/sessions.html", shown)


@require_safe
def session(request: HttpRequest, number: int, name: str = "") -> HttpResponse:
    """One session, under its own address only."""
    found = public_session(number)
    if found is None:
        raise Http404
    if request.path != found.url:
        return redirect(found.url, permanent=True)
    regency = regency_names().get(found.regency_code, "")
    shown = {
        "head": head_of_session(found, regency=regency),
        "session": found,
        "why": why_called_off(number) if found.is_called_off else "",
        "photos": photos_of_session(number),
        "regency": regency,
        "share": share_text_link(f"{found.title}\n{absolute(found.url)}"),
        "is_over": found.ends_at < timezone.now(),
        "cover": single_url(seed_of(found.village_code, "event", found.number)),
        "section": "sessions",
    }
    return render(request, "portal/sessions/session.html", shown)
