"""What somebody has beside a password: an app that makes codes, passkeys, spare codes.

Rows are read here, not unpacked: the library that understands passkeys is large, and read
only where one is used (`urls/late.py`).
"""

import logging
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db.models import QuerySet

from balai.accounts.models import Person
from balai.core.sealing import SealBroken

APP, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
RECOVERY = Authenticator.Type.RECOVERY_CODES
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """All that somebody can take the second step with."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int

    def __bool__(self) -> bool:
        return bool(self.app or self.passkeys)


def second_factors_of(person: Person) -> SecondFactors:
    rows = list(Authenticator.objects.filter(user=person).order_by("pk"))
    return SecondFactors(
        app=next((row for row in rows if row.type == APP), None),
        passkeys=[row for row in rows if row.type == PASSKEY],
        codes_left=sum(len(unused_codes(row)) for row in rows if row.type == RECOVERY),
    )


def has_second_factor(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person, type__in=[APP, PASSKEY]).exists())


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    passkeys: QuerySet[Authenticator] = Authenticator.objects.filter(user=person, type=PASSKEY)
    return passkeys


def spare_codes_of(person: Person) -> list[str]:
    """List the codes that are not used yet."""
    rows = Authenticator.objects.filter(user=person, type=RECOVERY)
    return [code for row in rows for code in unused_codes(row)]


def unused_codes(row: Authenticator) -> list[str]:
    """List the spare codes that are not used yet; none where they cannot be opened any more."""
    try:
        codes: list[str] = RecoveryCodes(row).get_unused_codes()
    except SealBroken:
        say_cannot_be_opened(row)
        return []
    return codes


def secret_of(app: Authenticator) -> str:
    """Open what an app and we both know. Raises SealBroken."""
    secret: str = decrypt(app.data["secret"])
    return secret


def say_cannot_be_opened(row: Authenticator) -> None:
    """Tell those who run Balai; who has lost the key is let in like one who lost the phone."""
    logger.error(
        "The second key %s was sealed with another secret: name it in BALAI_SECRET_KEY_FALLBACKS.",
        row.pk,
    )


def code_of_the_moment(secret: str) -> str:
    """Work out what an app shows now that was given this secret."""
    counters = list(yield_hotp_counters_from_time())
    code: str = format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
    return code
