"""Who speaks for a community, and who says what villages are called."""

from balai.accounts.visitors import Viewer, rights_of
from balai.core.codes import contains
from balai.registry.errors import MayNotNameVillages, MayNotSpeakForCommunity, NotOfTheCommunity
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


def check_may_name_villages(person: Viewer, code: str) -> None:
    """Let officers of a province choose what its villages are called."""
    if not any(
        right.kind == "province_officer" and contains(right.area_code, code)
        for right in rights_of(person)
    ):
        raise MayNotNameVillages
