"""The way round the workroom, for whoever signed in."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.accounts.visitors import Viewer
from balai.portal.queries.people import charge_of


@dataclass(frozen=True, slots=True)
class WorkLink:
    """One entry of the workroom's navigation."""

    section: str
    name: str
    url: str


def work_frame(request: HttpRequest) -> dict[str, object]:
    """Give the work pages their navigation. Pages for visitors get none, and cost nothing."""
    if not request.COOKIES or not request.user.is_authenticated:
        return {}
    return {"work_links": _links(request.user), "work_home": "/"}


def _links(person: Viewer) -> list[WorkLink]:
    links = []
    if charge_of(person):
        links.append(WorkLink("people", _("People"), reverse("portal:people")))
    return links
