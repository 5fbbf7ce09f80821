"""What goes from the catalogue when somebody no longer agrees to be shown."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.accounts.actions.consents import (
    Agreed,
    record_consent,
    withdraw_with_key,
    write_giver_down,
)
from balai.accounts.consenting import LISTING, ORGANISATION, PHOTO
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.models import Picture
from balai.core import search
from balai.registry.actions.agreed import say_whose_contact
from tests.factories import NOON, make_listing, make_organisation, make_region, make_role

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"
NUMBER = "6281234567890"
LATER = NOON + timedelta(days=1)


def make_maker():
    return make_organisation("Dayang Rinai", kind="maker", whatsapp_number=NUMBER)


def agree(thing, number, purpose):
    giver = write_giver_down("Dayang Rinai", area_code=VILLAGE, by=None, now=NOON)
    agreed = Agreed(purpose=purpose, thing=thing, thing_number=number, area_code=VILLAGE)
    return record_consent(giver, agreed, by=None, now=NOON, key=uuid4())


def withdraw(consent):
    withdraw_with_key(consent, key=consent.giver.key, now=LATER)


def shown(title="Kain doyo", **fields):
    listing = make_listing(title, published_at=None, **fields)
    publish_listing(listing, by=None, now=NOON)
    return listing


def make_picture(listing, position=0):
    return Picture.objects.create(
        listing=listing,
        key=uuid4().hex,
        digest=uuid4().hex,
        position=position,
        width=8,
        height=5,
        widths=[8],
        colour="#aabbcc",
        added_at=NOON,
        shown_at=NOON,
    )


def found(words):
    return search.find(words, thing="listing").numbers


def stands(listing):
    listing.refresh_from_db()
    return listing.is_standing


def test_a_listing_is_found_by_its_makers_name_only_while_she_agrees():
    maker = make_maker()
    listing = shown(seller=maker)
    assert found("rinai") == []

    consent = agree(ORGANISATION, maker.pk, "name")
    assert found("rinai") == [listing.pk]
    withdraw(consent)

    assert found("rinai") == []
    assert found("doyo") == [listing.pk]


@pytest.mark.parametrize(
    "words",
    [
        {"title": "Tenunan Dayang  Rinai"},
        {"text": "Ditenun oleh DAYANG RINAI sendiri."},
        {"text_en": "Woven by Dayang\nRinai."},
        {"kind": "story", "details": {"byline": "Dayang Rinai"}},
    ],
)
def test_what_names_her_in_its_own_words_is_withdrawn(words):
    maker = make_maker()
    consent = agree(ORGANISATION, maker.pk, "name")
    by_her, beside = shown(**words), shown("Madu", seller=maker)

    withdraw(consent)

    assert (stands(by_her), stands(beside)) == (False, True)
    assert found("rinai") == []


def test_what_names_her_under_a_picture_is_withdrawn():
    maker = make_maker()
    consent = agree(ORGANISATION, maker.pk, "name")
    listing = shown(seller=maker)
    Picture.objects.filter(pk=make_picture(listing).pk).update(alt="Dayang Rinai menenun")

    withdraw(consent)

    assert not stands(listing)


def test_a_name_alike_in_another_village_is_another_persons():
    maker = make_maker()
    consent = agree(ORGANISATION, maker.pk, "name")
    other = shown("Tenunan Dayang Rinai", village=make_region("64.02.08.2009"))

    withdraw(consent)

    assert stands(other)


@pytest.mark.parametrize("text", ["Hubungi 0812-3456-7890.", "WA +62 812 3456 7890"])
def test_what_tells_her_number_in_its_own_words_is_withdrawn(text):
    maker = make_maker()
    consent = agree(ORGANISATION, maker.pk, "contact")
    telling, silent = shown(seller=maker, text=text), shown("Madu", seller=maker)

    withdraw(consent)

    assert (stands(telling), stands(silent)) == (False, True)


def test_a_number_that_turns_out_to_be_a_persons_is_hidden_at_once():
    group = make_organisation("Penenun", whatsapp_number=NUMBER)
    telling = shown(seller=group, text="WA 0812-3456-7890")
    mira = make_role("Mira", "operator", VILLAGE).person

    say_whose_contact(group, "person", by=mira, now=LATER)

    group.refresh_from_db()
    assert (group.public_number, stands(telling)) == ("", False)


def test_a_picture_goes_with_the_consent_of_who_is_seen_on_it():
    listing = shown()
    gone, stays = make_picture(listing), make_picture(listing, 1)
    consent = agree(PHOTO, gone.pk, "picture")

    withdraw(consent)

    assert list(Picture.objects.standing()) == [stays]
    assert stands(listing)


def test_all_pictures_of_a_listing_go_with_one_consent_for_them():
    listing, other = shown(), shown("Madu")
    make_picture(listing), make_picture(listing, 1)
    stays = make_picture(other)
    consent = agree(LISTING, listing.pk, "picture")

    withdraw(consent)

    assert list(Picture.objects.standing()) == [stays]


def test_a_listing_that_was_agreed_to_by_name_is_withdrawn():
    listing, other = shown(), shown("Madu")
    consent = agree(LISTING, listing.pk, "name")

    withdraw(consent)

    assert (stands(listing), stands(other)) == (False, True)


def test_what_is_gone_already_is_no_reason_to_stay_consented():
    listing = shown()
    consents = [agree(LISTING, listing.pk, "name"), agree(LISTING, listing.pk, "name")]

    withdraw(consents[0])
    withdraw(consents[1])

    assert not stands(listing)
    assert all(not consent.is_standing for consent in consents)
