"""Secrets that are handed to people, and what is kept of them."""

import secrets
from hashlib import sha256

# Without the letters and digits that look alike when read from a slip of paper.
_READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_token() -> str:
    """Make a secret for a link: 43 characters that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Tell what is kept of a token. Enough for a long random one, never for a password."""
    return sha256(token.encode()).hexdigest()


def new_code(length: int) -> str:
    """Make a secret that is said or written by hand."""
    return "".join(secrets.choice(_READABLE) for _ in range(length))


def as_typed(text: str) -> str:
    """Read a code however it was typed: in small letters, with spaces or dashes."""
    return "".join(filter(str.isalnum, text)).upper()
