"""A thing is brought under a community's protocol, and the community decides about it.

What closes it takes effect at once; what opens it wider waits for a second member.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from balai.accounts.models import Person
from balai.accounts.visitors import rights_of
from balai.catalogue import permissions
from balai.catalogue.actions.doors import settle
from balai.catalogue.errors import (
    DecidedMeanwhile,
    MayNotBringUnderProtocol,
    ProtocolUnclear,
    UnderProtocolAlready,
)
from balai.catalogue.models import Listing, Picture, Protocol, ProtocolChange
from balai.catalogue.rules import WRITERS
from balai.catalogue.rules import protocols as rules
from balai.core import audit
from balai.registry.models import Community
from balai.registry.permissions import check_is_member, check_speaks_for, speaks_for


@transaction.atomic
def bring_under_protocol(
    thing: Listing | Picture, community: Community, *, by: Person, now: datetime
) -> Protocol:
    """Say that a listing or a picture belongs to a community: closed until it decides.

    Raises MayNotBringUnderProtocol or UnderProtocolAlready; then nothing is written.
    """
    _check_may_bring(by, thing, community)
    protocol = Protocol(community=community, brought_at=now, brought_by=by)
    if isinstance(thing, Picture):
        protocol.picture = thing
    else:
        protocol.listing = thing
    try:
        with transaction.atomic():
            protocol.save()
    except IntegrityError as clash:
        # Only the constraint is right when two say so at once.
        raise UnderProtocolAlready from clash
    settle(protocol, now=now)
    _record("catalogue.brought_under_protocol", protocol, by=by, now=now)
    return protocol


@transaction.atomic
def decide_protocol(
    protocol: Protocol, said: rules.Protocol, *, by: Person, now: datetime
) -> ProtocolChange | None:
    """Say who may see a thing. None when it holds at once, else the change that waits.

    Raises MayNotSpeakForCommunity, ProtocolUnclear or DecidedMeanwhile; then nothing is
    written.
    """
    check_speaks_for(by, protocol.community)
    _check_is_clear(protocol, said, now=now)
    today = timezone.localdate(now)
    if not rules.widens(protocol.decided, said, today=today):
        _apply(protocol, said, now=now)
        _record("catalogue.protocol_decided", protocol, by=by, now=now)
        return None
    _in_turn(protocol)
    _drop_open(protocol, now=now)
    change = ProtocolChange.objects.create(
        protocol=protocol,
        terms=rules.as_kept(said),
        joined=said.joined,
        proposed_at=now,
        proposed_by=by,
    )
    _record("catalogue.protocol_proposed", protocol, by=by, now=now)
    return change


@transaction.atomic
def approve_change(change: ProtocolChange, *, by: Person, now: datetime) -> None:
    """Let a wider protocol hold, as a second member of the community.

    Raises NotOfTheCommunity, ApprovedByAnother or DecidedMeanwhile; then nothing is written.
    """
    protocol = change.protocol
    permissions.check_may_approve(by, change, now=now)
    _in_turn(protocol)  # before its change, as whoever decides does, or both would lock up
    open_change = ProtocolChange.objects.waiting().filter(pk=change.pk)
    if not open_change.update(approved_at=now, approved_by=by):
        raise DecidedMeanwhile
    _apply(protocol, change.proposed, now=now)
    _record("catalogue.protocol_approved", protocol, by=by, now=now)


@transaction.atomic
def drop_change(change: ProtocolChange, *, by: Person, now: datetime) -> None:
    """Let a wider protocol fall: who proposed it, or who might approve it.

    Raises NotOfTheCommunity or DecidedMeanwhile; then nothing is written.
    """
    check_is_member(by, change.protocol.community)
    if not _drop_open(change.protocol, now=now):
        raise DecidedMeanwhile
    _record("catalogue.protocol_change_dropped", change.protocol, by=by, now=now)


def _apply(protocol: Protocol, said: rules.Protocol, *, now: datetime) -> None:
    seen = Protocol.objects.filter(pk=protocol.pk, version=protocol.version)
    decided = {"terms": rules.as_kept(said), "joined": said.joined, "decided_at": now}
    # Of two decisions about what one saw, the second has to look again.
    if not seen.update(version=F("version") + 1, **decided):
        raise DecidedMeanwhile
    _drop_open(protocol, now=now)
    settle(protocol, now=now)


def _in_turn(protocol: Protocol) -> None:
    """Wait for others who decide about it, and refuse if they did."""
    seen = Protocol.objects.filter(pk=protocol.pk, version=protocol.version)
    if not seen.update(version=F("version")):
        raise DecidedMeanwhile


def _drop_open(protocol: Protocol, *, now: datetime) -> int:
    return ProtocolChange.objects.waiting().filter(protocol=protocol).update(dropped_at=now)


def _check_is_clear(protocol: Protocol, said: rules.Protocol, *, now: datetime) -> None:
    own_groups = set(protocol.community.groups.values_list("pk", flat=True))
    if not said.groups <= own_groups or not rules.is_clear(said, today=timezone.localdate(now)):
        raise ProtocolUnclear


def _check_may_bring(person: Person, thing: Listing | Picture, community: Community) -> None:
    village = thing.village if isinstance(thing, Listing) else thing.listing.village
    writes = any(
        right.kind in WRITERS and right.area_code == village.code for right in rights_of(person)
    )
    is_there = community.villages.filter(pk=village.pk).exists()
    if not is_there or not (writes or speaks_for(person, community)):
        raise MayNotBringUnderProtocol


def _record(act: str, protocol: Protocol, *, by: Person, now: datetime) -> None:
    village = protocol.concerned.village
    audit.record(act, target=protocol, by=by, now=now, area_code=village.code)
