"""What the workroom shows to whoever signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.accounts.models import Person, RoleKind
from balai.accounts.queries.people import requests_in
from balai.accounts.rules import MEMBER, areas_in_charge
from balai.accounts.visitors import Viewer, rights_of
from balai.activities.public import ShownSession, sessions_of_today
from balai.catalogue.permissions import may_write_for, sellers_written_for
from balai.catalogue.queries.enquiries import enquiries_for
from balai.catalogue.queries.protocols import handed_back_to, spoken_for
from balai.catalogue.queries.revisions import due_for_confirmation, own_listings, queue_of
from balai.catalogue.rules import WRITERS
from balai.catalogue.rules.reviews import OFFICERS
from balai.portal.queries.people import Names
from balai.registry.models import Organisation, Region
from balai.registry.permissions import is_of_a_community

NEXT_STEPS = 3
# Members write what their organisation sells, operators and heads whatever a village shows.
WRITING = WRITERS | {MEMBER}
# What stands in which list of own listings, by the word in the address.
STATES = ("diperbaiki", "draf", "diperiksa", "tayang", "ditanyakan", "ditarik")


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, and why."""

    url: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """How many of one's own listings stand in a state."""

    state: str
    name: str
    total: int


@dataclass(frozen=True, slots=True)
class Workroom:
    """What somebody sees first."""

    roles: list[str]
    steps: list[Step]
    lines: list[Line]
    waiting: int
    may_write: bool
    # What will appear here, for whom nothing waits.
    idle: list[str]
    sessions: list[ShownSession]


def workroom_of(person: Person, *, now: datetime) -> Workroom:
    """Gather what to do next; the same queries however much there is."""
    own = own_listings(person)
    due = due_for_confirmation(person, now=now)
    totals = {
        "diperbaiki": own.returned.count(),
        "draf": own.writing.count(),
        "diperiksa": own.submitted.count(),
        "tayang": own.published.count(),
        "ditanyakan": due.count(),
        "ditarik": own.withdrawn.count(),
    }
    names = state_names()
    waiting = queue_of(person).count()
    rights = rights_of(person)
    steps = [
        *_messages(enquiries_for(person, is_answered=False, now=now).count()),
        *_askers(requests_in(areas_in_charge(rights)).count()),
        *_undecided(spoken_for(person).filter(decided_at__isnull=True).count()),
        *_handed_back(len(handed_back_to(person))),
        *_steps(person, totals, waiting=waiting),
    ]
    return Workroom(
        roles=_roles_in_words(person),
        steps=steps[:NEXT_STEPS],
        lines=[Line(state, names[state], totals[state]) for state in STATES if totals[state]],
        waiting=waiting,
        may_write=any(right.kind in WRITING for right in rights),
        idle=_idle(person),
        sessions=sessions_of_today(person, now=now),
    )


def _idle(person: Person) -> list[str]:
    kinds = {right.kind for right in rights_of(person)}
    idle = []
    if kinds & OFFICERS:
        idle.append(_("What villages send for review appears here."))
    if RoleKind.REPRESENTATIVE in kinds or is_of_a_community(person):
        idle.append(_("What a village shows of your community waits here for your decision."))
    return idle or [_("You have no role at the moment. Ask the operator or head of your village.")]


def state_names() -> dict[str, str]:
    return {
        "diperbaiki": _("To be mended"),
        "draf": _("Drafts"),
        "diperiksa": _("Waiting for review"),
        "tayang": _("Shown to everybody"),
        "ditanyakan": _("Still so?"),
        "ditarik": _("Withdrawn"),
    }


def villages_of(person: Viewer) -> list[Region]:
    """Name the villages that somebody may write for, by name."""
    codes = Q(pk__in=[])
    for right in rights_of(person):
        if right.kind in WRITING:
            codes |= Q(code__within=right.area_code)
    return list(Region.objects.standing().villages().filter(codes).order_by("name", "code"))


