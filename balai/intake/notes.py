"""A signed note that a phone keeps: whose it is. It opens nothing and lets nobody in."""

from django.core.signing import BadSignature, Signer

_SALT = "balai.intake.note"


def note_for(person_number: int) -> str:
    return Signer(salt=_SALT).sign_object(person_number)


def person_of(note: str) -> int | None:
    """Read whose phone wrote a file; None for what Balai did not sign."""
    try:
        number = Signer(salt=_SALT).unsign_object(note)
    except (BadSignature, ValueError):
        return None
    return number if isinstance(number, int) else None
