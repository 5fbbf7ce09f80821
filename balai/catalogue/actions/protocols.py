"""A thing is brought under a community's protocol, and the community decides about it.

What closes it takes effect at once; what opens it wider waits for a second member.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.models import Person
from balai.catalogue import permissions
from balai.catalogue.actions.doors import settle
from balai.catalogue.actions.handing_back import end_handed_back, give_back
from balai.catalogue.actions.turns import drop_open_change, wait_in_turn, write_in_turn
from balai.catalogue.errors import DecidedMeanwhile, ProtocolUnclear, UnderProtocolAlready
from balai.catalogue.models import Listing, Picture, Protocol, ProtocolChange
from balai.catalogue.rules import protocols as rules
from balai.core import audit
from balai.registry.models import Community
from balai.registry.permissions import check_is_member, check_speaks_for


@transaction.atomic
def bring_under_protocol(
    thing: Listing | Picture, community: Community, *, by: Person, now: datetime
) -> Protocol:
    """Say that a listing or a picture belongs to a community: closed until it decides.

    Each of several that keep it decides for itself. What another handed back is settled by
    this. Raises MayNotBringUnderProtocol, NotTheirs, KeptByAnother or UnderProtocolAlready;
    then nothing is written.
    """
    permissions.check_may_bring(by, thing, community)
    protocol = Protocol(community=community, brought_at=now, brought_by=by)
    if isinstance(thing, Picture):
        protocol.picture = thing
    else:
        protocol.listing = thing
    end_handed_back(protocol, by=by, now=now)
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
def bring_to_communities(
    thing: Listing | Picture, communities: Iterable[Community], *, by: Person, now: datetime
) -> None:
    """Say that several keep it together: all of them, or none. Raises what bringing raises."""
    for community in communities:
        bring_under_protocol(thing, community, by=by, now=now)


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
    wait_in_turn(protocol)
    drop_open_change(protocol, now=now)
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
    """Let a wider protocol hold, or a thing be handed back, as a second member of the community.

    Raises NotOfTheCommunity, ApprovedByAnother or DecidedMeanwhile; then nothing is written.
    """
    protocol = change.protocol
    permissions.check_may_approve(by, change, now=now)
    wait_in_turn(protocol)  # before its change, as whoever decides does, or both would lock up
    open_change = ProtocolChange.objects.waiting().filter(pk=change.pk)
    if not open_change.update(approved_at=now, approved_by=by):
        raise DecidedMeanwhile
    if change.handing_back:
        give_back(protocol, why=change.handing_back, by=change.proposed_by, now=now)
    else:
        _apply(protocol, change.proposed, now=now)
    _record("catalogue.protocol_approved", protocol, by=by, now=now)


@transaction.atomic
def drop_change(change: ProtocolChange, *, by: Person, now: datetime) -> None:
    """Let a wider protocol fall: who proposed it, or who might approve it.

    Raises NotOfTheCommunity or DecidedMeanwhile; then nothing is written.
    """
    check_is_member(by, change.protocol.community)
    if not drop_open_change(change.protocol, now=now):
        raise DecidedMeanwhile
    _record("catalogue.protocol_change_dropped", change.protocol, by=by, now=now)


def _apply(protocol: Protocol, said: rules.Protocol, *, now: datetime) -> None:
    write_in_turn(protocol, terms=rules.as_kept(said), joined=said.joined, decided_at=now)
    drop_open_change(protocol, now=now)
    settle(protocol, now=now)


def _check_is_clear(protocol: Protocol, said: rules.Protocol, *, now: datetime) -> None:
    own_groups = set(protocol.community.groups.values_list("pk", flat=True))
    if not said.groups <= own_groups or not rules.is_clear(said, today=timezone.localdate(now)):
        raise ProtocolUnclear


def _record(act: str, protocol: Protocol, *, by: Person, now: datetime) -> None:
    village = protocol.concerned.village
    audit.record(act, target=protocol, by=by, now=now, area_code=village.code)
