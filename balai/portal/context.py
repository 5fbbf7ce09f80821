"""The way round the workroom, for whoever signed in."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.accounts.models import RoleKind
from balai.accounts.permissions import ANSWERING, RECORDING
from balai.accounts.rules import areas_in_charge
from balai.accounts.visitors import Viewer, rights_of
from balai.activities.public import works_on_sessions
from balai.catalogue.rules import REVIEWERS
from balai.catalogue.rules.reviews import OFFICERS
from balai.intake.notes import note_for
from balai.portal.actions.demo_people import PASSWORD, demo_sign_ins
from balai.portal.queries.work import WRITING
from balai.registry.permissions import is_of_a_community

_REVIEWERS = frozenset().union(*REVIEWERS.values())


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
    return {
        "work_links": _links(request.user),
        "work_home": reverse("portal:workroom"),
        "work_parts": ["intake/_device.html"],
        "outbox_person": request.user.pk,
        "outbox_note": note_for(request.user.pk),
        "outbox_list": reverse("portal:sent_items"),
    }


def to_try_out(_request: HttpRequest) -> dict[str, object]:
    """Let the page that one signs in on say as whom, in a demo. Read only where it is shown."""
    return {"demo_sign_ins": demo_sign_ins, "demo_password": PASSWORD} if settings.IS_DEMO else {}


def _links(person: Viewer) -> list[WorkLink]:
    rights = rights_of(person)
    kinds = {right.kind for right in rights}
    links = [WorkLink("workroom", _("Workroom"), reverse("portal:workroom"))]
    if works_on_sessions(rights):
        links.append(WorkLink("sessions", _("Activities"), reverse("activities:sessions")))
    links += _writing_links(kinds)
    if kinds & OFFICERS:
        links.append(WorkLink("area_villages", _("Villages"), reverse("portal:area_villages")))
    if kinds & _REVIEWERS:
        links.append(WorkLink("reviews", _("To review"), reverse("portal:reviews")))
    if areas_in_charge(rights):
        links.append(WorkLink("people", _("People"), reverse("portal:people")))
    if kinds & RECORDING:
        links.append(WorkLink("consents", _("Consents"), reverse("portal:consents")))
    if kinds & ANSWERING:
        address = reverse("portal:privacy_requests")
        links.append(WorkLink("privacy_requests", _("Data requests"), address))
    if RoleKind.REPRESENTATIVE in kinds or is_of_a_community(person):
        links.append(WorkLink("protocols", _("Culture kept"), reverse("portal:protocols")))
    return [*links, *_own_links(kinds)]


def _writing_links(kinds: set[str]) -> list[WorkLink]:
    if not kinds & WRITING:
        return []
    return [
        WorkLink("own_listings", _("Listings"), reverse("portal:own_listings")),
        WorkLink("enquiries", _("Messages"), reverse("portal:enquiries")),
    ]


def _own_links(kinds: set[str]) -> list[WorkLink]:
    """Lead to what was sent, to what the province decides, and to one's own account."""
    sent = WorkLink("sent", _("Sent"), reverse("portal:sent_items"))
    account = WorkLink("account", _("Account"), reverse("accounts:account"))
    if "province_officer" not in kinds:
        return [sent, account]
    return [sent, WorkLink("settings", _("Settings"), reverse("portal:settings")), account]
