"""How often somebody may ask for something, counted where every process sees it."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache, caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds.

    Each process counts `step` of them by itself before it asks what the others counted:
    what is asked for often need not write each time.
    """

    name: str
    most: int
    seconds: int
    step: int = 1


def spend(limit: Limit, who: str, *, now: datetime) -> int:
    """Count one time; answer how many seconds to wait, 0 where there is no need."""
    moment = int(now.timestamp())
    left = limit.seconds - moment % limit.seconds
    key = f"limit-{limit.name}-{who}-{moment // limit.seconds}"
    own = caches["pages"]
    if own.get(f"{key}-spent"):
        return left
    own.add(key, 0, left + 1)
    if (own.incr(key) - 1) % limit.step:
        return 0
    taken = cache.get(key, 0) + limit.step
    if taken > limit.most:
        own.set(f"{key}-spent", True, left)  # noqa: FBT003  (a value, not a choice)
        return left
    cache.set(key, taken, left + 1)
    return 0


def who_asks(request: HttpRequest, *, now: datetime) -> str:
    """Name the network a request comes from so that nobody can read it, and only for a day."""
    address = f"{_network_of(request)} {now.date()}"
    return salted_hmac("balai.core.limits", address).hexdigest()[:24]


def _network_of(request: HttpRequest) -> str:
    """Read the address; of IPv6 the half that one household has to itself."""
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    is_passed_on = 0 < hops <= len(passed_on)
    text: str = passed_on[-hops].strip() if is_passed_on else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return text[:40]
    return address.exploded[:19] if isinstance(address, IPv6Address) else str(address)
