"""What waits is shown to its writer and the officers of its area, who mend, decide, hand over."""

import json
from base64 import b64encode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from balai.accounts.actions.forgetting import forget_person
from balai.core.models import AuditEntry
from balai.intake.actions.purging import forget_sent_by
from balai.intake.models import Receipt
from balai.intake.notes import note_for
from tests.factories import make_person, make_role
from tests.offline import site
from tests.offline.site import note_of, record_now, saved_notes

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.offline.urls")]
SENT = "/kerja/kiriman/"
QUEUE = {"Outbox": "queue"}
FIRST = {"place": ["Balai"], "hour": ["09.00"], "kind": ["a"], "is_open": []}


@pytest.fixture
def mira(client):
    person = make_person("Mira")
    client.force_login(person)
    return person


@pytest.fixture
def sari():
    return make_role("Sari", "regency_officer", "64.03").person


def refused(client, **fields):
    key = uuid4()
    client.post("/uji/catatan/", note_of(key, topic="", **fields), headers=QUEUE)
    return Receipt.objects.get(key=key)


def clashing(client):
    for hour, place in (("10.00", "Balai"), ("11.00", "Rumah Dayang")):
        about = {"request_version": "1", "request_base": json.dumps(FIRST)}
        said = {"request_key": str(uuid4()), "place": place, "hour": hour, "kind": "a"}
        client.post("/uji/rekam/satu/", said | about, headers=QUEUE)
    return Receipt.objects.latest("pk")


def text_of(client, address=SENT):
    return client.get(address).content.decode()


def test_the_list_says_what_waits_and_why_and_what_arrived(client, mira):
    client.post("/uji/catatan/", note_of(uuid4()), headers=QUEUE)
    waiting = refused(client)

    page = text_of(client)

    assert "Topik: Bidang ini tidak boleh kosong." in page
    assert f"{SENT}{waiting.key}/" in page
    assert 'href="/uji/tersimpan/"' in page


def test_what_somebody_wrote_is_seen_by_them_and_officers_of_the_area_alone(client, mira, sari):
    waiting = refused(client)
    ines = make_role("Ines", "operator", "64.02.08.2009").person
    other = make_role("Budi", "regency_officer", "64.02").person
    seen = {}

    for person in (mira, sari, ines, other):
        client.force_login(person)
        answer = client.get(f"{SENT}{waiting.key}/")
        seen[person.name] = answer.status_code, str(waiting.key) in text_of(client)

    assert seen == {
        "Mira": (200, True),
        "Sari": (200, True),
        "Ines": (404, False),
        "Budi": (404, False),
    }


def test_fixing_shows_the_form_as_it_was_with_what_is_wrong(client, mira):
    waiting = refused(client, field_1="jawaban yang panjang")

    page = client.post(f"{SENT}{waiting.key}/pengulangan/")

    words = page.content.decode()
    assert page.status_code == 422
    assert "jawaban yang panjang" in words
    assert f'name="request_fixes" value="{waiting.key}"' in words
    assert 'action="/uji/catatan/"' in words


def test_the_form_to_fix_is_taken_from_this_browser(mira):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(mira)
    strict.get(SENT)
    waiting = kept_for(mira)

    page = strict.post(
        f"{SENT}{waiting.key}/pengulangan/",
        {"csrfmiddlewaretoken": token(strict, f"{SENT}{waiting.key}/")},
    ).content.decode()
    answer = strict.post(
        "/uji/catatan/",
        note_of(uuid4(), request_fixes=str(waiting.key), csrfmiddlewaretoken=token_in(page)),
    )

    assert answer.status_code == 302
    assert len(saved_notes()) == 1


def test_what_waits_can_be_handed_over_and_officers_see_it_first(client, mira, sari):
    refused(client)
    waiting = refused(client)

    client.post(f"{SENT}{waiting.key}/penyerahan/")
    client.force_login(sari)
    page = text_of(client)

    assert "diserahkan kepada Anda" in page
    first = page.index(f"{SENT}{waiting.key}/")
    assert page.index(str(Receipt.objects.earliest("pk").key)) > first
    assert AuditEntry.objects.filter(act="intake.handed_over", by_number=mira.pk).count() == 1


