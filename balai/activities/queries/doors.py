"""The code at the door of a session: who has it stands before it, on the day."""

from secrets import compare_digest

from django.urls import reverse
from django.utils.crypto import salted_hmac

from balai.accounts.queries.consents import giver_with_key
from balai.activities.models import Participant, Session
from balai.core.phones import PhoneUnclear, phone_digits

# Said and typed by hand, too: 40 bits, for one session, on one day.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 8


def door_code(session: Session) -> str:
    """Derive the code of a session: another for each, and nothing is kept."""
    digest = salted_hmac("balai.activities.doors", str(session.key), algorithm="sha256").digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])


def door_address(session: Session) -> str:
    return reverse("activities:door", args=[session.pk, door_code(session)])


def session_at_door(number: int, code: str) -> Session | None:
    """Find the session that this code opens, and no other."""
    session = Session.objects.select_related("village").filter(pk=number).first()
    if session is None or not compare_digest(door_code(session), code.upper()):
        return None
    return session


def participant_known_by(session: Session, said: str) -> Participant | None:
    """Find who comes in, by the code she was handed or the HP number she gave.

    A number that two gave says nobody.
    """
    people = Participant.objects.standing().filter(village=session.village_id)
    giver = giver_with_key(said)
    if giver is not None:
        return people.filter(giver=giver).first()
    try:
        number = phone_digits(said)
    except PhoneUnclear:
        return None
    found = list(people.filter(phone_number=number)[:2]) if number else []
    return found[0] if len(found) == 1 else None
