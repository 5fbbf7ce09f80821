"""People are invited here, and come in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from balai.accounts import permissions
from balai.accounts.actions.passwords import set_password
from balai.accounts.actions.roles import give_role, hand_over_role
from balai.accounts.errors import (
    AreaDoesNotFitRole,
    InvitationGone,
    KnownAlready,
    MayNotGiveRole,
    RoleHasEnded,
)
from balai.accounts.models import Invitation, JoinRequest, Person, Role
from balai.accounts.rules import Right, fits
from balai.core import audit
from balai.core.tokens import hash_of

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody without an account says of themselves; one of the two addresses is enough."""

    name: str
    password: str
    email: str = ""
    phone_number: str = ""


@transaction.atomic
def invite(
    right: Right, *, token: str, by: Person | None, now: datetime, meant_for: str = ""
) -> Invitation:
    """Invite whoever opens the link with this token to hold a right.

    `by` is None where the system itself invites. Sending the same token again returns the
    first invitation. Raises AreaDoesNotFitRole or MayNotGiveRole; then nothing is written.
    """
    if sent_before := _sent_before(token, by=by):
        return sent_before
    if not fits(right):
        raise AreaDoesNotFitRole
    if by is not None:
        permissions.check_may_give(by, right)
    return _invite(right, token=token, by=by, now=now, meant_for=meant_for)


@transaction.atomic
def invite_to_take_over(
    role: Role, *, token: str, by: Person, now: datetime, meant_for: str = ""
) -> Invitation:
    """Invite whoever opens the link to hold one's own role; when they do, it ends here.

    Sending the same token again returns the first invitation. Raises MayNotGiveRole or
    RoleHasEnded; then nothing is written.
    """
    if sent_before := _sent_before(token, by=by):
        return sent_before
    if role.person_id != by.pk:
        raise MayNotGiveRole
    if role.ended_at is not None:
        raise RoleHasEnded
    return _invite(role.right, token=token, by=by, now=now, meant_for=meant_for, ends_role=role)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Take an invitation back. Raises MayNotGiveRole or InvitationGone."""
    permissions.check_may_take_back(by, invitation)
    open_one = Invitation.objects.open(now=now).filter(pk=invitation.pk)
    if not open_one.update(withdrawn_at=now, withdrawn_by=by, meant_for=""):
        raise InvitationGone
    JoinRequest.objects.filter(invitation=invitation).empty()
    _record("accounts.invitation_withdrawn", invitation, by=by, now=now)


def open_invitation(token: str, *, now: datetime) -> Invitation:
    """Find the invitation behind a link.

    Raises InvitationGone, the same for all that cannot be taken: also when its maker may
    give such a right no more.
    """
    invitation = (
        Invitation.objects.open(now=now)
        .with_token(token)
        .select_related("made_by", "ends_role")
        .first()
    )
    if invitation is None or not _may_still_be_given(invitation):
        raise InvitationGone
    return invitation


@transaction.atomic
def take_invitation(invitation: Invitation, *, by: Person, now: datetime) -> Role:
    """Give the invited right to somebody who has an account.

    Raises InvitationGone, RoleHeldAlready or PersonForgotten; then nothing is written.
    """
    _claim(invitation, now=now)
    return _give(invitation, to=by, now=now)


@transaction.atomic
def join_by_invitation(invitation: Invitation, newcomer: Newcomer, *, now: datetime) -> Person:
    """Write down who comes in, an adult by their own word, and give them the invited right.

    Raises InvitationGone, KnownAlready, PasswordTooWeak or PhoneUnclear; then nothing is
    written.
    """
    _claim(invitation, now=now)
    person = write_newcomer_down(newcomer, area_code=invitation.area_code, now=now)
    _give(invitation, to=person, now=now)
    return person


@transaction.atomic
def write_newcomer_down(newcomer: Newcomer, *, area_code: str, now: datetime) -> Person:
    """Write down an adult who comes in by somebody's invitation; what for, the caller says.

    Raises KnownAlready, PasswordTooWeak or PhoneUnclear; then nothing is written.
    """
    try:
        with transaction.atomic():
            person = Person.objects.create_person(
                name=newcomer.name,
                email=newcomer.email,
                phone_number=newcomer.phone_number,
                joined_at=now,
                adult_said_at=now,
            )
    except IntegrityError as clash:
        raise KnownAlready from clash
    audit.record("accounts.person_joined", target=person, by=person, now=now, area_code=area_code)
    set_password(person, newcomer.password, by=person, now=now)
    return person


def _sent_before(token: str, *, by: Person | None) -> Invitation | None:
    return Invitation.objects.filter(token_hash=hash_of(token), made_by=by).first()


def _invite(  # noqa: PLR0913  (what, for whom, and the three of every act)
    right: Right,
    *,
    token: str,
    by: Person | None,
    now: datetime,
    meant_for: str,
    ends_role: Role | None = None,
) -> Invitation:
    invitation = Invitation.objects.create(
        **right._asdict(),
        token_hash=hash_of(token),
        meant_for=meant_for,
        made_by=by,
        made_at=now,
        expires_at=now + LASTS,
        ends_role=ends_role,
    )
    _record("accounts.person_invited", invitation, by=by, now=now)
    too_old = Invitation.objects.filter(expires_at__lte=now)
    too_old.exclude(meant_for="").update(meant_for="")
    return invitation


def _claim(invitation: Invitation, *, now: datetime) -> None:
    """Take an invitation before anybody else does. Only the row itself is right at once."""
    open_one = Invitation.objects.open(now=now).filter(pk=invitation.pk)
    if not open_one.update(taken_at=now, meant_for=""):
        raise InvitationGone
    if not _may_still_be_given(invitation):
        raise InvitationGone


def _may_still_be_given(invitation: Invitation) -> bool:
    if invitation.ends_role_id is not None:
        standing = Role.objects.standing().filter(pk=invitation.ends_role_id)
        return standing.filter(person=invitation.made_by_id).exists()
    if invitation.made_by is None:
        return True
    try:
        permissions.check_may_give(invitation.made_by, invitation.right)
    except MayNotGiveRole:
        return False
    return True


def _give(invitation: Invitation, *, to: Person, now: datetime) -> Role:
    by = invitation.made_by
    if by is not None and invitation.ends_role is not None:
        role = hand_over_role(invitation.ends_role, to=to, by=by, now=now)
    else:
        role = give_role(to, invitation.right, by=by, now=now)
    Invitation.objects.filter(pk=invitation.pk).update(taken_by=to)
    JoinRequest.objects.filter(invitation=invitation).empty()
    _record("accounts.invitation_taken", invitation, by=to, now=now)
    return role


def _record(act: str, invitation: Invitation, *, by: Person | None, now: datetime) -> None:
    audit.record(act, target=invitation, by=by, now=now, area_code=invitation.area_code)
