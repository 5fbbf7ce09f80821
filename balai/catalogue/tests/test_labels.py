"""Labels are a community's to word, and a second member's to approve; offices add notices only."""

import pytest

from balai.catalogue.actions.labels import (
    Wording,
    approve_label,
    put_labels,
    retire_label,
    set_notices,
    write_label,
)
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.errors import (
    ApprovedByAnother,
    LabelNamedAlready,
    LabelSettled,
    MayNotAddNotice,
)
from balai.catalogue.models import Label, Listing, Notice
from balai.catalogue.queries.protocols import labels_of, notices_of
from balai.catalogue.tests.protocols import OF_US, OPEN, Keepers
from balai.core.models import AuditEntry
from balai.registry.errors import MayNotSpeakForCommunity, NotOfTheCommunity
from tests.factories import NOON, make_community, make_listing, make_person, make_region, make_role

pytestmark = pytest.mark.django_db
WORDING = Wording(
    name="Lemali", own_text="Iti lemali.", text="Jangan ditiru tanpa izin.", text_en="Do not copy."
)


@pytest.fixture
def keepers():
    return Keepers()


def shown(keepers):
    listing = make_listing(village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    return listing


def write(keepers, by="Usat", wording=WORDING):
    return write_label(keepers.community, wording, by=make_person(by), now=NOON)


def test_a_label_is_seen_once_a_second_member_approved_it(keepers):
    protocol = keepers.keep_as(shown(keepers), OPEN)
    label = write(keepers)

    put_labels(protocol, [label], by=make_person("Usat"), now=NOON)
    assert labels_of(protocol.listing) == []
    approve_label(label, by=make_person("Lian"), now=NOON)
    put_labels(protocol, [label], by=make_person("Usat"), now=NOON)

    assert labels_of(protocol.listing) == [label]
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"catalogue.label_written", "catalogue.label_approved", "catalogue.labels_put"} <= acts


def test_who_worded_it_does_not_approve_it(keepers):
    label = write(keepers)

    with pytest.raises(ApprovedByAnother):
        approve_label(label, by=make_person("Usat"), now=NOON)

    assert Label.objects.waiting().get() == label


@pytest.mark.parametrize("who", ["officer", "province", "Kepala", "Mira", "Ines"])
def test_nobody_outside_the_community_words_approves_or_puts_labels(keepers, who):
    areas = {"officer": ("regency_officer", "64.03"), "province": ("province_officer", "64")}
    stranger = make_role("Tomas", *areas[who]).person if who in areas else make_person(who)
    protocol = keepers.keep_as(shown(keepers), OPEN)
    label = write(keepers)

    with pytest.raises(NotOfTheCommunity):
        write_label(keepers.community, WORDING, by=stranger, now=NOON)
    with pytest.raises(NotOfTheCommunity):
        approve_label(label, by=stranger, now=NOON)
    with pytest.raises(MayNotSpeakForCommunity):
        put_labels(protocol, [label], by=stranger, now=NOON)
    with pytest.raises(MayNotSpeakForCommunity):
        retire_label(label, by=stranger, now=NOON)

    assert list(Label.objects.waiting()) == [label]


def test_one_name_is_one_label_until_it_is_retired(keepers):
    label = write(keepers)

    with pytest.raises(LabelNamedAlready):
        write(keepers, by="Lian")
    retire_label(label, by=make_person("Usat"), now=NOON)
    again = write(keepers, by="Lian")

    assert again != label
    with pytest.raises(LabelSettled):
        approve_label(label, by=make_person("Bulan"), now=NOON)


def test_a_label_of_another_community_is_not_put(keepers):
    other = make_community("Kutai", make_region("64.02.08.2009"))
    foreign = Label.objects.create(
        community=other, name="Kutai", text="Dari Kutai.", written_at=NOON,
        written_by=make_person("Ines"), approved_at=NOON, approved_by=make_person("Dayang"),
    )  # fmt: skip
    protocol = keepers.keep_as(shown(keepers), OPEN)

    put_labels(protocol, [foreign], by=make_person("Usat"), now=NOON)

    assert labels_of(protocol.listing) == []


def test_an_officer_of_the_area_adds_notices_and_changes_no_access(keepers):
    listing = shown(keepers)
    officer = make_role("Tomas", "regency_officer", "64.03").person

    set_notices(listing, ["rights", "together"], by=officer, now=NOON)
    set_notices(listing, ["together"], by=officer, now=NOON)

    assert [notice.kind for notice in notices_of(listing)] == ["together"]
    assert Listing.objects.public().get() == listing
    assert Notice.objects.count() == 2


@pytest.mark.parametrize("who", ["Usat", "Mira", "Kepala", "officer of another regency"])
def test_nobody_else_adds_notices(keepers, who):
    listing = shown(keepers)
    elsewhere = make_role("Tomas", "regency_officer", "64.02").person
    person = elsewhere if who.startswith("officer") else make_person(who)

    with pytest.raises(MayNotAddNotice):
        set_notices(listing, ["rights"], by=person, now=NOON)

    assert not Notice.objects.exists()


def test_an_officer_adds_no_notice_to_what_is_kept_from_them(keepers):
    listing = shown(keepers)
    keepers.keep_as(listing, OF_US)
    officer = make_role("Tomas", "regency_officer", "64.03").person

    with pytest.raises(MayNotAddNotice):
        set_notices(Listing.objects.get(), ["rights"], by=officer, now=NOON)
