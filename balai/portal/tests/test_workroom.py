"""The workroom: from one press on "Add" to a listing that everyone sees."""

import re
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from balai.catalogue.actions import counts
from balai.catalogue.actions.enquiries import Message, answer_enquiry, send_enquiry
from balai.catalogue.models import Listing, Revision, Sector
from tests.factories import (
    NOON,
    make_kept_listing,
    make_listing,
    make_organisation,
    make_person,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}
KEY = "6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11"


@pytest.fixture
def mira(client):
    make_region()
    Sector.objects.get_or_create(code="kakao", defaults={"name": "Kakao", "name_en": "Cocoa"})
    person = make_role("Mira", "operator", "64.03.01.2005").person
    client.force_login(person)
    return person


@pytest.fixture
def rudi():
    return make_role("Rudi", "village_head", "64.03.01.2005").person


def begin(client, kind="product", key=KEY):
    form = {"kind": kind, "village": "64.03.01.2005", "key": key}
    page = client.post("/kerja/draf/", form)
    assert page.status_code == 302
    return Revision.objects.get(request_key=UUID(key))


def answers(**more):
    return {"title": "Cokelat Merasa", "text": "Dari kakao sendiri.", "sectors": ["kakao"]} | more


def test_a_product_goes_from_a_press_to_the_page_that_everyone_sees(client, mira, rudi):
    seller = make_organisation()
    draft = begin(client)

    saved = client.post(
        f"/kerja/draf/{draft.pk}/",
        answers(price_low="Rp 35.000", price_unit="bungkus", seller=str(seller.pk), to="preview"),
    )
    preview = client.get(saved["Location"]).content.decode()
    sent = client.post(f"/kerja/draf/{draft.pk}/kiriman/")
    client.force_login(rudi)
    waiting = client.get("/kerja/periksa/").content.decode()
    beside = client.get(f"/kerja/periksa/{draft.pk}/").content.decode()
    decided = client.post(f"/kerja/periksa/{draft.pk}/", {"accept": "1", "seen": "1"})
    client.logout()

    assert saved["Location"] == f"/kerja/draf/{draft.pk}/pratinjau/"
    assert "Rp35.000" in preview
    assert "Kirim untuk diperiksa" in preview
    assert sent["Location"] == f"/kerja/sajian/{draft.listing_id}/"
    assert "Cokelat Merasa" in waiting
    assert "Rp35.000" in beside
    assert decided["Location"] == "/kerja/periksa/"
    page = client.get(f"/produk/{draft.listing_id}/cokelat-merasa/").content.decode()
    assert "Rp35.000" in page
    assert "Petani kakao Merasa" in page


def test_the_same_press_sent_twice_begins_one_draft(client, mira):
    first = begin(client)
    second = begin(client)

    assert first == second
    assert Listing.objects.count() == 1


def test_a_price_that_cannot_be_read_is_said_and_the_rest_is_saved(client, mira):
    draft = begin(client)

    page = client.post(f"/kerja/draf/{draft.pk}/", answers(price_low="35rb", to="preview"))

    assert page.status_code == 422
    assert 'misalnya 35000. Yang tertulis: "35rb".' in page.content.decode().replace("&quot;", '"')
    assert 'value="35rb"' in page.content.decode()
    draft.refresh_from_db()
    assert draft.content["words"]["title"] == "Cokelat Merasa"
    assert "price_low" not in draft.content["words"]


def test_a_phone_that_saves_gets_a_receipt(client, mira):
    draft = begin(client)

    first = client.post(f"/kerja/draf/{draft.pk}/", answers(seen="0"), headers=SCRIPT)
    wrong = client.post(
        f"/kerja/draf/{draft.pk}/", answers(price_low="35rb", seen="1"), headers=SCRIPT
    )

    assert (first.status_code, first.json()["version"], first.json()["errors"]) == (200, 1, {})
    assert wrong.status_code == 422
    assert list(wrong.json()["errors"]) == ["price_low"]


