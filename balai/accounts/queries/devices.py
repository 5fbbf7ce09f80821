"""Where somebody is signed in, in words."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from balai.accounts.models import Person

# The first that fits: Edge and Samsung's browser also call themselves Chrome.
_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"), ("UCBrowser", "UC Browser"), ("OPR|Opera", "Opera"),
    ("Edg", "Edge"), ("Firefox|FxiOS", "Firefox"), ("Chrome|CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_MACHINES = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedInAt:
    """One session, as its owner reads it."""

    number: int
    device: str
    network: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool


def sessions_of(person: Person, *, this_key: str | None, this_address: str) -> list[SignedInAt]:
    """List where somebody is signed in, this session first; what has ended is thrown away."""
    rows = UserSession.objects.purge_and_list(person)
    shown = [
        SignedInAt(
            number=row.pk,
            device=device_in_words(row.user_agent),
            network=network_in_words(row.ip, this_address=this_address),
            begun_at=row.created_at,
            seen_at=row.last_seen_at,
            is_this=row.session_key == this_key,
        )
        for row in rows
    ]
    return sorted(shown, key=lambda one: (not one.is_this, -one.seen_at.timestamp()))


def device_in_words(user_agent: str) -> str:
    """Name browser and machine as people call them: "Chrome, Android"."""
    names = [*_named(_BROWSERS, user_agent), *_named(_MACHINES, user_agent)]
    return ", ".join(names) or _("a browser without a name")


def network_in_words(address: str, *, this_address: str) -> str:
    """Say from where: the same network as now, or the part of an address that tells networks."""
    if _network(address) == _network(this_address):
        return _("the network you use now")
    return _("another network, %(network)s") % {"network": _network(address)}


def _named(known: tuple[tuple[str, str], ...], user_agent: str) -> Iterator[str]:
    for sign, name in known:
        if re.search(sign, user_agent):
            yield name
            return


def _network(address: str) -> str:
    version = ipaddress.ip_address(address).version
    return str(ipaddress.ip_network(f"{address}/{24 if version == 4 else 48}", strict=False))  # noqa: PLR2004
