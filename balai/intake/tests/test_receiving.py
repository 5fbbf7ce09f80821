"""What a form sends is kept first, done once, and answered the same each time."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from balai.core.models import SettingChange
from balai.intake import receiving
from balai.intake.actions.sealing_again import seal_receipts_again
from balai.intake.models import Receipt, State
from tests.factories import make_person
from tests.offline.site import VILLAGE, note_of, saved_notes

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.offline.urls")]
NOTES = "/uji/catatan/"
QUEUE = {"Outbox": "queue"}


@pytest.fixture
def mira(client):
    person = make_person("Mira")
    client.force_login(person)
    return person


def photo(content=b"a photo"):
    return SimpleUploadedFile("IMG.jpg", content, "image/jpeg")


def sent(client, key, *, to=NOTES, headers=QUEUE, **fields):
    return client.post(to, note_of(key, **fields), headers=headers)


def states():
    return list(Receipt.objects.order_by("pk").values_list("state", flat=True))


def test_a_form_is_kept_as_it_came_and_done(client, mira):
    key = uuid4()

    answer = sent(client, key, photo_1=photo())

    receipt = Receipt.objects.get()
    assert answer.status_code == 201
    assert answer.json() | {"received_at": "", "at": ""} == {
        "code": "accepted",
        "sentence": "Tersimpan.",
        "location": "/uji/tersimpan/",
        "received_at": "",
        "at": "",
        "page": "",
    }
    assert answer.json()["at"].endswith(" WITA")
    assert [saved for saved, _note in saved_notes()] == [str(key)]
    assert receipt.content.first("topic") == "Pelatihan QRIS"
    assert receipt.content.files[0].content == b"a photo"
    assert (receipt.sender_number, receipt.route, receipt.area_code, receipt.title) == (
        mira.pk,
        "notes",
        VILLAGE,
        "Catatan",
    )
    assert b"Pelatihan" not in bytes(receipt.sealed_body or b"")


@pytest.mark.usefixtures("mira")
def test_what_is_kept_is_sealed_again_with_the_secret_of_now(client, settings):
    sent(client, uuid4(), photo_1=photo())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-secret-of-the-hall"  # noqa: S105

    assert seal_receipts_again() == 1

    settings.SECRET_KEY_FALLBACKS = []
    assert Receipt.objects.get().content.files[0].content == b"a photo"


def test_the_same_again_gets_the_first_answer_and_is_not_done_again(client, mira):
    key = uuid4()
    first = sent(client, key, photo_1=photo())

    again = sent(client, key, photo_1=photo(), csrfmiddlewaretoken="another")

    assert (again.status_code, again.json()) == (201, first.json())
    assert len(saved_notes()) == 1


def test_the_same_key_with_other_content_is_refused_and_changes_nothing(client, mira):
    key = uuid4()
    sent(client, key, photo_1=photo())

    answer = sent(client, key, photo_1=photo(b"another photo"))

    assert (answer.status_code, answer.json()["code"]) == (409, "sent_otherwise")
    assert answer.json()["location"] == "/uji/tersimpan/"
    assert (len(saved_notes()), states()) == (1, ["accepted"])


def test_the_key_of_somebody_else_says_nothing_about_what_they_sent(client, mira):
    key = uuid4()
    sent(client, key)
    client.force_login(make_person("Ines"))

    answer = sent(client, key)

    assert (answer.status_code, answer.json()["location"]) == (409, "")
    assert len(saved_notes()) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"topic": ""}, "Topik: Bidang ini tidak boleh kosong."),
        ({"topic": "taken"}, "Catatan ini sudah ada."),
        ({"topic": "message"}, "Catatan ini sudah ada."),
    ],
)
def test_refused_content_is_kept_with_the_sentence_and_nothing_is_written(
    client, mira, fields, sentence
):
    key = uuid4()

    answers = [sent(client, key, **fields) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert [answer.json()["sentence"] for answer in answers] == [sentence, sentence]
    assert (states(), saved_notes()) == (["refused"], [])
    assert Receipt.objects.get().content.first("topic") == fields["topic"]


def test_what_leads_nowhere_is_kept_too(client, mira):
    answer = sent(client, uuid4(), to=f"{NOTES}nowhere/")

    assert (answer.status_code, states()) == (422, ["refused"])


def test_the_open_page_gets_the_refused_form_to_show(client, mira):
    answer = sent(client, uuid4(), topic="", headers={"Outbox": "page"})

    assert answer.status_code == 422
    assert "Bidang ini tidak boleh kosong." in answer.json()["page"]


def test_a_mended_form_ends_the_refused_one(client, mira):
    refused, mended = uuid4(), uuid4()
    sent(client, refused, topic="")

    answer = sent(client, mended, request_fixes=str(refused))

    assert answer.status_code == 201
    assert states() == ["replaced", "accepted"]
    assert Receipt.objects.get(key=refused).replaced_by == mended


def test_a_change_of_what_was_accepted_meanwhile_is_refused(client, mira):
    accepted = uuid4()
    sent(client, accepted)

    answer = sent(client, uuid4(), topic="changed", request_fixes=str(accepted))

    assert (answer.status_code, answer.json()["code"]) == (409, "accepted_before")
    assert answer.json()["location"] == "/uji/tersimpan/"
    assert (len(saved_notes()), states()) == (1, ["accepted"])


def test_an_old_version_that_arrives_after_its_change_comes_too_late(client, mira):
    old, new = uuid4(), uuid4()
    sent(client, new, topic="changed", request_fixes=str(old))

    answer = sent(client, old)

    assert (answer.status_code, answer.json()["code"]) == (409, "replaced")
    assert [note["topic"] for _key, note in saved_notes()] == ["changed"]


def test_whoever_is_signed_out_keeps_it_on_the_phone(client):
    answer = sent(client, uuid4())

    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert states() == []


def test_whoever_else_signed_in_sends_nothing_of_the_first_person(client, mira):
    headers = QUEUE | {"Outbox-Person": str(mira.pk + 1)}

    answer = sent(client, uuid4(), headers=headers)

    assert (answer.status_code, states()) == (401, [])


def test_a_browser_without_scripts_is_answered_as_ever_and_cannot_send_twice(client, mira):
    key = uuid4()

    first, again = (sent(client, key, headers={}) for _time in range(2))

    assert (first.status_code, first["Location"]) == (302, "/uji/tersimpan/")
    assert (again.status_code, again["Location"]) == (302, "/uji/tersimpan/")
    assert len(saved_notes()) == 1


def test_a_browser_that_changes_and_sends_the_same_form_again_is_told(client, mira):
    key = uuid4()
    sent(client, key, headers={})

    answer = sent(client, key, topic="changed", headers={})

    assert answer.status_code == 409
    assert "/uji/tersimpan/" in answer.content.decode()
    assert len(saved_notes()) == 1


def test_a_refused_form_without_scripts_comes_back_with_a_key_of_its_own(client, mira):
    refused = uuid4()

    page = sent(client, refused, topic="", headers={}, photo_1=photo()).content.decode()

    assert f'name="request_fixes" value="{refused}"' in page
    assert f'name="request_key" value="{refused}"' not in page


def test_photos_of_a_refused_form_need_not_be_chosen_again(client, mira):
    refused = uuid4()
    sent(client, refused, topic="", headers={}, photo_1=photo())
    with_photo = saved_mark(client, photo_1=photo())

    answer = sent(client, uuid4(), headers={}, request_fixes=str(refused))

    assert answer.status_code == 302
    assert saved_notes()[-1][1]["photo_1"] == with_photo


def saved_mark(client, **files):
    sent(client, uuid4(), **files)
    return saved_notes()[-1][1]["photo_1"]


def test_a_fault_of_the_view_leaves_it_kept_and_nothing_half_written(client, mira):
    client.raise_request_exception = False

    answer = sent(client, uuid4(), topic="broken")

    assert (answer.status_code, states(), saved_notes()) == (500, ["kept"], [])


def test_a_view_that_answers_neither_yes_nor_no_is_a_fault(client, mira, monkeypatch):
    monkeypatch.setattr(receiving, "run", lambda *_a, **_o: None)
    answer = sent(client, uuid4())

    assert (answer.status_code, answer.json()["code"]) == (503, "kept")


def test_a_database_that_takes_nothing_leaves_it_on_the_phone(client, mira, monkeypatch):
    def full(*_arguments, **_options):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(receiving, "keep", full)
    answer = sent(client, uuid4())

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert (answer.json()["received_at"], states()) == (None, [])


def test_too_many_at_once_are_asked_to_come_back(client, mira, monkeypatch):
    monkeypatch.setattr(receiving, "spend", lambda *_a, **_o: 60)

    answer = sent(client, uuid4())

    assert (answer.status_code, states()) == (503, [])


def test_what_is_too_large_is_said(client, mira, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_BYTES", 3)

    answer = sent(client, uuid4(), photo_1=photo())

    assert (answer.status_code, answer.json()["code"], states()) == (413, "too_large", [])


@pytest.mark.parametrize("clock", ["2025-11-24T08:00:00+08:00", "0001-01-01T00:00:00Z", "oops"])
def test_the_clock_of_a_phone_is_noted_and_never_believed(client, mira, clock):
    answer = sent(client, uuid4(), headers=QUEUE | {"Outbox-At": clock})

    receipt = Receipt.objects.get()
    assert answer.status_code == 201
    assert timezone.now() - receipt.received_at < timedelta(minutes=1)
    expected = datetime.fromisoformat(clock) if clock.startswith("2025") else None
    assert receipt.device_at == expected


def test_a_form_from_two_versions_ago_arrives_though_fields_have_come_and_gone(client, mira):
    key = uuid4()
    old = note_of(key) | {"weather": "hujan"}
    for name in ("field_28", "request_title", "request_page", "request_area"):
        del old[name]

    answer = client.post(NOTES, old, headers=QUEUE)

    assert answer.status_code == 201
    assert Receipt.objects.get(state=State.ACCEPTED).content.first("weather") == "hujan"


def test_what_says_wrong_things_about_itself_is_taken_all_the_same(client, mira):
    answer = sent(
        client,
        uuid4(),
        request_page="https://elsewhere.example/",
        request_area="oops",
        request_fixes="oops, ",
        request_title="x" * 500,
    )

    receipt = Receipt.objects.get()
    assert answer.status_code == 201
    assert (receipt.page, receipt.area_code, len(receipt.title)) == ("", "", 120)


def test_without_a_key_the_form_is_what_it_always_was(client, mira):
    fields = note_of(uuid4()) | {"request_key": "oops"}

    answer = client.post(NOTES, fields)

    assert (answer.status_code, states()) == (302, [])
    assert SettingChange.objects.count() == 1


@pytest.mark.parametrize("mode", ["queue", ""])
def test_a_form_that_broke_off_on_the_way_is_not_taken_for_a_whole_one(client, mira, mode):
    whole = encode_multipart(BOUNDARY, note_of(uuid4()) | {"photo_1": photo(b"x" * 3000)})

    came = {
        "wsgi.input": BytesIO(whole[: whole.index(b"xxx") + 100]),
        "CONTENT_LENGTH": str(len(whole)),
        "CONTENT_TYPE": MULTIPART_CONTENT,
    }

    answer = client.generic("POST", NOTES, headers={"Outbox": mode} if mode else {}, **came)

    assert (answer.status_code, states(), saved_notes()) == (503, [], [])
