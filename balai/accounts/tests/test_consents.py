from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from balai.accounts import consenting
from balai.accounts.actions.consents import (
    Agreed,
    giver_with_account,
    record_consent,
    withdraw_consent,
    withdraw_with_key,
    write_giver_down,
)
from balai.accounts.consent_texts import TEXTS, text_now
from balai.accounts.consenting import LISTING, ORGANISATION, PHOTO
from balai.accounts.errors import (
    ConsentDoesNotFit,
    ConsentNotProved,
    ConsentStandsAlready,
    ConsentWithdrawnAlready,
    GiverUnnamed,
    MayNotRecordConsent,
    MayNotWithdraw,
)
from balai.accounts.models import Consent, ConsentGiver, ConsentText
from balai.core.freshness import content_version
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_role

pytestmark = pytest.mark.django_db

VILLAGE, ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
KEY = UUID("00000000-0000-0000-0000-000000000001")
LATER = NOON + timedelta(days=1)


def operator():
    return make_role("Mira", "operator", VILLAGE).person


def agreed(**says):
    return Agreed(
        **{
            "purpose": "name",
            "thing": ORGANISATION,
            "thing_number": 7,
            "area_code": VILLAGE,
            **says,
        }
    )


def given(by=None, **says):
    giver = write_giver_down("Dayang Rinai", area_code=VILLAGE, by=by, now=NOON)
    return record_consent(giver, agreed(**says), by=by, now=NOON, key=uuid4())


def rows():
    return list(Consent.objects.order_by("pk").values()), list(
        AuditEntry.objects.order_by("pk").values_list("act", "by_number", "area_code", "reason")
    )


def test_a_consent_says_who_to_what_how_when_and_by_which_words():
    mira = operator()
    giver = write_giver_down("  Dayang  Rinai ", area_code=VILLAGE, by=mira, now=NOON)

    consent = record_consent(
        giver, agreed(how="spoken", proof="Ibu Lung"), by=mira, now=NOON, key=KEY
    )

    assert (giver.called, giver.person) == ("Dayang Rinai", None)
    assert (consent.purpose, consent.thing, consent.thing_number) == ("name", ORGANISATION, 7)
    assert (consent.how, consent.proof, consent.given_at) == ("spoken", "Ibu Lung", NOON)
    assert consent.recorded_by == mira
    assert consent.text.words == text_now("name", "id").words
    assert rows()[1] == [("accounts.consent_given", mira.pk, VILLAGE, "")]


def test_each_purpose_is_a_consent_of_its_own():
    mira = operator()
    giver = write_giver_down("Dayang", area_code=VILLAGE, by=mira, now=NOON)
    for purpose, thing in (("name", ORGANISATION), ("contact", ORGANISATION), ("picture", PHOTO)):
        record_consent(giver, agreed(purpose=purpose, thing=thing), by=mira, now=NOON, key=uuid4())

    withdraw_consent(giver.consents.get(purpose="contact"), by=mira, now=LATER)

    assert set(giver.consents.standing().values_list("purpose", flat=True)) == {"name", "picture"}


def test_a_form_sent_twice_is_one_consent():
    mira = operator()
    giver = write_giver_down("Dayang", area_code=VILLAGE, by=mira, now=NOON)
    first = record_consent(giver, agreed(), by=mira, now=NOON, key=KEY)

    assert record_consent(giver, agreed(), by=mira, now=LATER, key=KEY) == first
    assert len(rows()[0]) == len(rows()[1]) == 1


def test_a_person_with_an_account_gives_it_under_her_own_row():
    mira = operator()

    giver = giver_with_account(mira, area_code=VILLAGE, now=NOON)

    assert giver_with_account(mira, area_code=VILLAGE, now=LATER) == giver
    assert (giver.called, giver.name) == ("Mira", "")


