"""Whoever answers a request sees what else names the person, and confirms what is mended."""

import pytest

from balai.accounts.models import PlaceToMend
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.tests.protocols import OF_US, Keepers
from balai.core.models import AuditEntry
from balai.registry.models import ProfileFact, RouteLeg, VillageProfile
from tests.factories import (
    NOON,
    make_listing,
    make_organisation,
    make_person,
    make_picture,
    make_privacy_request,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db
NAME = "Dayang Rinai"
PELA, MERASA = "64.02.08.2009", "64.03.01.2005"


@pytest.fixture
def sari(client):
    make_region(MERASA)
    sari = make_role("Sari", "regency_officer", "64.03").person
    client.force_login(sari)
    return sari


def make_dayang(**fields):
    dayang = make_person(NAME, phone_number="0812-3456-7890", **fields)
    make_role(NAME, "operator", MERASA)
    return dayang


def page_of(client, asked):
    return client.get(f"/kerja/permintaan-data/{asked.pk}/")


def titles(answer, name="naming"):
    return {place.title for place in answer.context[name]}


def delete(client, asked, *people):
    chosen = {"people": [one.pk for one in people]}
    return client.post(f"/kerja/permintaan-data/{asked.pk}/penghapusan/", chosen)


@pytest.mark.usefixtures("sari")
def test_what_others_say_of_somebody_is_found_wherever_everyone_may_read_it(client):
    pela = make_region(PELA)
    make_listing("Madu", village=pela, text=f"Dipanen bersama {NAME.upper()} dan anaknya.")
    make_listing("Kopi", village=pela, text="Telepon 0812 3456-7890.")
    make_listing("Dayang", village=pela, text="Rinai dan Dayang adalah nama perahu.")
    shown = make_listing("Rotan", village=pela)
    make_picture(shown, alt=f"{NAME} menganyam")
    VillageProfile.objects.create(village=pela, about=f"Didirikan oleh {NAME}.")
    organisation = make_organisation(name=f"Kelompok {NAME}")

    answer = page_of(client, make_privacy_request())

    found = titles(answer)
    assert found == {"Madu", "Kopi", "Rotan", pela.called, organisation.name}
    page = answer.content.decode()
    assert f'href="/desa/{PELA}/"' in page
    assert "Disebut juga di tempat lain" in page


@pytest.mark.usefixtures("sari")
@pytest.mark.parametrize(
    ("model", "said"),
    [
        (ProfileFact, {"topic": "other", "text": f"{NAME} memimpin.", "key": "pela-1"}),
        (RouteLeg, {"position": 1, "mode": "river", "origin": "Kota", "destination": NAME}),
    ],
)
def test_each_sort_of_words_about_a_village_is_read(client, model, said):
    pela = make_region(PELA)
    model.objects.create(village=pela, publisher="Desa", said="2024", **said)

    assert titles(page_of(client, make_privacy_request())) == {pela.called}


@pytest.mark.usefixtures("sari")
def test_what_the_officer_may_not_see_is_not_found(client):
    keepers = Keepers(PELA)
    make_listing("Draf", village=keepers.village, text=NAME, published_at=None)
    kept = make_listing("Hudoq", village=keepers.village, text=NAME, published_at=None)
    publish_listing(kept, by=None, now=NOON)
    keepers.keep_as(kept, OF_US)

    assert titles(page_of(client, make_privacy_request())) == set()


@pytest.mark.usefixtures("sari")
def test_after_a_deletion_what_is_left_is_noted_without_the_name(client):
    dayang = make_dayang()
    make_listing("Kain", text=f"Ditenun {NAME}.")
    elsewhere = make_listing("Madu", village=make_region(PELA), text=f"Dipanen {NAME}.")
    asked = make_privacy_request(person=dayang, name="", contact="")

    answer = delete(client, asked, dayang)

    place = PlaceToMend.objects.get()
    assert (place.thing, place.thing_number) == ("catalogue.listing", elsewhere.pk)
    assert answer["Location"] == f"/kerja/permintaan-data/{asked.pk}/"
    left = page_of(client, asked)
    assert titles(left, "to_mend") == {"Madu"}
    assert NAME not in left.content.decode()
    assert "1 tempat perlu diperbaiki" in client.get("/kerja/permintaan-data/").content.decode()


def test_a_place_is_confirmed_once_and_leaves_the_list(client, sari):
    dayang = make_dayang()
    make_listing("Madu", village=make_region(PELA), text=NAME)
    asked = make_privacy_request(person=dayang, name="", contact="")
    delete(client, asked, dayang)
    place = PlaceToMend.objects.get()
    address = f"/kerja/permintaan-data/{asked.pk}/tempat/{place.pk}/"

    first, again = client.post(address), client.post(address, follow=True)

    assert first["Location"] == f"/kerja/permintaan-data/{asked.pk}/"
    assert "sudah memastikan ini" in again.content.decode()
    place.refresh_from_db()
    assert place.mended_by == sari
    assert titles(page_of(client, asked), "to_mend") == set()
    assert AuditEntry.objects.filter(act="accounts.place_mended").count() == 1


def test_an_officer_of_another_regency_confirms_nothing(client, sari):
    asked = make_privacy_request()
    place = PlaceToMend.objects.create(
        request=asked, thing="catalogue.listing", thing_number=1, found_at=NOON
    )
    make_region(PELA)
    client.force_login(make_role("Budi", "regency_officer", "64.02").person)

    answer = client.post(f"/kerja/permintaan-data/{asked.pk}/tempat/{place.pk}/")

    assert answer.status_code == 404
    place.refresh_from_db()
    assert place.mended_at is None
    assert sari.pk


@pytest.mark.usefixtures("sari")
def test_a_place_that_is_gone_can_still_be_confirmed(client):
    asked = make_privacy_request()
    PlaceToMend.objects.create(
        request=asked, thing="catalogue.listing", thing_number=4711, found_at=NOON
    )

    page = page_of(client, asked).content.decode()

    assert "tidak tampak lagi" in page
    assert "Sudah diperbaiki" in page
