"""Passwords are set here, each with its line in the trail."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from balai.accounts.actions.sessions import end_sessions
from balai.accounts.actions.tokens import revoke_tokens
from balai.accounts.errors import PasswordTooWeak, PersonForgotten
from balai.accounts.models import Person
from balai.core import audit


@transaction.atomic
def set_password(
    person: Person, password: str, *, by: Person | None, now: datetime, kept_session: str = ""
) -> None:
    """Give a person a password; wherever they are signed in, they no longer are.

    Their tokens open nothing any more either: a password is changed when one is feared for.

    `kept_session` is the key of the session in which they set it themselves: its view
    calls `update_session_auth_hash`. `by` is None where the system itself sets it.
    Raises PasswordTooWeak or PersonForgotten; then nothing is written.
    """
    if not person.is_active:
        raise PersonForgotten
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise PasswordTooWeak(*weak.messages) from weak
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions(person, by=by, now=now, but=kept_session)
    revoke_tokens(person, by=by, now=now)
    audit.record("accounts.password_set", target=person, by=by, now=now)