@pytest.mark.parametrize(
    ("says", "refusal"),
    [
        ({"purpose": "picture"}, ConsentDoesNotFit),
        ({"purpose": "name", "thing": PHOTO}, ConsentDoesNotFit),
        ({"purpose": "contact", "thing": LISTING}, ConsentDoesNotFit),
        ({"thing": "accounts.person"}, ConsentDoesNotFit),
        ({"how": "paper"}, ConsentNotProved),
        ({"how": "spoken", "proof": " "}, ConsentNotProved),
        ({"area_code": ELSEWHERE}, MayNotRecordConsent),
        ({"area_code": "64.03"}, MayNotRecordConsent),
    ],
)
def test_what_cannot_be_a_consent_is_refused_and_nothing_written(says, refusal):
    mira = operator()
    giver = write_giver_down("Dayang", area_code=VILLAGE, by=mira, now=NOON)

    with pytest.raises(refusal):
        record_consent(giver, agreed(**says), by=mira, now=NOON, key=KEY)

    assert rows() == ([], [])


@pytest.mark.parametrize("kind", ["representative", "reviewer"])
def test_who_does_not_work_for_the_village_writes_nothing_down(kind):
    ines = make_role("Ines", kind, VILLAGE).person

    with pytest.raises(MayNotRecordConsent):
        write_giver_down("Dayang", area_code=VILLAGE, by=ines, now=NOON)

    assert not ConsentGiver.objects.exists()


def test_a_giver_has_a_name():
    with pytest.raises(GiverUnnamed):
        write_giver_down("  ", area_code=VILLAGE, by=operator(), now=NOON)

    assert not ConsentGiver.objects.exists()


def test_one_agrees_once_until_it_is_withdrawn():
    mira = operator()
    consent = given(mira)

    with pytest.raises(ConsentStandsAlready):
        record_consent(consent.giver, agreed(), by=mira, now=LATER, key=KEY)
    withdraw_consent(consent, by=mira, now=LATER)
    again = record_consent(consent.giver, agreed(), by=mira, now=LATER, key=KEY)

    assert (consent.is_standing, again.is_standing) == (False, True)


def test_the_operator_withdraws_on_her_behalf_and_the_trail_says_so():
    mira = operator()
    consent, version = given(), content_version()

    withdraw_consent(consent, by=mira, now=LATER)

    consent.refresh_from_db()
    assert (consent.withdrawn_at, consent.withdrawn_by) == (LATER, mira)
    assert rows()[1][-1] == ("accounts.consent_withdrawn", mira.pk, VILLAGE, "")
    assert content_version() != version


def test_she_withdraws_it_herself_when_she_has_an_account():
    mira = operator()
    giver = giver_with_account(make_person("Tomas"), area_code=VILLAGE, now=NOON)
    consent = record_consent(giver, agreed(), by=mira, now=NOON, key=KEY)

    withdraw_consent(consent, by=make_person("Tomas"), now=LATER)

    assert consent.withdrawn_by == make_person("Tomas")


@pytest.mark.parametrize("how_written", ["{0}", "{1}", " {2} "])
def test_the_key_on_her_sheet_withdraws_it_however_it_is_written(how_written):
    consent = given()
    key = consent.giver.key
    written = how_written.format(key, consent.giver.written_key, key.lower())

    withdraw_with_key(consent, key=written, now=LATER)

    consent.refresh_from_db()
    assert (consent.withdrawn_at, consent.withdrawn_by) == (LATER, None)
    assert rows()[1][-1] == ("accounts.consent_withdrawn", None, VILLAGE, "")


def test_another_key_withdraws_nothing():
    consent = given()
    before = rows()
    other = write_giver_down("Ines", area_code=VILLAGE, by=None, now=NOON)

    for key in (other.written_key, "", "234567"):
        with pytest.raises(MayNotWithdraw):
            withdraw_with_key(consent, key=key, now=LATER)

    assert rows() == before


def test_a_neighbour_withdraws_nothing():
    consent = given()
    before = rows()
    ines = make_role("Ines", "operator", ELSEWHERE).person

    with pytest.raises(MayNotWithdraw):
        withdraw_consent(consent, by=ines, now=LATER)

    assert rows() == before


def test_it_is_withdrawn_once():
    mira, consent = operator(), given()
    withdraw_consent(consent, by=mira, now=LATER)
    before = rows()

    with pytest.raises(ConsentWithdrawnAlready):
        withdraw_with_key(consent, key=consent.giver.key, now=LATER)

    assert rows() == before


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "contact"},
        {"thing_number": 8},
        {"given_at": LATER},
        {"how": "paper"},
        {"proof": "Ibu Lung, and others"},
        {"proof": ""},
        {"recorded_by": None, "example": True},
        {"request_key": KEY},
    ],
)
def test_the_database_refuses_to_edit_a_consent(change):
    given(how="spoken", proof="Ibu Lung")
    before = rows()

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(**change)

    assert rows() == before


