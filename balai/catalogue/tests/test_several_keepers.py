"""Several communities keep one thing: each decides, and only what all allow is seen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from balai.catalogue.actions.consents import withdraw_consent
from balai.catalogue.actions.doors import settle_due
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.actions.protocols import bring_to_communities, bring_under_protocol
from balai.catalogue.errors import (
    CommunityHasNotAgreed,
    KeptByAnother,
    MayNotBringUnderProtocol,
    UnderProtocolAlready,
)
from balai.catalogue.models import Listing, Protocol
from balai.catalogue.tests.protocols import (
    OF_US,
    OPEN,
    Keepers,
    OtherKeepers,
    is_shown,
    season,
    who_sees,
)
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
A_DAY = timedelta(days=1)


@pytest.fixture
def keepers():
    return Keepers()


@pytest.fixture
def others(keepers):  # noqa: ARG001  (the same village, after the first)
    return OtherKeepers()


@pytest.fixture
def listing(keepers):
    listing = make_listing("Tari hudoq", kind="culture", village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    return listing


def test_one_yes_does_not_open_what_another_keeps(keepers, others, listing):
    others.keep(listing)
    keepers.keep_as(listing, OPEN)

    assert not is_shown(listing)
    assert who_sees(listing, "Usat", "Wani", "Lian", "Seri", "Ding", "Mira") == [
        "Usat",
        "Wani",
        "Mira",
    ]


def test_it_opens_when_each_has_decided_and_agreed(keepers, others, listing):
    second = others.keep(listing)
    keepers.keep_as(listing, OPEN)
    others.agree(second)

    others.decide(second, OPEN)

    assert is_shown(listing)


def test_only_whom_each_lets_in_sees_it_beside_those_who_speak(keepers, others, listing):
    others.keep(listing)
    second = Protocol.objects.get()
    keepers.keep_as(listing, OF_US)
    others.agree(second)
    others.decide(second, OF_US)

    seen = who_sees(listing, "Usat", "Wani", "Lian", "Bulan", "Seri", "Mira", "Kepala")

    assert seen == ["Usat", "Wani", "Lian"]


def test_one_no_closes_what_all_had_opened(keepers, others, listing):
    second = others.keep(listing)
    keepers.keep_as(listing, OPEN)
    others.agree(second)
    others.decide(second, OPEN)

    others.decide(second, OF_US)

    assert not is_shown(listing)


def test_one_agreement_taken_back_withdraws_it_for_all(keepers, others, listing):
    second = others.keep(listing)
    first = keepers.keep_as(listing, OPEN)
    others.agree(second)
    others.decide(second, OPEN)

    withdraw_consent(first, by=make_person("Usat"), now=NOON)

    listing.refresh_from_db()
    assert listing.withdrawn_at == NOON
    assert not is_shown(listing)


def test_it_is_not_published_while_one_has_not_agreed(keepers, others):
    draft = make_listing("Hudoq", kind="culture", village=keepers.village, published_at=None)
    others.keep(draft)
    keepers.keep_as(draft, OPEN)

    with pytest.raises(CommunityHasNotAgreed):
        publish_listing(draft, by=None, now=NOON)

    draft.refresh_from_db()
    assert draft.published_at is None


def test_it_is_open_on_the_days_that_the_seasons_of_all_have_in_common(keepers, others, listing):
    today = NOON.date()
    second = others.keep(listing)
    others.agree(second)
    tomorrow, day_after = (str(today + A_DAY * days) for days in (1, 2))
    keepers.keep_as(listing, season(str(today), tomorrow, yearly=False))
    others.decide(second, season(tomorrow, day_after, yearly=False))
    shown = [is_shown(listing)]

    for days in (1, 2, 3):
        settle_due(now=NOON + A_DAY * days)
        listing.refresh_from_db()
        shown.append(listing.closed_at is None)

    assert shown == [False, True, False, False]


def test_one_community_is_named_once(keepers, listing):
    keepers.keep(listing)

    with pytest.raises(UnderProtocolAlready):
        keepers.keep(listing)

    assert Protocol.objects.count() == 1


def test_the_database_refuses_a_community_twice(keepers, listing):
    kept = keepers.keep(listing)

    with pytest.raises(IntegrityError), transaction.atomic():
        Protocol.objects.create(listing=listing, community=kept.community, brought_at=NOON)


@pytest.mark.parametrize("who", ["Mira", "Wani"])
def test_once_one_has_decided_nobody_else_brings_in_another(keepers, others, listing, who):
    keepers.keep_as(listing, OF_US)

    with pytest.raises(KeptByAnother):
        bring_under_protocol(listing, others.community, by=make_person(who), now=NOON)

    assert Protocol.objects.count() == 1
    assert who_sees(listing, "Wani", "Seri") == []


def test_who_speaks_for_it_brings_in_another(keepers, others, listing):
    keepers.keep_as(listing, OPEN)

    bring_under_protocol(listing, others.community, by=make_person("Usat"), now=NOON)

    assert not is_shown(listing)
    assert who_sees(listing, "Wani", "Seri") == ["Wani"]


def test_several_are_named_together_or_not_at_all(keepers, others, listing):
    elsewhere = make_community("Kutai", make_region("64.02.08.2009"))

    with pytest.raises(MayNotBringUnderProtocol):
        bring_to_communities(
            listing, [keepers.community, elsewhere], by=make_person("Mira"), now=NOON
        )
    assert not Protocol.objects.exists()

    bring_to_communities(
        listing, [keepers.community, others.community], by=make_person("Mira"), now=NOON
    )
    assert Protocol.objects.count() == 2


def test_what_two_keep_costs_no_query_more(keepers, others, listing, django_assert_num_queries):
    second = others.keep(listing)
    keepers.keep_as(listing, OF_US)
    others.agree(second)
    others.decide(second, OF_US)
    lian = make_person("Lian")

    with django_assert_num_queries(2):
        assert list(Listing.objects.shown_to(lian)) == [listing]


def test_who_speaks_for_both_sees_it_once(keepers, others, listing):
    make_role("Usat", "representative", keepers.village.code)
    make_member(others.community, "Usat")
    others.keep(listing)
    keepers.keep_as(listing, OF_US)

    assert list(Listing.objects.shown_to(make_person("Usat"))) == [listing]
