"""Where somebody is signed in, ended from elsewhere."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from balai.accounts.models import Person
from balai.core import audit


@transaction.atomic
def end_session(session: UserSession, *, by: Person, now: datetime) -> None:
    """Sign a person out in one place; its next request is a visitor's."""
    session.end()
    audit.record("accounts.session_ended", target=session.user, by=by, now=now)


def rename_session(old_key: str, new_key: str) -> None:
    """Follow a session to its new key, so that it is still listed as begun when it was."""
    UserSession.objects.filter(session_key=old_key).update(session_key=new_key)


@transaction.atomic
def end_sessions(person: Person, *, by: Person | None, now: datetime, but: str = "") -> int:
    """Sign a person out everywhere, except in the session with the key `but`. Count them."""
    sessions = list(UserSession.objects.filter(user=person).exclude(session_key=but))
    for session in sessions:
        session.end()
    if sessions:
        audit.record("accounts.sessions_ended", target=person, by=by, now=now)
    return len(sessions)
