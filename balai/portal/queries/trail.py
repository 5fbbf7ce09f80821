"""What was done about the people of an area, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.accounts.models import Invitation, JoinRequest, RecoveryCode, Role
from balai.accounts.queries import people
from balai.accounts.rules import Right
from balai.core.models import AuditEntry
from balai.portal.queries.people import Names

PAGE_LENGTH = 50
_SENTENCES = {
    "accounts.request_approved": gettext_lazy("%(by)s approved a request to join: %(right)s."),
    "accounts.request_declined": gettext_lazy("%(by)s declined a request to join: %(right)s."),
    "accounts.person_invited": gettext_lazy("%(by)s made an invitation: %(right)s."),
    "accounts.invitation_withdrawn": gettext_lazy("%(by)s withdrew an invitation: %(right)s."),
    "accounts.invitation_taken": gettext_lazy("%(by)s took an invitation: %(right)s."),
    "accounts.person_joined": gettext_lazy("%(by)s joined Balai."),
    "accounts.role_given": gettext_lazy("%(by)s gave %(person)s a role: %(right)s."),
    "accounts.role_ended": gettext_lazy("%(by)s ended a role of %(person)s: %(right)s."),
    "accounts.recovery_code_made": gettext_lazy(
        "%(by)s made a code with which %(person)s chooses a new password."
    ),
    "accounts.password_recovered": gettext_lazy("%(by)s chose a new password with a code."),
    "accounts.second_factors_removed": gettext_lazy(
        "%(by)s removed the lost second keys of %(person)s."
    ),
}


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One act, as people read it."""

    at: datetime
    sentence: str
    reason: str
    request_key: str


@dataclass(frozen=True, slots=True)
class _Thing:
    """What an act was done to: a right, or somebody, or both."""

    right: Right | None = None
    person_number: int | None = None


def trail_page(areas: Iterable[str], *, page: int) -> tuple[list[TrailLine], bool]:
    """Tell what was done in these areas, and whether there is more. Eight queries at most."""
    start = (page - 1) * PAGE_LENGTH
    entries = list(people.acts_in(areas)[start : start + PAGE_LENGTH + 1])
    has_more, entries = len(entries) > PAGE_LENGTH, entries[:PAGE_LENGTH]
    things = _things(entries)
    names = Names(thing.right for thing in things.values() if thing.right)
    numbers = [entry.by_number for entry in entries]
    numbers += [thing.person_number for thing in things.values()]
    called = people.people_named(number for number in numbers if number)
    return [_line(entry, things, names, called) for entry in entries], has_more


def _things(entries: Iterable[AuditEntry]) -> dict[tuple[str, int], _Thing]:
    """Read what the acts were done to, a query for each sort."""
    numbers: dict[str, set[int]] = {}
    for entry in entries:
        numbers.setdefault(entry.thing, set()).add(entry.thing_number)
    things: dict[tuple[str, int], _Thing] = {}
    for number in numbers.get("accounts.person", ()):
        things["accounts.person", number] = _Thing(person_number=number)
    for role in Role.objects.filter(pk__in=numbers.get("accounts.role", ())):
        things["accounts.role", role.pk] = _Thing(role.right, role.person_id)
    for invitation in Invitation.objects.filter(pk__in=numbers.get("accounts.invitation", ())):
        things["accounts.invitation", invitation.pk] = _Thing(invitation.right)
    asked = JoinRequest.objects.filter(pk__in=numbers.get("accounts.joinrequest", ()))
    for number, code in asked.values_list("pk", "area_code"):
        things["accounts.joinrequest", number] = _Thing(Right("", code))
    codes = RecoveryCode.objects.filter(pk__in=numbers.get("accounts.recoverycode", ()))
    for number, person in codes.values_list("pk", "person"):
        things["accounts.recoverycode", number] = _Thing(person_number=person)
    return things


def _line(
    entry: AuditEntry,
    things: dict[tuple[str, int], _Thing],
    names: Names,
    called: dict[int, str],
) -> TrailLine:
    thing = things.get((entry.thing, entry.thing_number), _Thing())
    right = ""
    if thing.right:
        right = names.right(thing.right) if thing.right.kind else names.place(thing.right.area_code)
    return TrailLine(
        at=entry.at,
        sentence=_SENTENCES[entry.act]
        % {
            "by": _called(entry.by_number, called),
            "person": _called(thing.person_number, called),
            "right": right,
        },
        reason=entry.reason,
        request_key=str(entry.request_key or "")[:8],
    )


def _called(number: int | None, called: dict[int, str]) -> str:
    if number is None:
        return "Balai"
    return called.get(number) or _("somebody whose account is closed")