def test_who_writes_over_another_sees_both_and_then_decides(client, mira, rudi):
    draft = begin(client)
    address = f"/kerja/draf/{draft.pk}/"
    client.post(address, answers(seen="0"), headers=SCRIPT)
    client.force_login(rudi)
    client.post(address, answers(title="Cokelat 74%", seen="1"), headers=SCRIPT)
    client.force_login(mira)

    clash = client.post(address, answers(title="Cokelat Kelay", seen="1"), headers=SCRIPT)
    draft.refresh_from_db()
    stood = draft.content["words"]["title"]
    again = client.post(
        address, answers(title="Cokelat Kelay", seen=clash.json()["version"]), headers=SCRIPT
    )
    draft.refresh_from_db()

    assert clash.status_code == 409
    assert "Cokelat 74%" in clash.json()["errors"]["title"][0]
    assert stood == "Cokelat 74%"
    assert again.status_code == 200
    assert draft.content["words"]["title"] == "Cokelat Kelay"


def test_what_is_missing_is_named_before_it_can_be_sent(client, mira):
    draft = begin(client)

    page = client.get(f"/kerja/draf/{draft.pk}/pratinjau/").content.decode()
    sent = client.post(f"/kerja/draf/{draft.pk}/kiriman/")

    assert f'href="/kerja/draf/{draft.pk}/#nama"' in page
    assert "Kirim untuk diperiksa" not in page
    assert sent.status_code == 422
    draft.refresh_from_db()
    assert draft.state == "writing"


def test_a_change_waits_while_visitors_see_what_was_published(client, mira, rudi):
    listing = make_listing()
    client.post(f"/kerja/sajian/{listing.pk}/perubahan/", {"key": uuid4()})
    draft = listing.revisions.get()
    client.post(f"/kerja/draf/{draft.pk}/", answers(title="Biji kakao kering"))
    client.post(f"/kerja/draf/{draft.pk}/kiriman/")
    client.force_login(rudi)

    beside = client.get(f"/kerja/periksa/{draft.pk}/").content.decode()
    client.post(f"/kerja/periksa/{draft.pk}/", {"said": "Sebut beratnya.", "seen": "1"})
    client.force_login(mira)
    own = client.get(f"/kerja/sajian/{listing.pk}/").content.decode()
    listing.refresh_from_db()

    assert "<del>Biji kakao fermentasi</del>" in beside
    assert "<ins>Biji kakao kering</ins>" in beside
    assert "Sebut beratnya." in own
    assert listing.title == "Biji kakao fermentasi"


def test_an_empty_word_sends_nothing_back(client, mira, rudi):
    draft = begin(client)
    client.post(f"/kerja/draf/{draft.pk}/", answers())
    client.post(f"/kerja/draf/{draft.pk}/kiriman/")
    client.force_login(rudi)

    page = client.post(f"/kerja/periksa/{draft.pk}/", {"said": " ", "seen": "1"})

    assert page.status_code == 422
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_what_changed_since_it_was_looked_at_is_not_published(client, mira, rudi):
    draft = begin(client)
    client.post(f"/kerja/draf/{draft.pk}/", answers())
    client.post(f"/kerja/draf/{draft.pk}/kiriman/")
    client.force_login(rudi)

    page = client.post(f"/kerja/periksa/{draft.pk}/", {"accept": "1", "seen": "0"})

    assert page.status_code == 422
    assert Listing.objects.public().count() == 0


def test_one_press_says_still_so_and_one_withdraws(client, mira):
    listing = make_listing(refreshed_at=NOON.replace(year=2025))
    counts.recount()

    asked = client.get("/kerja/sajian/?keadaan=ditanyakan").content.decode()
    client.post(f"/kerja/sajian/{listing.pk}/penegasan/", {"back": "list"})
    after = client.get("/kerja/sajian/?keadaan=ditanyakan").content.decode()
    client.post(f"/kerja/sajian/{listing.pk}/penarikan/")

    assert listing.title in asked
    assert listing.title not in after
    assert Listing.objects.public().count() == 0


def test_a_draft_is_thrown_away_and_what_stands_stays(client, mira):
    listing = make_listing()
    client.post(f"/kerja/sajian/{listing.pk}/perubahan/", {"key": uuid4()})
    draft = listing.revisions.get()

    client.post(f"/kerja/draf/{draft.pk}/pembuangan/")

    draft.refresh_from_db()
    assert draft.state == "dropped"
    assert Listing.objects.public().get() == listing


@pytest.mark.parametrize(
    "kind", ["product", "attraction", "stay", "experience", "culture", "event", "story"]
)
def test_every_kind_has_its_questions(client, mira, kind):
    draft = begin(client, kind=kind)

    page = client.get(f"/kerja/draf/{draft.pk}/").content.decode()

    assert page.count("data-question") > 4
    assert 'name="title"' in page


