"""Of those who decide about one protocol at once, each has a turn."""

from datetime import datetime

from django.db.models import F

from balai.catalogue.errors import DecidedMeanwhile
from balai.catalogue.models import Protocol, ProtocolChange


def write_in_turn(protocol: Protocol, **decided: object) -> None:
    """Write what was decided about what one saw; raises DecidedMeanwhile if another did."""
    seen = Protocol.objects.filter(pk=protocol.pk, version=protocol.version)
    if not seen.update(version=F("version") + 1, **decided):
        raise DecidedMeanwhile


def wait_in_turn(protocol: Protocol) -> None:
    """Wait for others who decide about it; raises DecidedMeanwhile if they did."""
    seen = Protocol.objects.filter(pk=protocol.pk, version=protocol.version)
    if not seen.update(version=F("version")):
        raise DecidedMeanwhile


def drop_open_change(protocol: Protocol, *, now: datetime) -> int:
    """Let fall what waits for a second member; count it."""
    return ProtocolChange.objects.waiting().filter(protocol=protocol).update(dropped_at=now)
