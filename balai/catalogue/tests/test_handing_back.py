"""A community hands back what is not its own; it stays closed until somebody says whose it is."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from balai.catalogue.actions.handing_back import hand_back, release
from balai.catalogue.actions.letters import tell_handed_back
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.actions.protocols import approve_change, bring_under_protocol
from balai.catalogue.errors import (
    ApprovedByAnother,
    CommunityHasNotAgreed,
    DecidedMeanwhile,
    MayNotSayWhose,
    NotTheirs,
)
from balai.catalogue.models import Consent, Protocol, ProtocolChange
from balai.catalogue.queries.protocols import handed_back_to, spoken_for
from balai.catalogue.tests.protocols import (
    OF_US,
    OPEN,
    Keepers,
    OtherKeepers,
    is_shown,
    who_sees,
)
from balai.core.models import AuditEntry
from balai.registry.errors import MayNotSpeakForCommunity
from tests.factories import NOON, make_listing, make_person, make_role

pytestmark = pytest.mark.django_db
WHY = "Ini milik kampung sebelah."


@pytest.fixture
def keepers():
    return Keepers()


@pytest.fixture
def listing(keepers):
    listing = make_listing("Tari hudoq", kind="culture", village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    return listing


def back(protocol, *, by="Usat", why=WHY):
    return hand_back(protocol, why=why, by=make_person(by), now=NOON)


def trail():
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def test_what_is_handed_back_stays_closed_and_leaves_the_community(keepers, listing):
    protocol = keepers.keep(listing)

    assert back(protocol) is None

    assert not is_shown(listing)
    assert who_sees(listing, "Usat", "Lian", "Mira", "Kepala") == ["Mira", "Kepala"]
    assert not spoken_for(make_person("Usat")).exists()
    [told] = handed_back_to(make_person("Mira"))
    assert (told.handed_back_why, told.handed_back_by) == (WHY, make_person("Usat"))
    assert trail()[-1] == "catalogue.handed_back"


@pytest.mark.parametrize("who", ["Mira", "Kepala", "Lian", "Ines", "Tomas"])
def test_nobody_else_hands_it_back(keepers, listing, who):
    make_role("Tomas", "province_officer", "64")
    protocol = keepers.keep(listing)
    before = trail()

    with pytest.raises(MayNotSpeakForCommunity):
        back(protocol, by=who)

    protocol.refresh_from_db()
    assert protocol.handed_back_at is None
    assert trail() == before


def test_what_the_community_decided_about_waits_for_a_second_member(keepers, listing):
    protocol = keepers.keep_as(listing, OF_US)

    change = back(protocol)

    assert change is not None
    assert who_sees(listing, "Usat", "Lian", "Mira") == ["Usat", "Lian"]
    with pytest.raises(ApprovedByAnother):
        approve_change(change, by=make_person("Usat"), now=NOON)
    approve_change(change, by=make_person("Lian"), now=NOON)
    assert who_sees(listing, "Usat", "Lian", "Mira") == ["Mira"]
    assert Consent.objects.get().withdrawn_at == NOON
    assert not is_shown(listing)


def test_a_decision_lets_the_handing_back_fall(keepers, listing):
    protocol = keepers.keep_as(listing, OF_US)
    change = back(protocol)

    keepers.decide(protocol)

    with pytest.raises(DecidedMeanwhile):
        approve_change(
            ProtocolChange.objects.select_related("protocol").get(pk=change.pk),
            by=make_person("Lian"),
            now=NOON,
        )
    protocol.refresh_from_db()
    assert protocol.handed_back_at is None


def test_who_writes_it_says_that_nobody_keeps_it_and_it_is_as_before(keepers, listing):
    protocol = keepers.keep(listing)
    back(protocol)
    protocol.refresh_from_db()

    release(protocol, by=make_person("Mira"), now=NOON)

    assert is_shown(listing)
    protocol.refresh_from_db()
    assert (protocol.ended_at, protocol.ended_by) == (NOON, make_person("Mira"))
    assert trail()[-1] == "catalogue.protocol_released"
    with pytest.raises(MayNotSayWhose):
        release(protocol, by=make_person("Kepala"), now=NOON)


@pytest.mark.parametrize("who", ["Usat", "Lian", "Ines", "Tomas"])
def test_nobody_else_says_so(keepers, listing, who):
    make_role("Tomas", "regency_officer", "64.03")
    make_role("Ines", "operator", "64.02.08.2009")
    protocol = keepers.keep(listing)
    back(protocol)
    protocol.refresh_from_db()

    with pytest.raises(MayNotSayWhose):
        release(protocol, by=make_person(who), now=NOON)

    assert not is_shown(listing)


def test_it_is_not_published_before_somebody_has_said_so(keepers):
    draft = make_listing("Hudoq", kind="culture", village=keepers.village, published_at=None)
    back(keepers.keep(draft))

    with pytest.raises(CommunityHasNotAgreed):
        publish_listing(draft, by=None, now=NOON)


def test_brought_to_another_community_it_never_opens_meanwhile(keepers, listing):
    others = OtherKeepers()
    back(keepers.keep(listing))

    bring_under_protocol(listing, others.community, by=make_person("Mira"), now=NOON)

    assert not is_shown(listing)
    assert who_sees(listing, "Usat", "Wani", "Mira") == ["Wani", "Mira"]
    assert handed_back_to(make_person("Mira")) == []
    assert Protocol.objects.standing().get().community == others.community


def test_nobody_brings_it_to_the_same_community_again_but_who_speaks_for_it(keepers, listing):
    back(keepers.keep(listing))

    with pytest.raises(NotTheirs):
        keepers.keep(listing)
    assert Protocol.objects.standing().get().handed_back_at == NOON

    bring_under_protocol(listing, keepers.community, by=make_person("Usat"), now=NOON)
    assert Protocol.objects.standing().get().handed_back_at is None


def test_what_others_keep_too_stays_theirs(keepers, listing):
    others = OtherKeepers()
    second = others.keep(listing)
    first = keepers.keep(listing)
    others.agree(second)
    others.decide(second, OF_US)
    back(first)
    first.refresh_from_db()

    assert who_sees(listing, "Usat", "Wani", "Seri", "Mira") == ["Wani"]
    with pytest.raises(MayNotSayWhose):
        release(first, by=make_person("Mira"), now=NOON)
    assert handed_back_to(make_person("Mira")) == []
    release(first, by=make_person("Wani"), now=NOON)
    assert who_sees(listing, "Usat", "Wani", "Seri", "Mira") == ["Wani", "Seri"]


def test_those_who_write_it_get_a_letter_that_does_not_say_what_it_is(keepers, listing):
    protocol = keepers.keep(listing)
    back(protocol)

    tell_handed_back.func(protocol.pk, make_person("Mira").pk)

    [letter] = mail.outbox
    assert letter.to == ["mira@balai.example"]
    assert "Dayak Kenyah" in letter.body
    assert "/kerja/protokol/" in letter.body
    assert "hudoq" not in letter.body.lower() + letter.subject.lower()
    assert WHY not in letter.body


def test_no_letter_is_sent_about_what_is_settled(keepers, listing):
    protocol = keepers.keep(listing)
    back(protocol)
    protocol.refresh_from_db()
    release(protocol, by=make_person("Mira"), now=NOON)

    tell_handed_back.func(protocol.pk, make_person("Mira").pk)

    assert mail.outbox == []


def test_the_database_refuses_an_end_that_nobody_handed_back(keepers, listing):
    protocol = keepers.keep_as(listing, OPEN)

    with pytest.raises(IntegrityError), transaction.atomic():
        Protocol.objects.filter(pk=protocol.pk).update(ended_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Protocol.objects.filter(pk=protocol.pk).update(handed_back_at=NOON)
