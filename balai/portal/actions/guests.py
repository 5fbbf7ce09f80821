"""Somebody without an account comes in to lead one session, and nothing else."""

from datetime import datetime

from django.db import transaction

from balai.accounts.actions.invitations import Newcomer, write_newcomer_down
from balai.accounts.models import Person
from balai.activities.public import guest_invitation, lead_as_guest


@transaction.atomic
def join_as_guest(token: str, newcomer: Newcomer, *, now: datetime) -> Person:
    """Write down who comes in by a link, and let them lead its session; they get no role.

    Raises InvitationGone, KnownAlready, PasswordTooWeak or PhoneUnclear; then nothing is
    written.
    """
    found = guest_invitation(token, now=now)
    person = write_newcomer_down(newcomer, area_code=found.session.village_code, now=now)
    lead_as_guest(token, by=person, now=now)
    return person