def test_an_officer_runs_again_what_the_server_stumbled_over_as_its_writer(
    client, mira, sari, monkeypatch
):
    waiting = kept_for(mira, client=client, monkeypatch=monkeypatch)
    client.force_login(sari)

    answer = client.post(f"{SENT}{waiting.key}/pengulangan/")

    waiting.refresh_from_db()
    assert (answer.status_code, waiting.state) == (302, "accepted")
    assert len(saved_notes()) == 1


def test_what_is_put_aside_waits_no_more_and_leaves_a_trail(client, mira):
    waiting = refused(client)

    client.post(f"{SENT}{waiting.key}/pengesampingan/")

    waiting.refresh_from_db()
    assert (waiting.state, saved_notes()) == ("dropped", [])
    assert AuditEntry.objects.filter(act="intake.put_aside", by_number=mira.pk).count() == 1
    assert client.post(f"{SENT}{waiting.key}/pengulangan/").status_code == 404


def test_both_sides_stand_beside_each_other_and_the_writer_decides(client, mira):
    waiting = clashing(client)
    page = text_of(client, f"{SENT}{waiting.key}/")
    assert "11.00" in page
    assert "10.00" in page

    answer = client.post(
        f"{SENT}{waiting.key}/", {"key": str(uuid4()), "version": "2", "hour": "mine"}
    )

    waiting.refresh_from_db()
    assert (answer.status_code, waiting.state) == (302, "replaced")
    now = record_now("satu")
    assert (now["hour"], now["place"], now["version"]) == ("11.00", "Rumah Dayang", 3)


def test_to_decide_for_the_other_keeps_what_they_wrote_and_ones_own_other_words(client, mira):
    waiting = clashing(client)

    client.post(f"{SENT}{waiting.key}/", {"key": str(uuid4()), "version": "2", "hour": "theirs"})

    now = record_now("satu")
    assert (now["hour"], now["place"]) == ("10.00", "Rumah Dayang")


def test_a_decision_about_what_changed_once_more_is_asked_again(client, mira):
    waiting = clashing(client)

    answer = client.post(
        f"{SENT}{waiting.key}/", {"key": str(uuid4()), "version": "1", "hour": "mine"}
    )

    assert answer.status_code == 422
    assert record_now("satu")["hour"] == "10.00"


def test_an_officer_decides_nothing_of_another(client, mira, sari):
    waiting = clashing(client)
    Receipt.objects.filter(pk=waiting.pk).update(area_code="64.03.01.2005")
    client.force_login(sari)

    client.post(f"{SENT}{waiting.key}/", {"key": str(uuid4()), "version": "2", "hour": "mine"})

    assert record_now("satu")["hour"] == "10.00"


def file_of(person, *items, note=None):
    said = {"note": note or note_for(person.pk), "items": list(items)}
    return SimpleUploadedFile("balai.json", json.dumps(said).encode(), "application/json")


def item(key, *, path="/uji/catatan/", **fields):
    photo = {"name": "IMG.jpg", "type": "image/jpeg", "data": b64encode(b"a photo").decode()}
    pairs = [*map(list, note_of(key, **fields).items()), ["photo_1", photo]]
    return {"path": path, "at": "2026-11-24T08:00:00+08:00", "fields": pairs}


def loaded(client, file):
    return client.post(f"{SENT}berkas/", {"file": file})


def test_an_officer_loads_the_file_of_a_phone_in_their_own_name(client, mira, sari):
    client.force_login(sari)
    key = uuid4()

    answer = loaded(client, file_of(mira, item(key)))

    receipt = Receipt.objects.get()
    assert answer.status_code == 200
    assert (receipt.sender_number, receipt.brought_by_number) == (mira.pk, sari.pk)
    assert [saved for saved, _note in saved_notes()] == [str(key)]
    assert saved_notes()[0][1]["photo_1"] != ""
    assert site.writers() == [sari.pk]


