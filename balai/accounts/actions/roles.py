"""Roles are given, ended and handed over here, each with its line in the trail."""

from datetime import datetime

from django.db import IntegrityError, transaction

from balai.accounts import permissions
from balai.accounts.actions.tokens import revoke_tokens
from balai.accounts.errors import (
    AreaDoesNotFitRole,
    PersonForgotten,
    RoleHasEnded,
    RoleHeldAlready,
)
from balai.accounts.models import Person, Role
from balai.accounts.rules import Right, fits, needs_second_factor
from balai.core import audit


@transaction.atomic
def give_role(
    person: Person, right: Right, *, by: Person | None, now: datetime, reason: str = ""
) -> Role:
    """Give a person a role in an area. `by` is None where the system itself gives it.

    Raises AreaDoesNotFitRole, MayNotGiveRole, PersonForgotten or RoleHeldAlready; then
    nothing is written.
    """
    if not fits(right):
        raise AreaDoesNotFitRole
    if by is not None:
        permissions.check_may_give(by, right)
    return _give(person, right, by=by, now=now, reason=reason)


@transaction.atomic
def end_role(role: Role, *, by: Person, now: datetime, reason: str = "") -> None:
    """End a role. Who holds it may lay it down.

    Raises MayNotGiveRole or RoleHasEnded; then nothing is written.
    """
    permissions.check_may_end(by, role)
    _end(role, by=by, now=now, reason=reason)


@transaction.atomic
def hand_over_role(role: Role, *, to: Person, by: Person, now: datetime, reason: str = "") -> Role:
    """Pass a role on: it ends for one and begins for the other, or neither.

    Raises MayNotGiveRole, RoleHasEnded, PersonForgotten or RoleHeldAlready; then nothing
    is written.
    """
    permissions.check_may_end(by, role)
    _end(role, by=by, now=now, reason=reason)
    return _give(to, role.right, by=by, now=now, reason=reason)


def end_all_roles(person: Person, *, by: Person, now: datetime) -> None:
    """End all that somebody is, who is to be forgotten. Whoever calls has asked."""
    for role in Role.objects.standing().filter(person=person).order_by("pk"):
        _end(role, by=by, now=now, reason="")


def _give(person: Person, right: Right, *, by: Person | None, now: datetime, reason: str) -> Role:
    if Person.objects.filter(pk=person.pk, forgotten_at__isnull=False).exists():
        raise PersonForgotten
    try:
        with transaction.atomic():
            role = Role.objects.create(person=person, **right._asdict(), given_at=now, given_by=by)
    except IntegrityError as clash:
        # Only the constraint is right when two give it at once.
        raise RoleHeldAlready from clash
    if needs_second_factor([right]):
        # They were made when a password was enough.
        revoke_tokens(person, by=by, now=now)
    _record("accounts.role_given", role, by=by, now=now, reason=reason)
    return role


def _end(role: Role, *, by: Person, now: datetime, reason: str) -> None:
    if not Role.objects.standing().filter(pk=role.pk).update(ended_at=now, ended_by=by):
        raise RoleHasEnded
    role.ended_at, role.ended_by = now, by
    _record("accounts.role_ended", role, by=by, now=now, reason=reason)


def _record(act: str, role: Role, *, by: Person | None, now: datetime, reason: str) -> None:
    audit.record(act, target=role, by=by, now=now, area_code=role.area_code, reason=reason)
