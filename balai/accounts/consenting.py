"""What one may consent to, how, and the code by which one takes it back."""

import re
import secrets
from datetime import datetime, timedelta

NAME, CONTACT, PICTURE, ATTENDANCE = "name", "contact", "picture", "attendance"
ORGANISATION, LISTING, PHOTO = "registry.organisation", "catalogue.listing", "catalogue.picture"
PARTICIPANT = "activities.participant"

# What of a person can be shown where. Each is agreed to alone.
PURPOSES_OF: dict[str, tuple[str, ...]] = {
    ORGANISATION: (NAME, CONTACT),
    LISTING: (NAME, PICTURE),
    PHOTO: (PICTURE,),
    PARTICIPANT: (ATTENDANCE,),
}
THINGS = tuple(PURPOSES_OF)

# Read out over a bad line and written by hand: no 0 and O, no 1, I and L, no U and V.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
_KEY_LENGTH = 12  # 58 bits: at the pace that is let through, not found in a lifetime
_NOT_OF_A_KEY = re.compile(r"[\s\-–]+")

# 3 x 24 hours: UU 27/2022 articles 30 (correct), 32 (see), 40 (withdraw), 41 (restrict).
ANSWERED_WITHIN = timedelta(hours=72)


def fits(purpose: str, thing: str) -> bool:
    """Tell whether such a thing shows this of a person."""
    return purpose in PURPOSES_OF.get(thing, ())


def new_key() -> str:
    """Draw a key that nobody guesses and everybody can copy from paper."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_KEY_LENGTH))


def read_key(text: str) -> str:
    """Read a key however it was written: 7k2m q9tx-4hbd."""
    return _NOT_OF_A_KEY.sub("", text).upper()


def written_key(key: str) -> str:
    """Write a key as one reads it out: 7K2M-Q9TX-4HBD."""
    return "-".join(key[start : start + 4] for start in range(0, len(key), 4))


def due_at(received_at: datetime) -> datetime:
    return received_at + ANSWERED_WITHIN


def hours_left(due: datetime, *, now: datetime) -> int:
    """Count the whole hours left; below zero, those by which it is late."""
    left = due - now
    hours = abs(left) // timedelta(hours=1)
    return hours if left >= timedelta(0) else -hours
