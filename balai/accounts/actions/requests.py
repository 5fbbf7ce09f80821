"""Those without an account ask to be let in here, and are let in or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from balai.accounts import permissions
from balai.accounts.actions.invitations import invite
from balai.accounts.actions.letters import send_invitation
from balai.accounts.errors import AreaDoesNotFitRole, RequestDecided
from balai.accounts.models import Invitation, JoinRequest, Person
from balai.accounts.rules import Right
from balai.core import audit
from balai.core.codes import contains

# How long somebody's name waits for a decision, or for the link to be opened.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and why; one of the two addresses is enough."""

    name: str
    why: str
    email: str = ""
    phone_number: str = ""


@transaction.atomic
def ask_to_join(
    area_code: str, asking: Asking, *, language: str, now: datetime, request_key: UUID
) -> JoinRequest:
    """Write down that an adult, by their own word, asks to be let into a village.

    Sending the same request_key again returns the first request. Old requests are emptied.
    """
    _empty_old(now=now)
    try:
        with transaction.atomic():
            return JoinRequest.objects.create(
                area_code=area_code,
                name=asking.name,
                why=asking.why,
                email=asking.email,
                phone_number=asking.phone_number,
                language=language,
                request_key=request_key,
                adult_said_at=now,
                asked_at=now,
            )
    except IntegrityError:
        return JoinRequest.objects.get(request_key=request_key)


@transaction.atomic
def approve_request(
    request: JoinRequest, right: Right, *, token: str, by: Person, now: datetime
) -> Invitation:
    """Let somebody in: make an invitation to hand over, and mail one if there is an address.

    Sending the same token again returns the first invitation. Raises RequestDecided,
    AreaDoesNotFitRole or MayNotGiveRole; then nothing is written.
    """
    permissions.check_may_decide(by, request)
    if not contains(request.area_code, right.area_code):
        raise AreaDoesNotFitRole
    invitation = invite(right, token=token, by=by, now=now, meant_for=request.name)
    if invitation.pk == request.invitation_id:
        return invitation
    decided = JoinRequest.objects.waiting().filter(pk=request.pk)
    if not decided.update(decided_at=now, decided_by=by, invitation=invitation):
        raise RequestDecided
    _record("accounts.request_approved", request, by=by, now=now)
    if request.email:
        transaction.on_commit(lambda: send_invitation.enqueue(request.pk))
    return invitation


@transaction.atomic
def decline_request(request: JoinRequest, *, by: Person, now: datetime, reason: str = "") -> None:
    """Let somebody not in, and forget who it was. Raises RequestDecided or MayNotGiveRole."""
    permissions.check_may_decide(by, request)
    waiting = JoinRequest.objects.waiting().filter(pk=request.pk)
    if not waiting.update(decided_at=now, decided_by=by):
        raise RequestDecided
    JoinRequest.objects.filter(pk=request.pk).empty()
    _record("accounts.request_declined", request, by=by, now=now, reason=reason)


def _empty_old(*, now: datetime) -> None:
    long_ago = Q(asked_at__lt=now - KEPT) | Q(invitation__expires_at__lt=now)
    JoinRequest.objects.filter(long_ago).exclude(name="").empty()


def _record(act: str, request: JoinRequest, *, by: Person, now: datetime, reason: str = "") -> None:
    audit.record(act, target=request, by=by, now=now, area_code=request.area_code, reason=reason)
