"""Photos of sessions, in the workroom and on the pages that everybody sees."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from balai.activities.actions.developing import develop
from balai.activities.models import SentPhoto, SessionPhoto
from balai.intake.models import Receipt
from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.factories import NOON, make_person, make_region, make_role
from tests.factories_of_activities import make_session, make_session_photo

pytestmark = pytest.mark.django_db
VILLAGE = "64.03.01.2005"
QUEUE = {"Outbox": "queue"}
ALT = "Ibu-ibu menimbang kakao di balai desa"
BASE = json.dumps({"alt": [ALT], "recognisable": ["nobody"]})


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mira(client):
    make_region()
    person = make_role("Mira", "operator", VILLAGE).person
    client.force_login(person)
    return person


def sent(**fields):
    content = fields.pop("content", None) or as_bytes(make_photo((40, 30)))
    said = {
        "request_key": str(uuid4()),
        "photo": SimpleUploadedFile("IMG.jpg", content, "image/jpeg"),
        "alt": ALT,
        "recognisable": "nobody",
    }
    return said | fields


def photos_of(session):
    return f"/kerja/kegiatan/{session.pk}/foto/"


def file_of(photo, name="960.jpg"):
    return f"/gambar/kegiatan/{photo.key}-{name}"


@pytest.mark.django_db(transaction=True)
def test_a_photo_from_a_phone_arrives_once_and_is_shown_once_the_worker_has_made_it(client, mira):
    session, form = make_session(), sent()
    content = form["photo"].read()
    answers = []
    for _twice in range(2):
        form["photo"] = SimpleUploadedFile("IMG.jpg", content, "image/jpeg")
        answers.append(client.post(photos_of(session), form, headers=QUEUE))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert "sedang disiapkan" in client.get(photos_of(session)).content.decode()
    assert "/gambar/kegiatan/" not in client.get(session.get_absolute_url()).content.decode()

    call_command("work", "--once", verbosity=0)

    photo = SessionPhoto.objects.get()
    client.logout()
    page = client.get(session.get_absolute_url()).content.decode()
    assert file_of(photo, "40.avif") in page
    assert f'alt="{ALT}"' in page
    assert client.get(file_of(photo, "40.avif")).status_code == 200


def test_a_file_that_is_no_photo_is_refused_at_once_with_what_was_typed(client, mira):
    session = make_session()

    answer = client.post(photos_of(session), sent(content=b"#!/bin/sh"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bukan foto" in page
    assert ALT in page
    assert (SessionPhoto.objects.count(), Receipt.objects.get().state) == (0, "refused")


@pytest.mark.parametrize("missing", ["photo", "alt", "recognisable"])
def test_nothing_is_kept_of_what_is_not_whole(client, mira, missing):
    form = sent()
    del form[missing]

    answer = client.post(photos_of(make_session()), form)

    assert answer.status_code == 422
    assert f'id="id_{missing}_error"' in answer.content.decode()
    assert (SessionPhoto.objects.count(), SentPhoto.objects.count()) == (0, 0)


def test_a_photo_that_cannot_be_read_says_why_on_the_page_of_its_session(client, mira):
    session = make_session()
    torn = as_bytes(make_photo((400, 300)))[:900]
    assert client.post(photos_of(session), sent(content=torn)).status_code == 302
    photo = SessionPhoto.objects.get()

    develop(photo.pk, now=NOON)

    for address in (f"/kerja/kegiatan/{session.pk}/", photos_of(session)):
        page = client.get(address).content.decode()
        assert "Foto ini rusak" in page
        assert f"{photos_of(session)}{photo.pk}/" in page
    assert ALT not in client.get(session.get_absolute_url()).content.decode()


def test_the_thirteenth_photo_is_refused_and_the_form_is_gone(client, mira):
    session = make_session()
    for number in range(12):
        make_session_photo(session, key=f"{number:032x}")

    answer = client.post(photos_of(session), sent())

    assert answer.status_code == 422
    assert "dua belas foto" in answer.content.decode()
    assert 'type="file"' not in client.get(photos_of(session)).content.decode()
    assert SessionPhoto.objects.count() == 12


def changed(photo, **said):
    return {
        "request_key": str(uuid4()),
        "request_version": photo.version,
        "alt": photo.alt,
        "recognisable": photo.recognisable,
    } | said


def test_what_is_kept_after_all_is_gone_from_every_page_with_the_next_request(
    client, mira, settings
):
    settings.PAGE_CACHE_SECONDS = 300
    session = make_session()
    photo = make_session_photo(session)
    visitor = type(client)()
    public = session.get_absolute_url()
    assert photo.key in visitor.get(public).content.decode()
    tag = visitor.get(file_of(photo))["ETag"]

    answer = client.post(f"{photos_of(session)}{photo.pk}/", changed(photo, recognisable="kept"))

    assert answer.status_code == 302
    assert photo.key not in visitor.get(public).content.decode()
    assert visitor.get(file_of(photo), headers={"If-None-Match": tag}).status_code == 404
    assert client.get(file_of(photo)).status_code == 200
    assert "Hanya untuk pemandu" in client.get(f"/kerja/kegiatan/{session.pk}/").content.decode()


def test_a_photo_taken_away_is_gone_for_everybody(
    client, mira, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 300
    session = make_session()
    photo = make_session_photo(session)
    assert photo.key in client.get(session.get_absolute_url()).content.decode()
    removal = f"{photos_of(session)}{photo.pk}/penghapusan/"

    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(removal, {"request_key": str(uuid4())}) for _twice in range(2)]

    assert [answer["Location"] for answer in answers] == [photos_of(session)] * 2
    assert photo.key not in client.get(session.get_absolute_url()).content.decode()
    assert client.get(file_of(photo)).status_code == 404
    assert client.get(f"{photos_of(session)}{photo.pk}/").status_code == 404


def test_two_people_who_change_different_things_both_count(client, mira):
    session = make_session()
    photo = make_session_photo(session)
    address = f"{photos_of(session)}{photo.pk}/"
    first = changed(photo, recognisable="kept", request_base=BASE)
    assert client.post(address, first).status_code == 302

    client.post(address, changed(photo, alt="Timbangan kakao", request_base=BASE))

    photo.refresh_from_db()
    assert (photo.alt, photo.recognisable, photo.version) == ("Timbangan kakao", "kept", 2)


def test_two_answers_to_who_can_be_recognised_wait_for_a_person(client, mira):
    session = make_session()
    photo = make_session_photo(session)
    address = f"{photos_of(session)}{photo.pk}/"
    client.post(address, changed(photo, recognisable="kept", request_base=BASE))

    answer = client.post(
        address, changed(photo, recognisable="agreed", request_base=BASE), headers=QUEUE
    )

    photo.refresh_from_db()
    assert (answer.status_code, photo.recognisable) == (410, "kept")


def test_who_only_sees_the_session_sees_open_photos_there_and_changes_none(client):
    session = make_session(audience="village")
    shown = make_session_photo(session)
    kept = make_session_photo(session, key="d" * 32, recognisable="kept")
    client.force_login(make_role("Tomas", "member", VILLAGE).person)

    page = client.get(f"/kerja/kegiatan/{session.pk}/").content.decode()

    assert shown.key in page
    assert kept.key not in page
    assert photos_of(session) not in page
    assert client.get(photos_of(session)).status_code == 404
    for address in (photos_of(session), f"{photos_of(session)}{shown.pk}/penghapusan/"):
        assert client.post(address, sent()).status_code == 422
    assert SessionPhoto.objects.standing().count() == 2


def test_files_are_kept_and_asked_for_again_as_those_of_listings(client):
    photo = make_session_photo(make_session())
    first = client.get(file_of(photo))

    again = client.get(file_of(photo), headers={"If-None-Match": first["ETag"]})

    assert first.content == f"{photo.key} 960.jpg".encode()
    assert (first["Content-Type"], first["Cache-Control"]) == ("image/jpeg", "public, no-cache")
    assert (again.status_code, again.content) == (304, b"")
    client.force_login(make_person())
    assert client.get(file_of(photo))["Cache-Control"] == "private, no-cache"


def test_a_photo_of_another_address_is_not_there(client):
    """A key of a session's photo opens nothing among listings, and the other way round."""
    photo = make_session_photo(make_session())

    assert client.get(f"/gambar/{photo.key}-960.jpg").status_code == 404


def test_a_page_of_twelve_photos_asks_as_much_as_one_of_two(
    client, mira, django_assert_max_num_queries
):
    session = make_session()
    make_session_photo(session)
    with django_assert_max_num_queries(99) as few:
        client.get(photos_of(session))
    for number in range(10):
        make_session_photo(session, key=f"{number:032x}")

    with django_assert_max_num_queries(len(few)):
        client.get(photos_of(session))


def test_a_page_says_plainly_that_children_must_not_be_recognisable(client, mira):
    page = client.get(photos_of(make_session())).content.decode()

    assert "Wajah anak tidak boleh dikenali" in page