def sellers_for(person: Viewer, village: Region) -> list[tuple[str, str]]:
    """Offer the organisations of a village in whose name somebody writes, as a field takes them."""
    there = Organisation.objects.filter(villages=village).order_by("name", "pk")
    if not may_write_for(person, None, village.code):
        there = there.filter(pk__in=sellers_written_for(person, village.code))
    return [(str(number), name) for number, name in there.values_list("pk", "name")]


def _steps(person: Person, totals: Mapping[str, int], *, waiting: int) -> list[Step]:
    steps: list[Step] = []
    own = own_listings(person)
    for revision in own.returned[:NEXT_STEPS] if totals["diperbaiki"] else ():
        title = revision.content.get("words", {}).get("title") or _("A new listing")
        steps.append(
            Step(
                reverse("portal:draft", args=[revision.pk]),
                _("Mend %(title)s") % {"title": title},
                revision.said,
            )
        )
    if waiting:
        name = ngettext("Review %(total)s listing", "Review %(total)s listings", waiting)
        steps.append(
            Step(
                reverse("portal:reviews"),
                name % {"total": waiting},
                _("A village waits for your word."),
            )
        )
    if due := totals["ditanyakan"]:
        name = ngettext(
            "Say whether %(total)s listing is still so",
            "Say whether %(total)s listings are still so",
            due,
        )
        steps.append(
            Step(
                own_list_address("ditanyakan"),
                name % {"total": due},
                _("Nobody has said so for half a year. One press is enough."),
            )
        )
    for revision in own.writing[:NEXT_STEPS] if totals["draf"] else ():
        title = revision.content.get("words", {}).get("title") or _("a new listing")
        steps.append(
            Step(
                reverse("portal:draft", args=[revision.pk]),
                _("Go on with %(title)s") % {"title": title},
                _("A draft that only you in the village see."),
            )
        )
    return steps


def _messages(unanswered: int) -> list[Step]:
    """Lead to visitors who wait for an answer: they buy elsewhere soon."""
    if not unanswered:
        return []
    name = ngettext("Answer %(total)s message", "Answer %(total)s messages", unanswered)
    return [
        Step(
            reverse("portal:enquiries"),
            name % {"total": unanswered},
            _("Somebody without WhatsApp wrote to you and waits."),
        )
    ]


def _undecided(undecided: int) -> list[Step]:
    """Lead who speaks for a community to what nobody else sees until they decide."""
    if not undecided:
        return []
    name = ngettext(
        "Decide who sees %(total)s thing", "Decide who sees %(total)s things", undecided
    )
    return [
        Step(
            reverse("portal:protocols"),
            name % {"total": undecided},
            _("It is your community's, and nobody sees it until you have decided."),
        )
    ]


def _askers(asking: int) -> list[Step]:
    """Lead to those who ask to be let in, where there are any."""
    if not asking:
        return []
    name = ngettext("%(total)s person asks to join", "%(total)s people ask to join", asking)
    return [
        Step(
            reverse("portal:people"),
            name % {"total": asking},
            _("Read who it is, then let them in or decline."),
        )
    ]


def own_list_address(state: str) -> str:
    return f"{reverse('portal:own_listings')}?keadaan={state}"


def _roles_in_words(person: Person) -> list[str]:
    rights = sorted(rights_of(person), key=lambda right: right.area_code)
    names = Names(rights)
    return [f"{names.kind(right)} · {names.place(right.area_code)}" for right in rights]


def _handed_back(waiting: int) -> list[Step]:
    """Lead to what a community says is not its own, for those who write it."""
    if not waiting:
        return []
    name = ngettext("Say whose %(total)s thing is", "Say whose %(total)s things are", waiting)
    return [
        Step(
            reverse("portal:protocols"),
            name % {"total": waiting},
            _("A community says that it is not its own. Nobody else sees it until then."),
        )
    ]
