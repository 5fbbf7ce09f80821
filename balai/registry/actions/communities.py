"""A community is written down, with its groups and members, by who speaks for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, models, transaction

from balai.accounts.models import Person, RoleKind
from balai.accounts.visitors import rights_of
from balai.core import audit
from balai.core.tokens import hash_of
from balai.registry.errors import (
    CommunityInvitationGone,
    GroupNamedAlready,
    LastWhoSpeaks,
    MayNotSpeakForCommunity,
    MemberAlready,
    SomebodySpeaks,
)
from balai.registry.models import (
    Community,
    CommunityGroup,
    CommunityInvitation,
    CommunityMember,
    Region,
)
from balai.registry.permissions import check_speaks_for, speaks_for

LASTS = timedelta(days=14)


@transaction.atomic
def write_community(
    *, name: str, language: str, village: Region, by: Person, now: datetime
) -> Community:
    """Write a community down, in a village that one represents; who does so belongs to it.

    Raises MayNotSpeakForCommunity; then nothing is written.
    """
    _check_represents(by, [village])
    community = Community.objects.create(
        name=name, language=language, written_at=now, written_by=by
    )
    community.villages.add(village)
    _record("registry.community_written", community, community, by=by, now=now)
    _admit(community, by, invited_by=None, now=now)
    return community


@transaction.atomic
def take_up_community(community: Community, *, by: Person, now: datetime) -> None:
    """Begin to speak for a community that nobody speaks for any more.

    Raises MayNotSpeakForCommunity, SomebodySpeaks or MemberAlready; then nothing is written.
    """
    _check_represents(by, community.villages.all())
    members = community.members.standing().select_related("person")
    if any(speaks_for(member.person, community) for member in members):
        raise SomebodySpeaks
    _admit(community, by, invited_by=None, now=now)


@transaction.atomic
def add_group(community: Community, *, name: str, by: Person, now: datetime) -> CommunityGroup:
    """Name a group. Raises MayNotSpeakForCommunity or GroupNamedAlready."""
    check_speaks_for(by, community)
    try:
        with transaction.atomic():
            group = CommunityGroup.objects.create(community=community, name=name)
    except IntegrityError as clash:
        # Only the constraint is right when two name it at once.
        raise GroupNamedAlready from clash
    _record("registry.group_named", community, group, by=by, now=now)
    return group


@transaction.atomic
def invite_member(
    community: Community, *, token: str, by: Person, now: datetime
) -> CommunityInvitation:
    """Invite whoever opens the link with this token. The same token is the same invitation.

    Raises MayNotSpeakForCommunity; then nothing is written.
    """
    check_speaks_for(by, community)
    invitation, is_new = CommunityInvitation.objects.get_or_create(
        digest=hash_of(token),
        defaults={
            "community": community, "made_at": now, "made_by": by, "expires_at": now + LASTS,
        },
    )  # fmt: skip
    if is_new:
        _record("registry.member_invited", community, invitation, by=by, now=now)
    return invitation


def open_invitation(token: str, *, now: datetime) -> CommunityInvitation:
    """Find the invitation behind a link.

    Raises CommunityInvitationGone, the same for all that cannot be taken.
    """
    found = CommunityInvitation.objects.open_at(now).filter(digest=hash_of(token))
    invitation = found.select_related("community", "made_by").first()
    if invitation is None or not speaks_for(invitation.made_by, invitation.community):
        raise CommunityInvitationGone
    return invitation


@transaction.atomic
def join_community(token: str, *, by: Person, now: datetime) -> Community:
    """Say yes to an invitation; it works once.

    Raises CommunityInvitationGone or MemberAlready; then nothing is written.
    """
    invitation = open_invitation(token, now=now)
    member = _admit(invitation.community, by, invited_by=invitation.made_by, now=now)
    # Of two who open one link at once, the second finds it taken.
    still_open = CommunityInvitation.objects.open_at(now).filter(pk=invitation.pk)
    if not still_open.update(joined=member):
        raise CommunityInvitationGone
    return invitation.community


@transaction.atomic
def put_in_groups(
    member: CommunityMember, groups: Iterable[CommunityGroup], *, by: Person, now: datetime
) -> None:
    """Say to which groups a member belongs. Raises MayNotSpeakForCommunity."""
    check_speaks_for(by, member.community)
    own = member.community.groups.filter(pk__in=[group.pk for group in groups])
    member.groups.set(own)
    _record("registry.member_in_groups", member.community, member, by=by, now=now)


@transaction.atomic
def end_membership(member: CommunityMember, *, by: Person, now: datetime) -> None:
    """End a membership: one's own, or as who speaks for the community.

    Raises MayNotSpeakForCommunity or LastWhoSpeaks; then nothing is written.
    """
    if by.pk != member.person_id:
        check_speaks_for(by, member.community)
    elif speaks_for(by, member.community):
        raise LastWhoSpeaks
    standing = CommunityMember.objects.standing().filter(pk=member.pk)
    if standing.update(ended_at=now, ended_by=by):
        _record("registry.membership_ended", member.community, member, by=by, now=now)


def _admit(
    community: Community, person: Person, *, invited_by: Person | None, now: datetime
) -> CommunityMember:
    try:
        with transaction.atomic():
            member = CommunityMember.objects.create(
                community=community, person=person, joined_at=now, invited_by=invited_by
            )
    except IntegrityError as clash:
        raise MemberAlready from clash
    _record("registry.member_joined", community, member, by=person, now=now)
    return member


def _check_represents(person: Person, villages: Iterable[Region]) -> None:
    codes = {village.code for village in villages}
    if not any(
        right.kind == RoleKind.REPRESENTATIVE and right.area_code in codes
        for right in rights_of(person)
    ):
        raise MayNotSpeakForCommunity


def _record(
    act: str, community: Community, target: models.Model, *, by: Person, now: datetime
) -> None:
    code = community.villages.order_by("code").values_list("code", flat=True).first() or ""
    audit.record(act, target=target, by=by, now=now, area_code=code)
