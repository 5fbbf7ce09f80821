"""Somebody from elsewhere is invited to lead one session, takes that, and is thanked.

They need no role in the village, and get none: they keep the list of this session from a
month before it until a month after, and see nothing else.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from balai.accounts.errors import InvitationGone
from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import LeadsAlready, SessionCalledOff, TooLateToLead
from balai.activities.models import GuestInvitation, Session, Status
from balai.activities.rules import LED_FOR
from balai.core import audit
from balai.core.tokens import hash_of

LASTS = timedelta(days=7)


@transaction.atomic
def invite_guest(
    session: Session, *, meant_for: str, by: Person, now: datetime, request_key: UUID
) -> str:
    """Make the link by which somebody from elsewhere comes to lead a session; tells its secret.

    The same key makes the same link. Raises MayNotPlan, SessionCalledOff or TooLateToLead;
    then nothing is written.
    """
    permissions.check_may_plan_in(by, session.village.code)
    if session.status == Status.CANCELLED:
        raise SessionCalledOff
    if session.starts_at < now - LED_FOR:
        raise TooLateToLead
    token = salted_hmac(
        "balai.activities.guests", f"{session.pk} {by.pk} {request_key}", algorithm="sha256"
    ).hexdigest()
    try:
        with transaction.atomic():
            made = GuestInvitation.objects.create(
                session=session,
                token_hash=hash_of(token),
                meant_for=meant_for,
                made_by=by,
                made_at=now,
                expires_at=now + LASTS,
            )
    except IntegrityError:
        # Sent twice: the link is there already.
        return token
    _record("activities.guest_invited", made, by=by, now=now)
    too_old = GuestInvitation.objects.filter(expires_at__lte=now, taken_at__isnull=True)
    too_old.exclude(meant_for="").update(meant_for="")
    return token


def open_invitation(token: str, *, now: datetime) -> GuestInvitation:
    """Find the invitation behind a link.

    Raises InvitationGone, the same for all that cannot be taken: also when whoever made it
    plans there no more, or the session is called off.
    """
    waiting = GuestInvitation.objects.open(now=now).filter(token_hash=hash_of(token))
    found = waiting.select_related("session__village", "made_by").first()
    if found is None or not _may_still_be_taken(found):
        raise InvitationGone
    return found


@transaction.atomic
def take_invitation(invitation: GuestInvitation, *, by: Person, now: datetime) -> None:
    """Let somebody lead the session that they were invited to.

    Raises InvitationGone or LeadsAlready; then nothing is written.
    """
    if permissions.leads(by, invitation.session):
        raise LeadsAlready
    waiting = GuestInvitation.objects.open(now=now).filter(pk=invitation.pk)
    try:
        with transaction.atomic():
            is_taken = waiting.update(taken_by=by, taken_at=now, meant_for="")
    except IntegrityError as clash:
        raise LeadsAlready from clash
    if not is_taken or not _may_still_be_taken(invitation):
        raise InvitationGone
    _record("activities.guest_came", invitation, by=by, now=now)


@transaction.atomic
def end_invitation(invitation: GuestInvitation, *, by: Person, now: datetime) -> None:
    """Take a link back, or let a guest lead the session no more. Raises MayNotPlan."""
    permissions.check_may_plan_in(by, invitation.session.village.code)
    own = GuestInvitation.objects.filter(pk=invitation.pk, ended_at__isnull=True)
    if own.update(ended_at=now, ended_by=by, meant_for=""):
        _record("activities.guest_ended", invitation, by=by, now=now)


def _may_still_be_taken(invitation: GuestInvitation) -> bool:
    session = invitation.session
    return session.status != Status.CANCELLED and permissions.may_plan_in(
        invitation.made_by, session.village.code
    )


def _record(act: str, made: GuestInvitation, *, by: Person, now: datetime) -> None:
    code = made.session.village.code
    audit.record(act, target=made, by=by, now=now, area_code=code)
