"""Who speaks for a community."""

from balai.accounts.visitors import Viewer
from balai.registry.errors import MayNotSpeakForCommunity, NotOfTheCommunity
from balai.registry.models import Community, CommunityMember


def speaks_for(person: Viewer, community: Community) -> bool:
    """Tell whether this person decides for a community: its member, and its representative."""
    return Community.objects.spoken_for_by(person).filter(pk=community.pk).exists()


def is_member(person: Viewer, community: Community) -> bool:
    if not person.is_authenticated:
        return False
    own = CommunityMember.objects.standing().filter(person=person.pk)
    return own.filter(community=community).exists()


def is_of_a_community(person: Viewer) -> bool:
    own = CommunityMember.objects.standing().filter(person=person.pk)
    return person.is_authenticated and own.exists()


def check_speaks_for(person: Viewer, community: Community) -> None:
    if not speaks_for(person, community):
        raise MayNotSpeakForCommunity


def check_is_member(person: Viewer, community: Community) -> None:
    if not is_member(person, community):
        raise NotOfTheCommunity