def test_the_phone_that_sends_after_all_gets_the_first_answer(client, mira, sari):
    key = uuid4()
    client.force_login(sari)
    loaded(client, file_of(mira, item(key)))
    client.force_login(mira)
    photo = SimpleUploadedFile("IMG.jpg", b"a photo", "image/jpeg")

    answer = client.post("/uji/catatan/", note_of(key, photo_1=photo), headers=QUEUE)

    assert answer.status_code == 201
    assert len(saved_notes()) == 1


def test_what_the_writer_may_not_do_is_not_done_by_an_officer_for_them(client, mira, sari):
    client.force_login(sari)

    loaded(client, file_of(mira, item(uuid4(), topic=f"only {sari.pk}")))

    assert (Receipt.objects.get().state, saved_notes()) == ("refused", [])


def test_what_the_officer_may_not_do_waits_for_the_writer_who_then_does_it(client, mira, sari):
    client.force_login(sari)
    loaded(client, file_of(mira, item(uuid4(), topic=f"only {mira.pk}")))
    waiting = Receipt.objects.get()
    assert (waiting.state, saved_notes()) == ("refused", [])
    client.force_login(mira)

    client.post(f"{SENT}{waiting.key}/pengulangan/")

    assert site.writers() == [mira.pk]


@pytest.mark.parametrize("path", ["/akun/kata-sandi/", "/kerja/draf/", "/tidak/ada/"])
def test_a_file_reaches_no_address_that_is_not_of_the_outbox(client, mira, sari, path):
    client.force_login(sari)

    answer = loaded(client, file_of(mira, item(uuid4(), path=path)))

    assert answer.status_code == 200
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"oops", b"{}", b'{"note": "x", "items": []}', b"[1]"])
def test_what_is_no_such_file_is_said(client, sari, content):
    client.force_login(sari)

    answer = loaded(client, SimpleUploadedFile("x.json", content))

    assert answer.status_code == 422
    assert "Ini bukan berkas catatan" in answer.content.decode()


def test_a_forged_note_loads_nothing(client, mira, sari):
    client.force_login(sari)

    answer = loaded(client, file_of(mira, item(uuid4()), note=f"{mira.pk}:forged"))

    assert (answer.status_code, Receipt.objects.count()) == (422, 0)


def test_nobody_but_writer_and_officers_loads_a_file(client, mira):
    client.force_login(make_role("Ines", "operator", "64.02.08.2009").person)

    answer = loaded(client, file_of(mira, item(uuid4())))

    assert (answer.status_code, Receipt.objects.count()) == (422, 0)


def test_what_the_forgotten_sent_can_no_longer_be_read(client, mira, sari):
    waiting = refused(client)
    forget_sent_by(mira.pk, now=timezone.now())
    client.force_login(sari)

    page = text_of(client, f"{SENT}{waiting.key}/")

    assert "jawaban field_1" not in page


def token(client, address):
    return token_in(client.get(address).content.decode())


def token_in(page):
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def kept_for(person, *, client=None, monkeypatch=None):
    """Make a receipt that waits: refused, or left behind by a server that stumbled."""
    client = client or Client()
    client.force_login(person)
    client.raise_request_exception = False
    key = uuid4()
    if monkeypatch is None:
        client.post("/uji/catatan/", note_of(key, topic=""), headers=QUEUE)
    else:
        with monkeypatch.context() as broken:
            broken.setattr(site, "save_note", lambda *_arguments: 1 / 0)
            client.post("/uji/catatan/", note_of(key), headers=QUEUE)
    return Receipt.objects.get(key=key)


def test_whoever_is_forgotten_is_forgotten_here_too(client, sari):
    mira = make_role("Mira", "operator", "64.03.01.2005").person
    client.force_login(mira)
    waiting = refused(client)

    forget_person(mira, by=sari, now=timezone.now())

    waiting.refresh_from_db()
    assert (waiting.state, waiting.sealed_body, waiting.sentence) == ("dropped", None, "")
