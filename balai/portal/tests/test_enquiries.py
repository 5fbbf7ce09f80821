"""Whoever has no WhatsApp reaches the seller, once, and programs do not."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from balai.accounts.models import Role
from balai.catalogue.actions.enquiries import Message, answer_enquiry, send_enquiry
from balai.catalogue.actions.letters import forget_enquiry, tell_reader
from balai.catalogue.errors import AnsweredAlready, MayNotWrite
from balai.catalogue.models import Enquiry
from balai.catalogue.queries.enquiries import enquiries_from, readers_of
from balai.core.limits import Limit
from balai.core.models import AuditEntry
from balai.core.strangers import shown_at
from tests.factories import NOON, make_listing, make_organisation, make_person, make_role

pytestmark = pytest.mark.django_db
MERASA, PELA = "64.03.01.2005", "64.02.08.2009"


@pytest.fixture
def mira():
    return make_role("Mira", "operator", MERASA).person


@pytest.fixture
def listing(mira):
    return make_listing("Kakao", seller=make_organisation())


def form(**changed):
    """Fill the form in, as somebody does who took half a minute."""
    return {
        "stamp": shown_at(timezone.now() - timedelta(seconds=30)),
        "request_key": str(uuid4()),
        "name": "Sri",
        "contact": "sri@contoh.example",
        "message": "Berapa harga 5 kg?",
        **changed,
    }


def sent(client, listing, said, **more):
    return client.post(f"/produk/{listing.pk}/tanya/", said, **more)


def kept():
    return list(
        Enquiry.objects.order_by("pk").values_list("name", "email", "phone_number", "message")
    )


def written(listing, *, now=None, **said):
    message = Message(**{"name": "Sri", "message": "Halo", "email": "sri@contoh.example", **said})
    return send_enquiry(listing, message, language="id", key=uuid4(), now=now or timezone.now())


def test_a_message_is_taken_in_and_the_sender_told(client, listing):
    answer = sent(client, listing, form())

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/produk/{listing.pk}/tanya/terkirim/",
    )
    assert kept() == [("Sri", "sri@contoh.example", "", "Berapa harga 5 kg?")]
    assert answer.cookies == {}
    assert client.get(answer["Location"]).status_code == 200
    assert list(AuditEntry.objects.values_list("act", "by_number", "area_code", "reason")) == [
        ("catalogue.enquiry_received", None, MERASA, "")
    ]


def test_a_number_is_enough(client, listing):
    sent(client, listing, form(contact="0812-3456-7890"))

    assert kept() == [("Sri", "", "6281234567890", "Berapa harga 5 kg?")]


def test_the_form_sets_no_cookie_and_is_kept_by_nobody(client, listing):
    page = client.get(f"/produk/{listing.pk}/tanya/")

    assert page.cookies == {}
    assert "no-store" in page["Cache-Control"]
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "180 hari" in page.content.decode()


def test_a_form_sent_twice_is_one_message(client, listing):
    said = form()

    answers = [sent(client, listing, said) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"message": "Lihat https://murah.example"}, "tanpa tautan"),
        ({"message": "lihat murah.com"}, "tanpa tautan"),
        ({"name": "www.murah.example"}, "tanpa tautan"),
        ({"message": "Slot gacor hari ini"}, "seperti iklan"),
        ({"message": ""}, "Bidang ini tidak boleh kosong"),
        ({"contact": "0812"}, "Nomor telepon"),
        ({"contact": "sri@"}, "alamat email"),
        ({"stamp": ""}, "sekali lagi"),
        ({"stamp": "forged"}, "sekali lagi"),
        ({"stamp": shown_at(NOON - timedelta(days=2))}, "sekali lagi"),
        ({"left_empty": "x"}, "sekali lagi"),
        ({"request_key": "1"}, "sekali lagi"),
    ],
)
def test_a_refusal_says_why_and_loses_nothing(client, listing, changed, says):
    said = form(**changed)

    page = sent(client, listing, said)

    text = page.content.decode()
    assert page.status_code == 422
    assert says in text
    assert [word for word in (said["name"], said["message"]) if word not in text] == []
    assert kept() == []
    assert mail.outbox == []


def test_an_address_of_mail_in_the_words_is_no_link(client, listing):
    sent(client, listing, form(message="Balas ke sri@toko-sri.com atau 0812."))

    assert len(kept()) == 1


def test_who_was_too_quick_presses_once_more(client, listing):
    said = form(stamp=shown_at(timezone.now()))
    page = sent(client, listing, said).content.decode()

    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    again = sent(client, listing, said | {"stamp": stamp[1] if stamp else ""})

    assert (again.status_code, len(kept())) == (302, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_what_another_site_sends_is_not_taken(client, listing, headers):
    page = sent(client, listing, form(), headers=headers)

    assert page.status_code == 422
    assert "situs lain" in page.content.decode()
    assert kept() == []


def test_what_this_site_sends_is_taken(client, listing):
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}

    assert sent(client, listing, form(), headers=headers).status_code == 302


def test_one_network_writes_a_few_times_and_is_told_when_to_go_on(client, listing, monkeypatch):
    few = Limit("few", most=2, seconds=3600)
    monkeypatch.setattr("balai.portal.views.enquiries.FROM_ONE_NETWORK", few)
    first = form()
    statuses = [sent(client, listing, said).status_code for said in (first, form())]

    page = sent(client, listing, form(message="Yang ketiga"))

    assert statuses == [302, 302]
    assert page.status_code == 429
    assert "Yang ketiga" in page.content.decode()
    assert sent(client, listing, first).status_code == 302  # sent before: costs nothing
    elsewhere = sent(client, listing, form(), REMOTE_ADDR="203.0.113.7")
    assert (elsewhere.status_code, len(kept())) == (302, 3)


def test_one_seller_is_not_buried(client, listing, monkeypatch):
    one = Limit("one", most=1, seconds=3600)
    monkeypatch.setattr("balai.portal.views.enquiries.ABOUT_ONE_LISTING", one)

    statuses = [
        sent(client, listing, form(), REMOTE_ADDR=f"203.0.113.{number}").status_code
        for number in range(2)
    ]

    assert (statuses, len(kept())) == ([302, 429], 1)


def test_where_nobody_reads_no_form_is_offered(client, listing):
    Role.objects.update(ended_at=NOON)

    page = client.get(f"/produk/{listing.pk}/tanya/").content.decode()
    answer = sent(client, listing, form())

    assert "<form" not in page
    assert "kantor desa" in page
    assert (answer.status_code, kept()) == (422, [])


def test_about_a_withdrawn_listing_nobody_asks(client, listing):
    listing.withdrawn_at = NOON
    listing.save()

    assert client.get(f"/produk/{listing.pk}/tanya/").status_code == 404
    assert sent(client, listing, form()).status_code == 404
    assert client.get(f"/acara/{listing.pk}/tanya/").status_code == 404
    assert kept() == []


def test_operators_heads_and_members_read_and_nobody_else(listing, mira):
    head = make_role("Ines", "village_head", MERASA).person
    make_role("Officer", "regency_officer", "64.03")
    make_role("Other", "operator", PELA)
    member = make_person("Tomas")
    Role.objects.create(
        person=member,
        kind="member",
        area_code=MERASA,
        organisation_number=listing.seller_id,
        given_at=NOON,
    )
    gone = make_role("Gone", "operator", MERASA)
    gone.ended_at = NOON
    gone.save()

    assert readers_of(listing) == [mira, head, member]


def test_each_reader_is_mailed_after_the_answer_and_deletion_is_planned(
    client, listing, mira, django_capture_on_commit_callbacks
):
    make_role("Ines", "village_head", MERASA)

    with django_capture_on_commit_callbacks(execute=True):
        sent(client, listing, form())

    enquiry = Enquiry.objects.get()
    waiting = DBTaskResult.objects.order_by("enqueued_at")
    assert [one.task_path.rpartition(".")[2] for one in waiting] == [
        "tell_reader",
        "tell_reader",
        "forget_enquiry",
    ]
    assert waiting[2].run_after == enquiry.received_at + timedelta(days=180)


def test_a_mail_says_all_and_is_answered_to_the_sender(listing, mira):
    enquiry = written(listing, message="Berapa?\nTerima kasih.")

    tell_reader.func(enquiry.pk, mira.pk)

    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["mira@balai.example"], ["sri@contoh.example"])
    assert letter.subject == "Pesan tentang “Kakao”"
    assert "Berapa?\nTerima kasih." in letter.body
    assert "http://balai.example/kerja/pesan/" in letter.body


def test_no_mail_goes_to_somebody_forgotten(listing, mira):
    enquiry = written(listing)
    mira.name, mira.email, mira.forgotten_at = "", None, NOON
    mira.save()

    tell_reader.func(enquiry.pk, mira.pk)

    assert mail.outbox == []


def test_no_mail_goes_to_somebody_who_writes_for_it_no_longer(listing, mira):
    enquiry = written(listing)
    Role.objects.update(ended_at=NOON)

    tell_reader.func(enquiry.pk, mira.pk)

    assert mail.outbox == []


def test_a_message_is_deleted_in_time_and_not_before(listing):
    young = written(listing, now=timezone.now() - timedelta(days=179))
    old = written(listing, now=timezone.now() - timedelta(days=180))

    forget_enquiry.func(young.pk)
    forget_enquiry.func(old.pk)

    assert list(Enquiry.objects.all()) == [young]


def test_somebody_finds_what_they_wrote(listing):
    mine = [written(listing), written(listing, email="", phone_number="6281234567890")]
    written(listing, email="other@contoh.example")

    found = enquiries_from(email="Sri@contoh.example", phone_number="6281234567890")

    assert list(found) == mine
    assert not enquiries_from()


def test_those_who_write_for_it_read_answer_and_note_it(client, listing, mira):
    enquiry = written(listing, name="Sri", message="Berapa 5 kg?")
    written(listing, email="", phone_number="6281234567890")
    client.force_login(mira)

    page = client.get("/kerja/pesan/").content.decode()
    answer = client.post(f"/kerja/pesan/{enquiry.pk}/jawaban/")

    assert "Berapa 5 kg?" in page
    assert "mailto:sri%40contoh.example?subject=Kakao" in page
    assert "https://wa.me/6281234567890?text=Halo%20Sri" in page
    assert answer.status_code == 302
    enquiry.refresh_from_db()
    assert enquiry.answered_by == mira
    assert "Berapa 5 kg?" not in client.get("/kerja/pesan/").content.decode()
    assert "Berapa 5 kg?" in client.get("/kerja/pesan/?keadaan=dijawab").content.decode()
    assert AuditEntry.objects.filter(act="catalogue.enquiry_answered", by_number=mira.pk).exists()


@pytest.mark.parametrize(
    ("kind", "area", "page_status"),
    [("operator", PELA, 200), ("regency_officer", "64.03", 404), ("reviewer", MERASA, 404)],
)
def test_nobody_else_reads_or_notes_it(client, listing, kind, area, page_status):
    enquiry = written(listing, message="Rahasia")
    client.force_login(make_role("Ines", kind, area).person)

    page = client.get("/kerja/pesan/")
    answer = client.post(f"/kerja/pesan/{enquiry.pk}/jawaban/")

    assert (page.status_code, answer.status_code) == (page_status, 404)
    assert "Rahasia" not in page.content.decode()
    enquiry.refresh_from_db()
    assert enquiry.answered_at is None


def test_it_is_answered_once_and_by_those_who_may(listing, mira):
    enquiry = written(listing)

    with pytest.raises(MayNotWrite):
        answer_enquiry(enquiry, by=make_role("Ines", "operator", PELA).person, now=NOON)
    answer_enquiry(enquiry, by=mira, now=timezone.now())
    with pytest.raises(AnsweredAlready):
        answer_enquiry(enquiry, by=mira, now=timezone.now())

    assert AuditEntry.objects.filter(act="catalogue.enquiry_answered").count() == 1


def test_what_is_too_old_is_shown_to_nobody(client, listing, mira):
    written(listing, now=timezone.now() - timedelta(days=181), message="Lama")
    client.force_login(mira)

    assert "Lama" not in client.get("/kerja/pesan/").content.decode()


def test_messages_go_on_by_the_page_at_the_same_cost(client, listing, mira):
    for number in range(25):
        written(listing, message=f"Pesan nomor {number}.")
    client.force_login(mira)

    first = client.get("/kerja/pesan/").content.decode()
    address = re.search(r'href="\?(setelah=\d+)" rel="next"', first)
    rest = client.get(f"/kerja/pesan/?{address[1] if address else ''}").content.decode()

    assert len(re.findall(r"Pesan nomor \d+\.", first)) == 20
    assert len(re.findall(r"Pesan nomor \d+\.", rest)) == 5


def test_presses_are_shown_to_those_who_write_for_it(client, listing, mira):
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 13)"}
    listing.seller.whatsapp_number, listing.seller.contact_of = "6281234567890", "organisation"
    listing.seller.save()
    client.get(f"/produk/{listing.pk}/wa/", headers=agent)
    client.force_login(mira)

    page = client.get("/kerja/pesan/").content.decode()

    assert re.search(r"Kakao</a></th><td>1</td><td>1</td>", page)
