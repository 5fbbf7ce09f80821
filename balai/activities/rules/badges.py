"""A certificate as an Open Badge 3.0: signed, so that anybody can check it without asking us.

The credential is a JWT in the compact form, signed with Ed25519 ("EdDSA"), as Open Badges
3.0 and "Securing Verifiable Credentials using JOSE" say. Its holder is a random URN:
neither a name nor an address stands in it.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Json = dict[str, Any]

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
# What the key is derived for, so that the same secret elsewhere gives another key.
_PURPOSE = b"balai.activities.badges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where an issuer and its lists stand, whole."""

    issuer: str
    keys: str
    revoked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """What was achieved; its address says the same in words."""

    address: str
    name: str
    description: str
    criteria: str


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key that signs now, derived from a secret."""

    private: Ed25519PrivateKey

    @classmethod
    def of_secret(cls, secret: str) -> "SigningKey":
        seed = sha256(_PURPOSE + b"\0" + secret.encode()).digest()
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public(self) -> str:
        """The public half, as it stands in a JWK."""
        return _encoded(self.private.public_key().public_bytes_raw())


def jwk_of(public: str) -> Json:
    """Describe a public key as a JSON Web Key, named by its thumbprint (RFC 7638)."""
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": public,
        "kid": thumbprint(public),
        "alg": "EdDSA",
        "use": "sig",
    }


def thumbprint(public: str) -> str:
    members = json.dumps(
        {"crv": "Ed25519", "kty": "OKP", "x": public}, separators=(",", ":"), sort_keys=True
    )
    return _encoded(sha256(members.encode()).digest())


def issuer_profile(addresses: Addresses, *, name: str, site: str) -> Json:
    """Describe who issues, as a badge names it."""
    return {"id": addresses.issuer, "type": ["Profile"], "name": name, "url": site}


def credential(  # noqa: PLR0913  (which one, for whom, for what, by whom, since when)
    *,
    address: str,
    holder: UUID,
    achievement: Achievement,
    issuer: Json,
    addresses: Addresses,
    issued_at: datetime,
) -> Json:
    """Say in the words of Open Badges who achieved what."""
    return {
        "@context": list(CONTEXT),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement.name,
        "issuer": issuer,
        "validFrom": issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": {
            "id": holder.urn,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": achievement.address,
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": achievement.name,
                "description": achievement.description,
                "criteria": {"narrative": achievement.criteria},
            },
        },
        "credentialStatus": {"id": addresses.revoked, "type": "1EdTechRevocationList"},
    }


def signed(said: Json, key: SigningKey, *, keys_address: str) -> str:
    """Sign a credential: a JWT whose payload is the credential with the claims it asks for."""
    issued = datetime.strptime(said["validFrom"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    claims = {
        **said,
        "iss": said["issuer"]["id"],
        "jti": said["id"],
        "sub": said["credentialSubject"]["id"],
        "nbf": int(issued.timestamp()),
    }
    header = {
        "alg": "EdDSA",
        "typ": "vc+jwt",
        "kid": f"{keys_address}#{thumbprint(key.public)}",
        "jwk": {"kty": "OKP", "crv": "Ed25519", "x": key.public},
    }
    body = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{body}.{_encoded(key.private.sign(body.encode()))}"


def identity_of(token: str) -> str:
    """Read the address by which a credential is known out of what was signed."""
    payload: Json = json.loads(_decoded(token.split(".")[1]))
    return str(payload["id"])


def is_signed_by(token: str, public: str) -> bool:
    """Tell whether this very token was signed with the other half of this public key."""
    body, _dot, signature = token.rpartition(".")
    try:
        key = Ed25519PublicKey.from_public_bytes(_decoded(public))
        key.verify(_decoded(signature), body.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def revocation_list(addresses: Addresses, revoked: list[tuple[str, str]]) -> Json:
    """List the credentials that hold no longer, each with the reason that was given."""
    return {
        "id": addresses.revoked,
        "issuer": addresses.issuer,
        "revokedCredential": [
            {"id": address, "revoked": True, "revocationReason": reason}
            for address, reason in revoked
        ],
    }


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
