"""The people of an area, for those who look after them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from balai.accounts.models import (
    Invitation,
    InvitationQuerySet,
    JoinRequest,
    JoinRequestQuerySet,
    Person,
    Role,
    RoleQuerySet,
)
from balai.accounts.models.areas import in_areas
from balai.accounts.rules import areas_in_charge
from balai.accounts.visitors import rights_of
from balai.core.models import AuditEntry

# What the trail of an area's people tells, in the order of a person's time here.
ACTS = (
    "accounts.request_approved",
    "accounts.request_declined",
    "accounts.person_invited",
    "accounts.invitation_withdrawn",
    "accounts.invitation_taken",
    "accounts.person_joined",
    "accounts.role_given",
    "accounts.role_ended",
    "accounts.recovery_code_made",
    "accounts.second_factors_removed",
    "accounts.password_recovered",
)


def areas_of(person: Person) -> list[str]:
    """List the areas whose people somebody looks after; empty for most."""
    return areas_in_charge(rights_of(person))


def roles_in(areas: Iterable[str]) -> RoleQuerySet:
    """List the standing roles of these areas, with who holds them, by name."""
    standing = Role.objects.standing().in_areas(areas).select_related("person")
    return standing.order_by("person__name", "person_id", "area_code", "kind")


def own_roles(person: Person) -> RoleQuerySet:
    return Role.objects.standing().filter(person=person).order_by("area_code", "kind")


def roles_found(
    roles: RoleQuerySet, *, words: str, kind: str, village_codes: QuerySet[Any, Any]
) -> RoleQuerySet:
    """Narrow roles to a kind, and to people or villages of a name."""
    if kind:
        roles = roles.filter(kind=kind)
    if words:
        roles = roles.filter(Q(person__name__icontains=words) | Q(area_code__in=village_codes))
    return roles


def person_in(areas: Iterable[str], number: int) -> Person | None:
    """Find somebody who is something in these areas, or was when they last were anything."""
    held = Role.objects.filter(person=number)
    latest = held.standing() if held.standing().exists() else held
    if not latest.in_areas(areas).exists():
        return None
    return Person.objects.filter(pk=number, forgotten_at__isnull=True).first()


def people_beside(role: Role) -> QuerySet[Person]:
    """List those who could take a role over: who is something just there, and not the same."""
    beside = Role.objects.standing().filter(area_code=role.area_code).values("person")
    same = Role.objects.standing().filter(
        kind=role.kind,
        area_code=role.area_code,
        organisation_number=role.organisation_number,
    )
    others = Person.objects.filter(pk__in=beside, forgotten_at__isnull=True)
    return others.exclude(pk__in=same.values("person")).order_by("name", "pk")


def invitations_in(areas: Iterable[str], *, now: datetime) -> InvitationQuerySet:
    """List the invitations of these areas that can be taken, the newest first."""
    open_ones = Invitation.objects.open(now=now).in_areas(areas).select_related("made_by")
    return open_ones.order_by("-made_at", "-pk")


def requests_in(areas: Iterable[str]) -> JoinRequestQuerySet:
    """List the requests of these areas that wait, the oldest first."""
    return JoinRequest.objects.waiting().in_areas(areas).order_by("asked_at", "pk")


def acts_in(areas: Iterable[str]) -> QuerySet[AuditEntry]:
    """List what was done about the people of these areas, the newest first."""
    of_people = AuditEntry.objects.filter(in_areas(areas), act__in=ACTS)
    return of_people.order_by("-at", "-pk")


def people_named(numbers: Iterable[int]) -> dict[int, str]:
    """Name people by number; who was forgotten has no name."""
    return dict(Person.objects.filter(pk__in=set(numbers)).values_list("pk", "name"))
