"""Photos of a listing in the workroom: by a plain form, or in pieces from a phone."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balai.catalogue.models import Picture, Revision, Upload
from balai.catalogue.queries.arrangements import arranged
from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.factories import make_listing, make_picture, make_role

pytestmark = pytest.mark.django_db
KEY = UUID(int=7)
PHOTO = as_bytes(make_photo((60, 40)))
SIZE = len(PHOTO)
UPLOAD = f"/kerja/unggah/{KEY}/"


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mira(client):
    person = make_role("Mira", "operator", "64.03.01.2005").person
    client.force_login(person)
    return person


def begin(client, listing, size=SIZE):
    return client.post("/kerja/unggah/", {"key": KEY, "listing": listing.pk, "size": size})


def send(client, offset, content):
    return client.patch(
        UPLOAD, content, content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )  # fmt: skip


def test_a_phone_sends_a_photo_in_pieces(client, mira):
    listing = make_listing()

    begun = begin(client, listing)
    first = send(client, 0, PHOTO[:700])
    asked = client.get(UPLOAD)
    last = send(client, 700, PHOTO[700:])

    assert [(one.status_code, one["Upload-Offset"]) for one in (begun, first, asked)] == [
        (204, "0"), (204, "700"), (204, "700")
    ]  # fmt: skip
    picture = Picture.objects.get()
    assert last.json() == {
        "picture": picture.pk,
        "page": f"/kerja/sajian/{listing.pk}/gambar/#p{picture.pk}",
    }
    assert begin(client, listing).json() == client.get(UPLOAD).json() == last.json()


def test_a_wrong_piece_is_answered_with_where_to_go_on(client, mira):
    begin(client, make_listing())
    send(client, 0, PHOTO[:700])

    wrong = send(client, 900, PHOTO[900:])

    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, "700")


def test_pieces_that_are_too_large_or_say_no_offset_are_refused(client, mira):
    begin(client, make_listing(), size=1_000_000)

    assert send(client, 0, b"x" * 256_001).status_code == 413
    assert client.patch(UPLOAD, b"x").status_code == 400
    assert Upload.objects.get().received == 0


def test_what_is_no_photo_is_refused_in_words(client, mira):
    begin(client, make_listing(), size=4)

    refused = send(client, 0, b"oops")

    assert refused.status_code == 422
    assert refused.json()["code"] == "not_a_picture"
    assert client.get(UPLOAD).status_code == 404


@pytest.mark.parametrize("said", [{"key": "x"}, {"size": "many"}, {"listing": "-1"}])
def test_nonsense_begins_nothing(client, mira, said):
    asked = {"key": KEY, "listing": make_listing().pk, "size": 9, **said}

    assert client.post("/kerja/unggah/", asked).status_code == 400


def test_nobody_else_goes_on_with_an_upload(client, mira):
    listing = make_listing()
    begin(client, listing)
    client.force_login(make_role("Ines", "operator", "64.02.08.2009").person)

    assert begin(client, listing).status_code == 404
    assert client.get(UPLOAD).status_code == 404
    assert send(client, 0, PHOTO).status_code == 404
    assert client.delete(UPLOAD).status_code == 404


def test_an_upload_can_be_given_up(client, mira):
    begin(client, make_listing())

    assert client.delete(UPLOAD).status_code == 204
    assert not Upload.objects.exists()


def test_without_a_token_nothing_is_taken(mira):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mira)

    assert begin(strict, make_listing()).status_code == 403
    assert send(strict, 0, PHOTO).status_code == 403


def test_a_plain_form_adds_a_photo(client, mira):
    listing = make_listing()
    page = f"/kerja/sajian/{listing.pk}/gambar/"

    sent = client.post(page, {"photo": SimpleUploadedFile("IMG_1.jpg", PHOTO)})

    picture = Picture.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"{page}#p{picture.pk}")
    html = client.get(page).content.decode()
    assert f"/gambar/{picture.key}-60.jpg" in html
    assert "menunggu peninjauan" in html


@pytest.mark.parametrize("sent", [{}, {"photo": SimpleUploadedFile("x.jpg", b"oops")}])
def test_a_plain_form_with_no_photo_says_so(client, mira, sent):
    page = client.post(f"/kerja/sajian/{make_listing().pk}/gambar/", sent)

    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert not Picture.objects.exists()


def test_a_photo_is_described_put_first_and_taken_away(client, mira):
    listing = make_listing()
    first, second = [make_picture(listing, key=letter * 32) for letter in "ab"]
    said = {f"{second.pk}-alt": "Tampah", f"{second.pk}-credit": "Sari"}

    client.post(f"/kerja/gambar/{second.pk}/", said)
    client.post(f"/kerja/gambar/{second.pk}/sampul/")
    page = client.get(f"/kerja/sajian/{listing.pk}/gambar/").content.decode()
    client.post(f"/kerja/gambar/{first.pk}/penghapusan/")

    assert page.index(f'id="p{second.pk}"') < page.index(f'id="p{first.pk}"')
    assert 'value="Tampah"' in page
    assert Picture.objects.standing().get() == second
    assert arranged(Revision.objects.get())[0].credit == "Sari"


def test_words_that_are_too_long_are_refused_and_stay_in_the_form(client, mira):
    picture = make_picture(make_listing())

    page = client.post(f"/kerja/gambar/{picture.pk}/", {f"{picture.pk}-alt": "a" * 301})

    assert page.status_code == 422
    assert "a" * 301 in page.content.decode()
    assert Picture.objects.get().alt == picture.alt


@pytest.mark.parametrize("act", ["", "sampul/", "penghapusan/"])
def test_who_does_not_write_there_finds_no_photo(client, act):
    picture = make_picture(make_listing())
    client.force_login(make_role("Ines", "operator", "64.02.08.2009").person)

    assert client.post(f"/kerja/gambar/{picture.pk}/{act}").status_code == 404
    assert Picture.objects.standing().get() == picture
