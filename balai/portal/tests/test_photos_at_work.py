"""Photos in the workroom: who is seen in them is asked, and what changes waits for review."""

import re

import pytest

from balai.accounts.models import Consent
from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.models import Picture, Revision, Sector
from tests.factories import (
    make_giver,
    make_listing,
    make_organisation,
    make_picture,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db
MERASA = "64.03.01.2005"
QUESTION = "Ada orang yang dapat dikenali di foto ini?"


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mira(client):
    person = make_role("Mira", "operator", MERASA).person
    client.force_login(person)
    return person


@pytest.fixture
def picture():
    listing = make_listing()
    put_in_sectors(listing, [Sector.objects.create(code="kakao", name="Kakao", name_en="Cocoa")])
    return make_picture(listing)


def photos(client, listing):
    return client.get(f"/kerja/sajian/{listing.pk}/gambar/").content.decode()


def say(client, picture, *, shows_somebody, alt="Sari menjemur biji"):
    said = {f"{picture.pk}-alt": alt, f"{picture.pk}-shows_somebody": shows_somebody}
    return client.post(f"/kerja/gambar/{picture.pk}/", said)


def change(client, listing):
    return client.post(f"/kerja/sajian/{listing.pk}/perubahan/", {"to": "pictures"})


def test_a_published_listing_leads_to_its_photos_and_that_opens_a_change(client, mira, picture):
    listing = picture.listing
    own = client.get(f"/kerja/sajian/{listing.pk}/").content.decode()
    before = photos(client, listing)

    begun = change(client, listing)

    assert '<button class="two" name="to" value="pictures">Ubah foto</button>' in own
    assert '<button class="big" name="to" value="pictures">Ubah foto</button>' in before
    assert QUESTION not in before
    assert (begun.status_code, begun["Location"]) == (302, f"/kerja/sajian/{listing.pk}/gambar/")
    assert Revision.objects.get().state == "writing"
    assert QUESTION in photos(client, listing)
    linked = client.get(f"/kerja/sajian/{listing.pk}/").content.decode()
    assert f'href="/kerja/sajian/{listing.pk}/gambar/">Ubah foto</a>' in linked


def test_while_it_is_reviewed_the_photos_are_looked_at_only(client, mira, picture):
    listing = picture.listing
    change(client, listing)
    client.post(f"/kerja/draf/{Revision.objects.get().pk}/kiriman/")

    page = photos(client, listing)
    refused = say(client, picture, shows_somebody="False")

    assert "Tarik kembali dan lanjut menulis" in page
    assert QUESTION not in page
    assert refused.status_code == 422
    assert "Tarik kembali dulu untuk mengubah fotonya" in refused.content.decode()
    assert Picture.objects.get().alt == picture.alt


def test_the_answer_no_asks_nothing_more(client, mira, picture):
    change(client, picture.listing)

    said = say(client, picture, shows_somebody="False")
    page = photos(client, picture.listing)

    assert said["Location"].endswith(f"/gambar/#p{picture.pk}")
    assert "Catat persetujuannya" not in page
    assert re.search(r'value="False"[^>]* checked', page)


def test_the_answer_yes_leads_to_the_consent_and_back(client, mira, picture):
    listing = picture.listing
    change(client, listing)
    say(client, picture, shows_somebody="True")
    lacking = photos(client, listing)
    own = client.get(f"/kerja/sajian/{listing.pk}/").content.decode()
    way = re.findall(r'href="(/kerja/persetujuan/baru/[^"]+)">Catat', lacking)[0]
    asked = client.get(way).content.decode()

    giver = client.post(way, {"who": "somebody", "name": "Sari", "area_code": MERASA})
    read = client.get(giver["Location"]).content.decode()
    form = {"how": "spoken", "proof": "Ibu Lung", "key": "6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11"}
    given = client.post(giver["Location"], form)
    handed = client.get(given["Location"]).content.decode()

    assert "Pengunjung belum melihat foto ini." in lacking
    assert "1 foto disembunyikan" in own
    assert "Foto ke-1 dari Biji kakao fermentasi" in asked
    assert "kata demi kata" in read or "Bacakan" in read
    assert Consent.objects.get().thing_number == picture.pk
    assert f'href="/kerja/sajian/{listing.pk}/gambar/#p{picture.pk}">Kembali ke foto' in handed
    assert list(Picture.objects.public()) == [picture]
    assert "Boleh tampil karena orang di foto ini setuju" in photos(client, listing)


def test_who_agreed_to_something_before_need_not_be_written_down_again(client, mira, picture):
    known = make_giver("Dayang Rinai")
    make_giver("Ines", key="ABCDEFGHJKMP", area_code=make_region("64.02.08.2009").code)

    page = client.get(f"/kerja/persetujuan/baru/?untuk=picture:catalogue.picture:{picture.pk}")

    html = page.content.decode()
    assert re.findall(r'<li><a href="/kerja/persetujuan/(\d+)/baru/', html) == [str(known.pk)]


@pytest.mark.parametrize(
    "aimed", ["picture:catalogue.picture:999999", "name:registry.organisation:1", "x", "::"]
)
def test_an_address_that_names_no_photo_one_may_see_is_not_there(client, mira, picture, aimed):
    giver = make_giver()

    answers = [
        client.get(f"/kerja/persetujuan/baru/?untuk={aimed}"),
        client.get(f"/kerja/persetujuan/{giver.pk}/?untuk={aimed}"),
    ]

    assert [page.status_code for page in answers] == [404, 404]


def test_a_consent_to_something_else_leads_where_it_led_before(client, mira, picture):
    giver = make_giver()
    aim = f"name:catalogue.listing:{picture.listing_id}"
    form = {"how": "screen", "key": "6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11"}

    given = client.post(f"/kerja/persetujuan/{giver.pk}/baru/?untuk={aim}", form)

    assert given["Location"] == f"/kerja/persetujuan/{giver.pk}/"


def test_a_member_reads_who_writes_the_consent_down(client, picture):
    listing = picture.listing
    listing.seller = make_organisation()
    listing.save()
    held = make_role("Lidya", "member", MERASA, organisation_number=listing.seller.pk)
    client.force_login(held.person)
    change(client, listing)

    say(client, picture, shows_somebody="True")

    page = photos(client, listing)
    assert "operator atau kepala desa yang mencatatnya" in page
    assert "Catat persetujuannya" not in page


def test_the_reviewer_reads_what_would_change_in_the_photos(client, mira, picture):
    listing = picture.listing
    make_picture(listing, key="b" * 32, alt="Kebun", shown_at=None)
    change(client, listing)
    say(client, picture, shows_somebody="True")
    client.post(f"/kerja/draf/{Revision.objects.get().pk}/kiriman/")
    client.force_login(make_role("Rudi", "village_head", MERASA).person)

    page = client.get(f"/kerja/periksa/{Revision.objects.get().pk}/").content.decode()

    assert "<b>Baru.</b> Kebun" in page
    assert "disembunyikan sampai orang itu setuju" in page
    assert "Menurut desa, tidak ada orang yang dapat dikenali." in page
    assert "Foto 1: yang terlihat" in page
    assert "<ins>Sari menjemur biji</ins>" in page


def test_the_preview_says_what_it_leaves_out(client, mira, picture):
    change(client, picture.listing)
    say(client, picture, shows_somebody="True")

    page = client.get(f"/kerja/draf/{Revision.objects.get().pk}/pratinjau/").content.decode()

    assert "1 foto tidak ikut di sini" in page
    assert picture.key not in page
