"""A community writes itself down, and officers neither read nor change who belongs to it."""

from datetime import timedelta

import pytest

from balai.registry.actions.communities import (
    LASTS,
    add_group,
    end_membership,
    invite_member,
    join_community,
    put_in_groups,
    take_up_community,
    write_community,
)
from balai.registry.errors import (
    CommunityInvitationGone,
    GroupNamedAlready,
    LastWhoSpeaks,
    MayNotSpeakForCommunity,
    MemberAlready,
    SomebodySpeaks,
)
from balai.registry.models import Community, CommunityGroup, CommunityInvitation, CommunityMember
from balai.registry.permissions import is_member, speaks_for
from tests.factories import NOON, make_community, make_member, make_person, make_region, make_role

pytestmark = pytest.mark.django_db
MERASA, PELA = "64.03.01.2005", "64.02.08.2009"
LINK = "a long random word"


@pytest.fixture
def community():
    community = make_community()
    make_role("Usat", "representative", MERASA)
    make_member(community, "Usat")
    make_member(community, "Lian", "Tetua")
    return community


def make_stranger(who):
    kind, area = {
        "officer": ("regency_officer", "64.03"),
        "province": ("province_officer", "64"),
        "head": ("village_head", MERASA),
        "operator": ("operator", MERASA),
        "representative of another village": ("representative", PELA),
        "representative who is no member": ("representative", MERASA),
    }[who]
    return make_role("Tomas", kind, area).person


STRANGERS = [
    "officer", "province", "head", "operator", "representative of another village",
    "representative who is no member",
]  # fmt: skip


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_reads_or_changes_who_belongs_to_it(community, who):
    stranger = make_stranger(who)
    member = community.members.get(person=make_person("Lian"))

    assert not CommunityMember.objects.visible_to(stranger).exists()
    for act in (
        lambda: invite_member(community, token=LINK, by=stranger, now=NOON),
        lambda: add_group(community, name="Penenun", by=stranger, now=NOON),
        lambda: put_in_groups(member, [], by=stranger, now=NOON),
        lambda: end_membership(member, by=stranger, now=NOON),
    ):
        with pytest.raises(MayNotSpeakForCommunity):
            act()

    member.refresh_from_db()
    assert member.ended_at is None
    assert [group.name for group in member.groups.all()] == ["Tetua"]
    assert CommunityGroup.objects.count() == 1
    assert not CommunityInvitation.objects.exists()


def test_a_member_sees_the_own_row_and_who_speaks_sees_all(community):
    seen = {
        name: CommunityMember.objects.visible_to(make_person(name)).count()
        for name in ("Usat", "Lian", "Ines")
    }

    assert seen == {"Usat": 2, "Lian": 1, "Ines": 0}


def test_a_representative_writes_a_community_down_and_speaks_for_it():
    usat = make_role("Usat", "representative", MERASA).person

    community = write_community(
        name="Dayak Kenyah", language="Kenyah", village=make_region(), by=usat, now=NOON
    )

    assert speaks_for(usat, community)


@pytest.mark.parametrize(
    "who", ["officer", "head", "operator", "representative of another village"]
)
def test_nobody_else_writes_a_community_down(who):
    with pytest.raises(MayNotSpeakForCommunity):
        write_community(
            name="Dayak", language="", village=make_region(), by=make_stranger(who), now=NOON
        )

    assert not Community.objects.exists()


def test_a_link_makes_one_person_a_member_once(community):
    invite_member(community, token=LINK, by=make_person("Usat"), now=NOON)

    join_community(LINK, by=make_person("Ding"), now=NOON)

    assert is_member(make_person("Ding"), community)
    with pytest.raises(CommunityInvitationGone):
        join_community(LINK, by=make_person("Ines"), now=NOON)
    assert not is_member(make_person("Ines"), community)


@pytest.mark.parametrize("why", ["unknown", "too old", "made by who speaks no more"])
def test_a_link_that_is_gone_is_refused_in_one_way(community, why):
    invite_member(community, token=LINK, by=make_person("Usat"), now=NOON)
    if why == "made by who speaks no more":
        make_person("Usat").roles.update(ended_at=NOON)
    token = "another" if why == "unknown" else LINK
    now = NOON + LASTS if why == "too old" else NOON + timedelta(days=1)

    with pytest.raises(CommunityInvitationGone):
        join_community(token, by=make_person("Ding"), now=now)

    assert not is_member(make_person("Ding"), community)


def test_who_belongs_already_leaves_the_link_for_another(community):
    invite_member(community, token=LINK, by=make_person("Usat"), now=NOON)

    with pytest.raises(MemberAlready):
        join_community(LINK, by=make_person("Lian"), now=NOON)

    join_community(LINK, by=make_person("Ding"), now=NOON)


def test_the_same_token_makes_one_invitation(community):
    usat = make_person("Usat")

    first = invite_member(community, token=LINK, by=usat, now=NOON)
    second = invite_member(community, token=LINK, by=usat, now=NOON)

    assert first == second


def test_a_group_is_named_once(community):
    with pytest.raises(GroupNamedAlready):
        add_group(community, name="Tetua", by=make_person("Usat"), now=NOON)


def test_a_group_of_another_community_is_not_given(community):
    foreign = make_community("Kutai", make_region(PELA)).groups.create(name="Tetua")
    member = community.members.get(person=make_person("Lian"))

    put_in_groups(member, [foreign], by=make_person("Usat"), now=NOON)

    assert not member.groups.exists()


def test_a_membership_ends_and_who_speaks_stays(community):
    usat, lian = make_person("Usat"), make_person("Lian")

    end_membership(community.members.get(person=lian), by=lian, now=NOON)

    assert not is_member(lian, community)
    with pytest.raises(LastWhoSpeaks):
        end_membership(community.members.get(person=usat), by=usat, now=NOON)


def test_who_represents_the_village_takes_up_only_what_nobody_speaks_for(community):
    ding = make_role("Ding", "representative", MERASA).person

    with pytest.raises(SomebodySpeaks):
        take_up_community(community, by=ding, now=NOON)
    make_person("Usat").roles.update(ended_at=NOON)
    take_up_community(community, by=ding, now=NOON)

    assert speaks_for(ding, community)
    assert not speaks_for(make_person("Usat"), community)
