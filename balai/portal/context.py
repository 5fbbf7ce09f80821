"""The way round the workroom, for whoever signed in."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.accounts.models import RoleKind
from balai.accounts.permissions import ANSWERING, RECORDING
from balai.accounts.rules import Right, areas_in_charge
from balai.accounts.visitors import Viewer, rights_of
from balai.activities.public import works_on_sessions, writes_courses
from balai.catalogue.rules import REVIEWERS
from balai.catalogue.rules.reviews import OFFICERS
from balai.core.remembered import remembered
from balai.intake.notes import note_for
from balai.portal.actions.demo_people import PASSWORD, demo_sign_ins
from balai.portal.queries.work import WRITING
from balai.registry.permissions import is_of_a_community

_REVIEWERS = frozenset().union(*REVIEWERS.values())


# So few stand side by side, on a phone and for whoever has many roles; more find a group.
MOST_SIDE_BY_SIDE = 4


@dataclass(frozen=True, slots=True)
class WorkLink:
    """One room that the navigation leads to."""

    section: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Rooms that lie together in the navigation, under one word."""

    name: str
    links: list[WorkLink]

    @property
    def sections(self) -> set[str]:
        return {link.section for link in self.links}


def foot_frame(_request: HttpRequest) -> dict[str, object]:
    """Give the pages for visitors their foot, which is drawn where it is shown."""
    return {"foot": _foot}


@remembered
def _foot() -> SafeString:
    """Draw the foot of every page: the same for everyone."""
    return render_to_string(
        "portal/_foot.html", {"is_demo": settings.IS_DEMO, "contact": settings.CONTACT}
    )


def work_frame(request: HttpRequest) -> dict[str, object]:
    """Give the work pages their navigation. Pages for visitors get none, and cost nothing."""
    if not request.COOKIES or not request.user.is_authenticated:
        return {}
    return {
        "work_groups": in_groups(_groups(request.user)),
        "work_home": reverse("portal:workroom"),
        "work_parts": ["intake/_device.html"],
        "outbox_person": request.user.pk,
        "outbox_note": note_for(request.user.pk),
        "outbox_list": reverse("portal:sent_items"),
    }


def to_try_out(_request: HttpRequest) -> dict[str, object]:
    """Let the page that one signs in on say as whom, in a demo. Read only where it is shown."""
    return {"demo_sign_ins": demo_sign_ins, "demo_password": PASSWORD} if settings.IS_DEMO else {}


def in_groups(groups: list[WorkGroup]) -> list[WorkGroup]:
    """Let few rooms stand side by side, and a group of one by itself."""
    rooms = [link for group in groups for link in group.links]
    if len(rooms) <= MOST_SIDE_BY_SIDE:
        return [WorkGroup(link.name, [link]) for link in rooms]
    return [group for group in groups if group.links]


def _groups(person: Viewer) -> list[WorkGroup]:
    rights = rights_of(person)
    kinds = {right.kind for right in rights}
    home = WorkLink("workroom", _("Workroom"), reverse("portal:workroom"))
    return [
        WorkGroup(home.name, [home]),
        WorkGroup(_("Tasks"), _tasks(person, rights, kinds)),
        WorkGroup(_("People"), _people(person, rights, kinds)),
        WorkGroup(_("More"), _own(person, kinds)),
    ]


def _tasks(person: Viewer, rights: frozenset[Right], kinds: set[str]) -> list[WorkLink]:
    links = []
    if works_on_sessions(person, rights):
        links.append(WorkLink("sessions", _("Activities"), reverse("activities:sessions")))
    if kinds & WRITING:
        links.append(WorkLink("own_listings", _("Listings"), reverse("portal:own_listings")))
        links.append(WorkLink("enquiries", _("Messages"), reverse("portal:enquiries")))
    if kinds & OFFICERS:
        links.append(WorkLink("area_villages", _("Villages"), reverse("portal:area_villages")))
    if kinds & _REVIEWERS:
        links.append(WorkLink("reviews", _("To review"), reverse("portal:reviews")))
    return links


def _people(person: Viewer, rights: frozenset[Right], kinds: set[str]) -> list[WorkLink]:
    links = []
    if areas_in_charge(rights):
        links.append(WorkLink("people", _("People and roles"), reverse("portal:people")))
    if kinds & RECORDING:
        links.append(WorkLink("consents", _("Consents"), reverse("portal:consents")))
    if kinds & ANSWERING:
        address = reverse("portal:privacy_requests")
        links.append(WorkLink("privacy_requests", _("Data requests"), address))
    if RoleKind.REPRESENTATIVE in kinds or is_of_a_community(person):
        links.append(WorkLink("protocols", _("Culture kept"), reverse("portal:protocols")))
    return links


def _own(person: Viewer, kinds: set[str]) -> list[WorkLink]:
    """Lead to what was sent, to what the province decides, and to one's own account."""
    links = [WorkLink("sent", _("What was sent"), reverse("portal:sent_items"))]
    if writes_courses(person):
        links.append(WorkLink("courses", _("Courses"), reverse("activities:courses")))
    if RoleKind.PROVINCE_OFFICER in kinds:
        name, address = _("Settings of the province"), reverse("portal:settings")
        links.append(WorkLink("settings", name, address))
    return [*links, WorkLink("account", _("Account"), reverse("accounts:account"))]
