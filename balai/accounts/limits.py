"""How often something may be tried. Counted in the shared cache, for all processes."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from balai.accounts.errors import TooManyTries

_APP = "allauth.account"


def count_try(request: HttpRequest, action: str, *, key: str) -> None:
    """Count a try of what settings.ACCOUNT_RATE_LIMITS limits. Raises TooManyTries."""
    if not ratelimit.consume(request, app=_APP, action=action, key=key):
        raise TooManyTries


def forget_tries(request: HttpRequest, action: str, *, key: str) -> None:
    ratelimit.clear(request, app=_APP, action=action, key=key)
