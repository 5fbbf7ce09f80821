"""Those who come tick themselves in here, with the code at the door."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from balai.accounts.models import Person
from balai.activities.actions.attendance import Marks, mark
from balai.activities.actions.participants import join_with_account
from balai.activities.errors import DoorClosed
from balai.activities.models import How, Participant, Session
from balai.activities.rules import door_is_open


@transaction.atomic
def come_in(session: Session, *, by: Person, now: datetime, key: UUID) -> Participant:
    """Somebody with an account is here, and agrees to be on the list. Twice is once.

    Raises DoorClosed; then nothing is written.
    """
    check_door(session, now=now)
    participant = join_with_account(by, village=session.village, now=now, key=uuid5(key, "join"))
    mark(session, Marks(came=[participant.key], how=How.DOOR), by=by, now=now, key=key)
    return participant


@transaction.atomic
def let_in(session: Session, participant: Participant, *, now: datetime, key: UUID) -> None:
    """Somebody on the list is here, without an account. Raises DoorClosed."""
    check_door(session, now=now)
    mark(session, Marks(came=[participant.key], how=How.DOOR), by=None, now=now, key=key)


def check_door(session: Session, *, now: datetime) -> None:
    if not session.takes_place or not door_is_open(session.starts_at, session.ends_at, now=now):
        raise DoorClosed
