"""Keep bytes so that whoever reads the database without its secret reads nothing."""

from django.conf import settings
from django.utils.module_loading import import_string

# Read when the first is sealed or opened: it takes 10 MB in each process that has read it.
_CIPHERS = "balai.core.ciphers"


class SealBroken(Exception):
    """The bytes were changed, or sealed for another purpose or with a secret that is gone."""


def sealed(content: bytes, *, purpose: str) -> bytes:
    """Encrypt with a key of this purpose alone, made from SECRET_KEY."""
    kept: bytes = import_string(f"{_CIPHERS}.encrypted")(content, purpose, _secrets())
    return kept


def opened(content: bytes, *, purpose: str) -> bytes:
    """Decrypt what was sealed with SECRET_KEY or one of SECRET_KEY_FALLBACKS.

    Raises SealBroken.
    """
    found: bytes | None = import_string(f"{_CIPHERS}.decrypted")(content, purpose, _secrets())
    if found is None:
        raise SealBroken(purpose)
    return found


def _secrets() -> tuple[str, ...]:
    """Name the secret of now, then those before it."""
    return (str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS))
