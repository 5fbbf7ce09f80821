"""A maker is shown because she said yes, and vanishes from every door when she says no.

Walks the doors of test_every_door with the page cache on, as a browser that revalidates
what it has: her name, her number and her photo stand where they belong, and nowhere else.
"""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from balai.accounts.actions.consents import (
    Agreed,
    record_consent,
    withdraw_with_key,
    write_giver_down,
)
from balai.accounts.consenting import CONTACT, NAME, ORGANISATION, PICTURE
from balai.accounts.consenting import PHOTO as OF_PHOTO
from balai.accounts.models import Consent
from balai.catalogue import kept
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.models import Listing, Picture
from balai.photos.shelves import shelf_of
from tests.factories import NOON, make_organisation, make_region
from tests.test_every_door import LINE, PHOTO, Door, Hall, all_said, as_shown, hall, said

__all__ = ["hall"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.parametrize("hall", ["product with a photo"], indirect=True),
]

VILLAGE = "64.02.08.2009"
MAKER, NUMBER = "Dayang Rinai", "6281234567890"
# Where a seller is named, beside what is shown of the listing.
NAMING = {
    "portal:listing", "portal:village", "channels:feed", "channels:kind_feed",
    "channels:village_feed", "api:listings", "api:listing", "api:search",
}  # fmt: skip
# By her name the listing is found while she is named.
LOOKING_FOR_HER = ["/cari/?q=rinai", "/en/cari/?q=dayang", "/api/v1/search?q=rinai"]


class Seen(NamedTuple):
    """What of a person stands at an address."""

    name: bool
    number: bool


NOTHING_OF_HER = Seen(name=False, number=False)


def her_listing(hall: Hall) -> Listing:
    """Publish the listing as hers."""
    maker = make_organisation(MAKER, kind="maker", contact_of="person", whatsapp_number=NUMBER)
    maker.villages.set([make_region(VILLAGE)])
    Listing.objects.filter(pk=hall.listing.pk).update(seller=maker)
    hall.listing.refresh_from_db()
    publish_listing(hall.listing, by=None, now=NOON)
    return hall.listing


def agree(thing: str, number: int | None, purpose: str) -> Consent:
    assert number is not None
    giver = write_giver_down(MAKER, area_code=VILLAGE, by=None, now=NOON)
    agreed = Agreed(purpose=purpose, thing=thing, thing_number=number, area_code=VILLAGE)
    return record_consent(giver, agreed, by=None, now=NOON, key=uuid4())


def withdraw(consent: Consent) -> None:
    key = consent.giver.written_key
    withdraw_with_key(consent, key=key, now=NOON + timedelta(days=1))


def seen(answers: dict[str, Any]) -> dict[str, Seen]:
    return {
        address: Seen(name=MAKER in said(answer), number=NUMBER[2:] in said(answer))
        for address, answer in answers.items()
    }


def expected(hall: Hall, *, name: bool, number: bool) -> dict[str, Seen]:
    return {
        address: Seen(
            name=name and shows_listing(door) and door.route in NAMING,
            number=number and leads_to_her(door, is_named=name),
        )
        for address, door in hall.addresses().items()
    }


def leads_to_her(door: Door, *, is_named: bool) -> bool:
    """Beside her village she stands by name, or not at all."""
    return door.route == "portal:chat" or (is_named and door.route == "portal:village_chat")


def shows_listing(door: Door) -> bool:
    return door.shows >= LINE and "{neighbour}" not in door.address


def found_by_name(hall: Hall) -> list[bool]:
    return [f"/{hall.listing.pk}/" in said(hall.ask(address, None)) for address in LOOKING_FOR_HER]


def test_a_maker_who_said_nothing_stands_at_no_door(hall):
    her_listing(hall)

    answers = hall.walk()

    assert seen(answers) == dict.fromkeys(answers, NOTHING_OF_HER)
    assert found_by_name(hall) == [False] * 3


@pytest.mark.parametrize(
    "purposes", [{NAME}, {CONTACT}, {NAME, CONTACT}], ids=lambda one: " and ".join(sorted(one))
)
def test_what_she_agreed_to_stands_where_it_belongs_and_nothing_else(hall, purposes):
    listing = her_listing(hall)
    hall.walk()

    for purpose in purposes:
        agree(ORGANISATION, listing.seller_id, purpose)

    shown = expected(hall, name=NAME in purposes, number=CONTACT in purposes)
    assert seen(hall.walk()) == shown
    assert found_by_name(hall) == [NAME in purposes] * 3


@pytest.mark.parametrize("withdrawn", [NAME, CONTACT])
def test_what_she_withdraws_is_gone_from_every_door_in_that_very_request(hall, withdrawn):
    listing = her_listing(hall)
    consents = {one: agree(ORGANISATION, listing.seller_id, one) for one in (NAME, CONTACT)}
    known = hall.walk()

    withdraw(consents[withdrawn])

    left = expected(hall, name=withdrawn != NAME, number=withdrawn != CONTACT)
    assert seen(hall.walk()) == left
    assert seen(as_shown(hall.walk(known=known), known=known)) == left
    assert found_by_name(hall) == [withdrawn != NAME] * 3


def test_all_is_as_it_was_when_she_takes_it_all_back(hall):
    listing = her_listing(hall)
    before = all_said(hall.walk())
    consents = [agree(ORGANISATION, listing.seller_id, one) for one in (NAME, CONTACT)]
    known = hall.walk()

    for consent in consents:
        withdraw(consent)

    assert all_said(hall.walk()) == before
    assert all_said(as_shown(hall.walk(known=known), known=known)) == before


def test_her_photo_is_gone_from_every_door_and_so_are_its_files(
    hall, django_capture_on_commit_callbacks
):
    nothing = hall.walk()
    her_listing(hall)
    known = hall.walk()
    consent = agree(OF_PHOTO, hall.picture.pk, PICTURE)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(consent)

    after = as_shown(hall.walk(known=known), known=known)
    assert with_photo(hall, known, before=nothing) != set()
    assert with_photo(hall, after, before=nothing) == set()
    assert files_of(hall.picture.key) == []


def test_a_face_stands_at_no_door_before_its_consent_and_at_none_after_it(hall):
    nothing = hall.walk()
    Picture.objects.filter(pk=hall.picture.pk).update(shows_somebody=True)
    her_listing(hall)
    known = hall.walk()
    before = with_photo(hall, known, before=nothing)

    consent = agree(OF_PHOTO, hall.picture.pk, PICTURE)
    agreed = as_shown(hall.walk(known=known), known=known)
    withdraw(consent)
    after = as_shown(hall.walk(known=agreed), known=agreed)

    assert before == set()
    doors = hall.addresses().items()
    assert with_photo(hall, agreed, before=nothing) == {
        address for address, door in doors if PHOTO in door.shows
    }
    assert with_photo(hall, after, before=nothing) == set()


def with_photo(hall: Hall, answers: dict[str, Any], *, before: dict[str, Any]) -> set[str]:
    return {
        address
        for address, answer in answers.items()
        if answer.status_code == 200 and PHOTO in hall.traces(answer, before=before[address])
    }


def files_of(key: str) -> list[str]:
    folder = f"{kept.shelves.folder}/{shelf_of(key)}"
    return [name for name in default_storage.listdir(folder)[1] if name.startswith(key)]
