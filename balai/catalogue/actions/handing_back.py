"""A community says that a thing is not its own; those who write it say whose it is.

Meanwhile it is closed. What the community had decided about waits for a second member, as
all does that may open it wider.
"""

from datetime import datetime

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue import permissions
from balai.catalogue.actions import letters
from balai.catalogue.actions.doors import settle
from balai.catalogue.actions.turns import drop_open_change, wait_in_turn, write_in_turn
from balai.catalogue.errors import DecidedMeanwhile
from balai.catalogue.models import Consent, Protocol, ProtocolChange
from balai.catalogue.models.protocols import Joined
from balai.catalogue.queries.enquiries import readers_of
from balai.core import audit
from balai.registry.permissions import check_speaks_for


@transaction.atomic
def hand_back(protocol: Protocol, *, why: str, by: Person, now: datetime) -> ProtocolChange | None:
    """Say that it is not the community's. None when it holds at once, else the change that waits.

    Raises MayNotSpeakForCommunity or DecidedMeanwhile; then nothing is written.
    """
    check_speaks_for(by, protocol.community)
    if protocol.decided_at is None:
        give_back(protocol, why=why, by=by, now=now)
        return None
    wait_in_turn(protocol)
    drop_open_change(protocol, now=now)
    change = ProtocolChange.objects.create(
        protocol=protocol, handing_back=why, proposed_at=now, proposed_by=by
    )
    _record("catalogue.handing_back_proposed", protocol, by=by, now=now)
    return change


def give_back(protocol: Protocol, *, why: str, by: Person, now: datetime) -> None:
    """Close it to all but those who write it, and tell them, in the caller's transaction."""
    write_in_turn(
        protocol,
        terms=[],
        joined=Joined.ALL,
        decided_at=None,
        consented_at=None,
        handed_back_at=now,
        handed_back_by=by,
        handed_back_why=why,
    )
    standing = Consent.objects.filter(protocol=protocol, withdrawn_at__isnull=True)
    standing.update(withdrawn_at=now, withdrawn_by=by)
    protocol.labels.clear()
    drop_open_change(protocol, now=now)
    settle(protocol, now=now)
    _record("catalogue.handed_back", protocol, by=by, now=now)
    readers = [one for one in readers_of(protocol.concerned) if one.email]
    numbers = [one.pk for one in readers if permissions.may_say_whose(one, protocol)]
    transaction.on_commit(lambda: _tell_each(protocol.pk, numbers))


@transaction.atomic
def release(protocol: Protocol, *, by: Person, now: datetime) -> None:
    """Say that no other community keeps what one handed back: its word on it ends.

    Raises MayNotSayWhose or DecidedMeanwhile; then nothing is written.
    """
    permissions.check_may_say_whose(by, protocol)
    if not end_handed_back(protocol, by=by, now=now):
        raise DecidedMeanwhile
    settle(protocol, now=now)
    _record("catalogue.protocol_released", protocol, by=by, now=now)


def end_handed_back(protocol: Protocol, *, by: Person, now: datetime) -> int:
    """End what was handed back of the thing this protocol is of; count it."""
    rows = Protocol.objects.handed_back().of_thing(protocol)
    return rows.update(ended_at=now, ended_by=by)


def _tell_each(protocol_pk: int, readers: list[int]) -> None:
    for number in readers:
        letters.tell_handed_back.enqueue(protocol_pk, number)


def _record(act: str, protocol: Protocol, *, by: Person, now: datetime) -> None:
    village = protocol.concerned.village
    audit.record(act, target=protocol, by=by, now=now, area_code=village.code)
