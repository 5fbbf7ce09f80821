"""A community decides who sees what it keeps, and nobody decides for it."""

import pytest
from django.core.exceptions import ValidationError

from balai.accounts.visitors import VISITOR
from balai.catalogue.actions import counts
from balai.catalogue.actions.consents import record_consent, withdraw_consent
from balai.catalogue.actions.listings import Draft, add_listing, publish_listing, withdraw_listing
from balai.catalogue.actions.protocols import (
    approve_change,
    bring_under_protocol,
    decide_protocol,
    drop_change,
)
from balai.catalogue.errors import (
    AgreedToAlready,
    ApprovedByAnother,
    CommunityHasNotAgreed,
    DecidedMeanwhile,
    MayNotBringUnderProtocol,
    NotAgreedTo,
    ProtocolUnclear,
    UnderProtocolAlready,
)
from balai.catalogue.models import Listing, Protocol, ProtocolChange
from balai.catalogue.rules import protocols as rules
from balai.catalogue.rules.protocols import ANY, GROUP, Term
from balai.catalogue.tests.protocols import (
    AGREED,
    OF_US,
    OPEN,
    Keepers,
    is_shown,
    season,
    who_sees,
)
from balai.core.models import AuditEntry
from balai.registry.errors import MayNotSpeakForCommunity, NotOfTheCommunity
from tests.factories import (
    NOON,
    make_community,
    make_listing,
    make_member,
    make_person,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db
STRANGERS = ["officer", "province", "head", "operator", "other representative", "member"]


@pytest.fixture
def keepers():
    return Keepers()


@pytest.fixture
def listing(keepers):
    listing = make_listing("Tari hudoq", kind="culture", village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    return listing


def make_stranger(who):
    """Make one of those who may not decide; all of them hold what they can near Merasa."""
    if who == "other representative":
        make_role("Ines", "representative", "64.02.08.2009")
        make_member(make_community("Kutai", make_region("64.02.08.2009")), "Ines")
        return make_person("Ines")
    if who in {"member", "head", "operator"}:
        return make_person({"member": "Lian", "head": "Kepala", "operator": "Mira"}[who])
    area = {"officer": "64.03", "province": "64"}[who]
    kind = {"officer": "regency_officer", "province": "province_officer"}[who]
    make_role("Tomas", kind, area)
    return make_person("Tomas")


def propose(protocol, *terms):
    """Propose as Usat something that a second member has to approve."""
    change = decide_protocol(protocol, rules.Protocol(terms), by=make_person("Usat"), now=NOON)
    assert change is not None
    return change


def acts():
    """Read the trail of protocols; that of the listing itself is another's matter."""
    trail = AuditEntry.objects.exclude(act__startswith="catalogue.listing_").order_by("pk")
    return list(trail.values_list("act", "by_number", "area_code"))


def test_what_is_said_to_be_a_communitys_is_closed_at_once(keepers, listing):
    assert is_shown(listing)

    keepers.keep(listing)

    assert not is_shown(listing)
    assert dict(counts.counted_anew()) == {}
    assert who_sees(listing, "Usat", "Mira", "Kepala", "Lian", "Ines") == ["Usat", "Mira", "Kepala"]


def test_nothing_of_it_is_seen_by_a_visitor_without_a_query(
    keepers, listing, django_assert_num_queries
):
    keepers.keep(listing)

    with django_assert_num_queries(1):
        assert not list(Listing.objects.shown_to(VISITOR))


def test_who_signed_in_costs_one_query_more(keepers, listing, django_assert_num_queries):
    keepers.keep_as(listing, OF_US)
    lian = make_person("Lian")

    with django_assert_num_queries(2):
        assert list(Listing.objects.shown_to(lian)) == [listing]


def test_what_opens_wider_waits_for_a_second_member(keepers, listing):
    protocol = keepers.keep(listing)
    keepers.agree(protocol)
    protocol.refresh_from_db()

    change = propose(protocol, OPEN)

    assert not is_shown(listing)
    approve_change(change, by=make_person("Lian"), now=NOON)
    assert is_shown(listing)
    assert {row[0] for row in acts()} == {
        "catalogue.brought_under_protocol",
        "catalogue.community_agreed",
        "catalogue.protocol_proposed",
        "catalogue.protocol_approved",
    }
    assert {row[2] for row in acts()} == {keepers.village.code}


def test_who_proposed_it_cannot_approve_it(keepers, listing):
    protocol = keepers.keep(listing)
    change = propose(protocol, OF_US)

    with pytest.raises(ApprovedByAnother):
        approve_change(change, by=make_person("Usat"), now=NOON)

    protocol.refresh_from_db()
    assert protocol.terms == []
    assert ProtocolChange.objects.waiting().get() == change


@pytest.mark.parametrize("who", ["officer", "province", "head", "operator", "other representative"])
def test_nobody_outside_the_community_approves(keepers, listing, who):
    stranger = make_stranger(who)
    change = propose(keepers.keep(listing), OPEN)

    with pytest.raises(NotOfTheCommunity):
        approve_change(change, by=stranger, now=NOON)

    assert not is_shown(listing)
    assert ProtocolChange.objects.waiting().get() == change


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_but_the_representative_decides_or_agrees(keepers, listing, who):
    stranger = make_stranger(who)
    protocol = keepers.keep(listing)
    before = acts()

    with pytest.raises(MayNotSpeakForCommunity):
        decide_protocol(protocol, rules.Protocol((OPEN,)), by=stranger, now=NOON)
    with pytest.raises(MayNotSpeakForCommunity):
        record_consent(protocol, AGREED, by=stranger, now=NOON)

    protocol.refresh_from_db()
    assert (protocol.decided_at, protocol.consented_at) == (None, None)
    assert not ProtocolChange.objects.exists()
    assert acts() == before


def test_who_represents_the_village_but_is_no_member_does_not_decide(keepers, listing):
    make_role("Ines", "representative", keepers.village.code)

    with pytest.raises(MayNotSpeakForCommunity):
        decide_protocol(
            keepers.keep(listing), rules.Protocol((OPEN,)), by=make_person("Ines"), now=NOON
        )


def test_what_closes_takes_effect_at_once_and_lets_a_wider_proposal_fall(keepers, listing):
    protocol = keepers.keep_as(listing, OF_US)
    change = propose(protocol, OPEN)

    closed = decide_protocol(
        protocol, rules.Protocol((keepers.group("Tetua"),)), by=make_person("Usat"), now=NOON
    )

    assert closed is None
    assert who_sees(listing, "Usat", "Lian", "Bulan", "Ding") == ["Usat", "Lian", "Bulan"]
    with pytest.raises(DecidedMeanwhile):
        approve_change(change, by=make_person("Bulan"), now=NOON)
    assert not is_shown(listing)


def test_what_only_a_group_may_see_is_not_opened_by_who_is_not_in_it(keepers, listing):
    protocol = keepers.keep_as(listing, keepers.group("Tetua"))
    change = propose(protocol, OF_US)

    with pytest.raises(ApprovedByAnother):
        approve_change(change, by=make_person("Ding"), now=NOON)
    approve_change(change, by=make_person("Lian"), now=NOON)

    assert who_sees(listing, "Ding") == ["Ding"]


def test_a_proposal_may_be_dropped_by_a_member_once(keepers, listing):
    change = propose(keepers.keep(listing), OPEN)

    drop_change(change, by=make_person("Ding"), now=NOON)

    with pytest.raises(DecidedMeanwhile):
        drop_change(change, by=make_person("Ding"), now=NOON)
    with pytest.raises(DecidedMeanwhile):
        approve_change(change, by=make_person("Lian"), now=NOON)


def test_of_two_decisions_about_the_same_sight_the_second_looks_again(keepers, listing):
    protocol = keepers.keep_as(listing, OF_US)
    seen_by_another = Protocol.objects.get(pk=protocol.pk)
    decide_protocol(protocol, rules.Protocol(), by=make_person("Usat"), now=NOON)

    with pytest.raises(DecidedMeanwhile):
        decide_protocol(seen_by_another, rules.Protocol((OPEN,)), by=make_person("Usat"), now=NOON)

    assert who_sees(listing, "Usat", "Lian", "Mira") == ["Usat"]


@pytest.mark.parametrize(("joined", "expected"), [(ANY, ["Lian", "Bulan"]), ("all", ["Bulan"])])
def test_groups_are_joined_by_any_or_all(keepers, listing, joined, expected):
    groups = [keepers.group("Tetua"), keepers.group("Penenun")]

    keepers.keep_as(listing, *groups, joined=joined)

    assert who_sees(listing, "Lian", "Bulan", "Ding", "Mira", "Kepala", "Ines") == expected


def test_who_leaves_the_community_leaves_its_groups(keepers, listing):
    keepers.keep_as(listing, keepers.group("Tetua"))

    keepers.community.members.filter(person=make_person("Lian")).update(ended_at=NOON)

    assert who_sees(listing, "Lian", "Bulan") == ["Bulan"]


@pytest.mark.parametrize(
    "said",
    [
        (Term(GROUP, group=999_999),),
        (season("2026-12-02", "2026-12-01", yearly=False),),
        (OPEN,) * 9,
    ],
)
def test_what_cannot_be_kept_is_refused(keepers, listing, said):
    protocol = keepers.keep(listing)

    with pytest.raises(ProtocolUnclear):
        decide_protocol(protocol, rules.Protocol(said), by=make_person("Usat"), now=NOON)

    assert not ProtocolChange.objects.exists()


def test_a_group_of_another_community_is_refused(keepers, listing):
    other = make_community("Kutai", make_region("64.02.08.2009"))
    foreign = Term(GROUP, group=other.groups.create(name="Tetua").pk)

    with pytest.raises(ProtocolUnclear):
        decide_protocol(
            keepers.keep(listing), rules.Protocol((foreign,)), by=make_person("Usat"), now=NOON
        )


@pytest.mark.parametrize("who", ["officer", "province", "other representative", "member"])
def test_neither_officers_nor_others_say_whose_a_thing_is(keepers, listing, who):
    with pytest.raises(MayNotBringUnderProtocol):
        bring_under_protocol(listing, keepers.community, by=make_stranger(who), now=NOON)

    assert is_shown(listing)
    assert acts() == []


def test_a_thing_is_not_given_to_a_community_of_elsewhere(keepers, listing):
    elsewhere = make_community("Kutai", make_region("64.02.08.2009"))

    with pytest.raises(MayNotBringUnderProtocol):
        bring_under_protocol(listing, elsewhere, by=make_person("Mira"), now=NOON)


def test_the_representative_may_claim_what_its_village_shows(keepers, listing):
    bring_under_protocol(listing, keepers.community, by=make_person("Usat"), now=NOON)

    assert not is_shown(listing)


def test_one_thing_is_brought_once(keepers, listing):
    keepers.keep(listing)

    with pytest.raises(UnderProtocolAlready):
        keepers.keep(listing)


def test_what_a_community_has_not_agreed_to_is_not_published(keepers, listing):
    withdraw_listing(listing, by=None, now=NOON)
    protocol = keepers.keep(listing)
    keepers.decide(protocol, OPEN)

    with pytest.raises(CommunityHasNotAgreed):
        publish_listing(listing, by=None, now=NOON)
    assert not Listing.objects.standing().exists()

    keepers.agree(protocol)
    publish_listing(listing, by=None, now=NOON)
    assert is_shown(listing)


def test_what_is_published_for_the_community_is_not_shown_to_others(keepers, listing):
    withdraw_listing(listing, by=None, now=NOON)
    keepers.keep_as(listing, OF_US)

    publish_listing(listing, by=None, now=NOON)

    assert not is_shown(listing)
    assert who_sees(listing, "Ding", "Mira", "Ines") == ["Ding"]
    withdraw_listing(listing, by=None, now=NOON)
    assert who_sees(listing, "Ding", "Usat") == []
    assert not is_shown(listing)


def test_consent_withdrawn_unpublishes_in_that_moment(keepers, listing):
    protocol = keepers.keep_as(listing, OPEN)
    assert is_shown(listing)

    withdraw_consent(protocol, by=make_person("Usat"), now=NOON)

    assert not is_shown(listing)
    assert not Listing.objects.standing().exists()
    with pytest.raises(CommunityHasNotAgreed):
        publish_listing(listing, by=None, now=NOON)
    with pytest.raises(NotAgreedTo):
        withdraw_consent(protocol, by=make_person("Usat"), now=NOON)


def test_consent_is_written_down_once_and_tells_who_of_the_community(keepers, listing):
    protocol = keepers.keep_as(listing, OPEN)

    with pytest.raises(AgreedToAlready):
        record_consent(protocol, AGREED, by=make_person("Usat"), now=NOON)

    told = protocol.consents.get()
    assert (told.given_by, told.recorded_by) == ("Lembaga Adat Merasa", make_person("Usat"))


def test_consent_without_who_gave_it_is_refused(keepers, listing):
    protocol = keepers.keep(listing)
    nameless = type(AGREED)(given_by="", given_on=AGREED.given_on, given="meeting")

    with pytest.raises(ValidationError):
        record_consent(protocol, nameless, by=make_person("Usat"), now=NOON)

    assert not protocol.consents.exists()


def test_a_listing_rewritten_under_its_key_stays_closed(keepers):
    draft = Draft(
        kind="story", village=keepers.village, words={"title": "Tari hudoq", "text": "Dari Merasa."}
    )
    listing = add_listing(draft, now=NOON, key="hudoq")
    publish_listing(listing, by=None, now=NOON)
    keepers.keep_as(listing, OF_US)

    rewritten = add_listing(draft, now=NOON, key="hudoq")

    assert not is_shown(rewritten)
    assert who_sees(rewritten, "Ding", "Mira") == ["Ding"]
    assert dict(counts.counted_anew()) == {}
