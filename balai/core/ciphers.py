"""How what is sealed is encrypted: Fernet, with a key of each purpose. For `sealing` alone."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def encrypted(content: bytes, purpose: str, secrets: tuple[str, ...]) -> bytes:
    """Encrypt with the first of the secrets."""
    return urlsafe_b64decode(_keys(purpose, secrets).encrypt(content))


def decrypted(content: bytes, purpose: str, secrets: tuple[str, ...]) -> bytes | None:
    """Decrypt with whichever of the secrets fits; None where none does."""
    try:
        return _keys(purpose, secrets).decrypt(urlsafe_b64encode(content))
    except InvalidToken:
        return None


@lru_cache(maxsize=32)
def _keys(purpose: str, secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(purpose, secret)) for secret in secrets])


def _key(purpose: str, secret: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"balai.sealing {purpose}".encode())
    return urlsafe_b64encode(derived.derive(secret.encode()))