def test_the_workroom_takes_the_same_queries_with_few_and_with_many(
    client, mira, django_assert_max_num_queries
):
    for number in range(40):
        make_listing(f"Sajian {number}", refreshed_at=NOON.replace(year=2025))

    with django_assert_max_num_queries(34):
        client.get("/kerja/")


def enquiry(listing):
    message = Message(name="Sri", message="Berapa 5 kg?", email="sri@contoh.example")
    return send_enquiry(listing, message, language="id", key=uuid4(), now=timezone.now())


def steps(page):
    return re.findall(r'<li><div><a href="([^"]+)">([^<]+)</a>', page.content.decode())


def test_messages_that_wait_come_first_of_all_with_their_number(client, mira):
    listing = make_listing(refreshed_at=NOON.replace(year=2025))
    enquiry(listing)
    enquiry(listing)

    first, second = steps(client.get("/kerja/"))

    assert first == ("/kerja/pesan/", "Jawab 2 pesan")
    assert second[0] == "/kerja/sajian/?keadaan=ditanyakan"


def test_answered_messages_and_those_of_others_wait_for_nobody(client, mira):
    answer_enquiry(enquiry(make_listing()), by=mira, now=timezone.now())
    ines = make_role("Ines", "operator", "64.02.08.2009").person
    enquiry(make_listing(village=make_region("64.02.08.2009")))

    mine = steps(client.get("/kerja/"))
    client.force_login(ines)

    assert mine == []
    assert steps(client.get("/kerja/")) == [("/kerja/pesan/", "Jawab 1 pesan")]


def test_who_speaks_for_a_community_reads_of_decisions_and_is_led_to_them(client):
    make_region()
    usat = make_role("Usat", "representative", "64.03.01.2005").person
    client.force_login(usat)
    idle = client.get("/kerja/").content.decode()
    make_kept_listing(by="Usat", number=9001)

    led = steps(client.get("/kerja/"))

    assert "menunggu keputusan Anda di sini" in idle
    assert "dikirim desa untuk diperiksa" not in idle
    assert led == [("/kerja/protokol/", "Putuskan siapa boleh melihat 1 hal")]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("reviewer", "Yang dikirim desa untuk diperiksa muncul di sini."),
        (None, "Saat ini Anda tidak memegang peran apa pun."),
    ],
)
def test_where_nothing_waits_the_words_fit_the_role(client, role, words):
    make_region()
    sari = make_person("Sari")
    held = make_role("Sari", role, "64.03.01") if role else None
    client.force_login(held.person if held else sari)

    page = client.get("/kerja/").content.decode()

    assert words in page
    assert "keputusan Anda" not in page


def test_an_operator_of_another_village_can_do_nothing_here(client, mira):
    listing = make_listing()
    draft = begin(client)
    client.force_login(make_role("Ines", "operator", "64.02.08.2009").person)

    tries = [
        client.post(f"/kerja/draf/{draft.pk}/", answers()),
        client.post(f"/kerja/draf/{draft.pk}/kiriman/"),
        client.post(f"/kerja/draf/{draft.pk}/pembuangan/"),
        client.post(f"/kerja/sajian/{listing.pk}/perubahan/", {"key": uuid4()}),
        client.post(f"/kerja/sajian/{listing.pk}/penegasan/"),
        client.post(f"/kerja/sajian/{listing.pk}/penarikan/"),
    ]
    elsewhere = client.post(
        "/kerja/draf/", {"kind": "product", "village": "64.03.01.2005", "key": uuid4()}
    )

    assert [page.status_code for page in tries] == [404] * 6
    assert elsewhere.status_code == 422
    draft.refresh_from_db()
    assert (draft.content, draft.state) == ({}, "writing")
    assert Listing.objects.public().get() == listing


def test_a_member_writes_what_the_own_organisation_sells_and_offers_no_other_seller(client, mira):
    own, other = make_organisation(), make_organisation("Kelompok rotan Merasa")
    role = make_role("Selvi", "member", "64.03.01.2005", organisation_number=own.pk)
    client.force_login(role.person)

    draft = begin(client)
    page = client.get(f"/kerja/draf/{draft.pk}/").content.decode()
    workroom = client.get("/kerja/").content.decode()

    assert own.name in page
    assert other.name not in page
    assert "/kerja/draf/" in workroom
