"""Keys that prove that somebody reads mail at a new address."""

from django.core import signing

from balai.accounts.models import Person

_SALT = "accounts.email"
_A_DAY = 24 * 60 * 60


def key_of_new_address(person: Person, email: str) -> str:
    """Sign that this person may take this address, for whoever can read mail there."""
    return signing.dumps([person.pk, person.email, email], salt=_SALT)


def address_of_key(person: Person, key: str) -> str | None:
    """Read the address in a key; none in one that is another's, of yesterday, or used."""
    try:
        number, address_before, email = signing.loads(key, salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature:
        return None
    is_current = (number, address_before) == (person.pk, person.email)
    return str(email) if is_current else None
