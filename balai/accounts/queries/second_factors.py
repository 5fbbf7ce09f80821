"""What somebody has beside a password: an app that makes codes, passkeys, recovery codes."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)


def code_of_the_moment(secret: str) -> str:
    """Work out what an app shows now that was given this secret."""
    counters = list(yield_hotp_counters_from_time())
    code: str = format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
    return code