@pytest.mark.parametrize(
    "change", [{"withdrawn_at": None, "withdrawn_by": None}, {"withdrawn_at": LATER + timedelta(1)}]
)
def test_the_database_refuses_to_undo_a_withdrawal(change):
    mira, consent = operator(), given()
    withdraw_consent(consent, by=mira, now=LATER)
    before = rows()

    with pytest.raises(IntegrityError, match="stay as they were given"), transaction.atomic():
        Consent.objects.update(**change)

    assert rows() == before


@pytest.mark.parametrize("model", [Consent, ConsentText])
def test_the_database_refuses_to_delete_a_consent_and_its_text(model):
    given()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all()._raw_delete("default")

    assert model.objects.count() == 1


def test_the_database_refuses_to_edit_a_text():
    given()

    with pytest.raises(IntegrityError, match="stay as they were given"), transaction.atomic():
        ConsentText.objects.update(words="Setuju semua")

    assert ConsentText.objects.get().words == text_now("name", "id").words


@pytest.mark.parametrize(
    "fields",
    [
        {"how": "paper", "proof": ""},
        {"purpose": "picture"},
        {"thing": "accounts.person"},
        {"withdrawn_at": NOON - timedelta(days=1)},
    ],
    ids=["unproved", "unfitting", "no thing", "withdrawn before"],
)
def test_the_database_refuses(fields):
    consent = given()
    values: dict[str, Any] = {**Consent.objects.values().get()}
    values |= {"id": None, "request_key": KEY, "thing_number": 9, **fields}

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(**values)

    assert list(Consent.objects.all()) == [consent]


@pytest.mark.parametrize(
    "fields",
    [{"name": ""}, {"key": None}, {"forgotten_at": NOON}, {"forgotten_at": NOON, "name": ""}],
)
def test_a_giver_is_known_or_forgotten(fields):
    giver = write_giver_down("Dayang", area_code=VILLAGE, by=None, now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentGiver.objects.filter(pk=giver.pk).update(**fields)

    giver.refresh_from_db()
    assert giver.called == "Dayang"


def test_an_edited_text_stops_whoever_records_with_it(monkeypatch):
    given()
    edited = text_now("name", "id")._replace(words="Setuju semua")
    monkeypatch.setattr("balai.accounts.actions.consents.text_now", lambda *_: edited)

    with pytest.raises(ValueError, match="new version"):
        given()

    assert Consent.objects.count() == 1


def test_keys_are_read_out_easily_and_never_twice():
    keys = {consenting.new_key() for _ in range(1000)}

    assert len(keys) == 1000
    assert not set("01ILOUV") & set("".join(keys))
    assert {len(consenting.written_key(key)) for key in keys} == {14}


def test_no_text_that_somebody_agreed_to_was_edited():
    """A better text is a new file; then its line is added here, and none is changed."""
    digests = {
        f"{text.purpose}-{text.version}.{text.language}": sha256(text.words.encode()).hexdigest()[
            :16
        ]
        for text in TEXTS
    }

    assert digests == {
        "attendance-1.en": "07ed251682edbdfd",
        "attendance-1.id": "2a6e474bbabded41",
        "contact-1.en": "1779464d1852b88e",
        "contact-1.id": "528a260afde1083a",
        "name-1.en": "5724619bfb2b2ea3",
        "name-1.id": "c9561273dc451c90",
        "picture-1.en": "669676dc629677e1",
        "picture-1.id": "bd979b5365a92962",
    }


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.purpose} {text.language}")
def test_each_text_says_what_the_law_wants_said(text):
    """Article 21 of Law 27/2022: ground, purpose, what, how long, and the rights."""
    needed = {
        "id": ("UU Nomor 27", "supaya", "menolak", "menarik", "sampai", "menghapus", "18 tahun"),
        "en": ("Law 27", "so that", "say no", "withdraw", "until", "delete", "18 years"),
    }

    assert [word for word in needed[text.language] if word not in text.words] == []
