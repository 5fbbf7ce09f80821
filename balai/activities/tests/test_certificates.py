"""A certificate can be checked by anybody, with us or without; it names whom it may."""

import json
from datetime import timedelta
from uuid import uuid4

import jwt
import pytest
from django.db import IntegrityError, transaction
from jwt import PyJWKSet
from jwt.exceptions import InvalidSignatureError

from balai.accounts.actions.forgetting import forget_person
from balai.activities.actions.certificates import (
    ask_for_certificates,
    claim_certificate,
    make_certificates,
    make_issue,
    revoke_certificate,
)
from balai.activities.errors import (
    CertificateRevoked,
    CourseNotFinished,
    MayNotKeepTheList,
    MayNotRevoke,
    NoNames,
    SentByAnother,
)
from balai.activities.models import BadgeKey, Certificate, CourseVersion, Enrolment, Issue
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_region, make_role
from tests.factories_of_activities import make_course, make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"


@pytest.fixture
def mira(db):
    make_region()
    return make_role("Mira", "operator", VILLAGE).person


@pytest.fixture
def session(mira):
    return make_session()


def finished(person):
    version = CourseVersion.objects.get(course=make_course())
    return Enrolment.objects.create(person=person, version=version, begun_at=NOON, finished_at=NOON)


def given_to(session, *names, by):
    issue = ask_for_certificates(session, names, by=by, now=NOON, request_key=uuid4())
    make_certificates(issue, now=NOON)
    return list(Certificate.objects.filter(issue=issue).order_by("place"))


def test_whoever_finished_a_course_fetches_its_certificate_once(mira):
    enrolment = finished(mira)

    first, again = (
        claim_certificate(enrolment, by=mira, now=NOON, shows_name=False) for _time in range(2)
    )

    assert first == again
    assert Certificate.objects.count() == 1
    assert (first.name, first.title, first.area_code) == ("Mira", "Aman memakai HP", "")
    assert AuditEntry.objects.filter(act="activities.certificate_issued").count() == 1


def test_whoever_has_not_finished_gets_none(mira):
    enrolment = finished(mira)
    enrolment.finished_at = None

    for person in (mira, make_person("Tomas")):
        with pytest.raises(CourseNotFinished):
            claim_certificate(enrolment, by=person, now=NOON, shows_name=True)

    assert not Certificate.objects.exists()


def test_a_class_gets_its_certificates_from_a_task(client, mira, session):
    client.force_login(mira)
    address = f"/kerja/kegiatan/{session.pk}/sertifikat/"
    said = {"names": "Dayang Sari\n\nAmat  Lejau\nDayang Sari", "have_agreed": "on"}

    answer = client.post(address, said | {"request_key": uuid4()})
    waiting = client.get(address).content.decode()
    make_issue.call(Issue.objects.get().pk)
    made = client.get(address).content.decode()

    assert answer.status_code == 302
    assert "0 dari 2 sudah dibuat" in waiting
    assert "sudah dibuat" not in made
    assert [one.name for one in Certificate.objects.order_by("place")] == [
        "Dayang Sari", "Amat Lejau",
    ]  # fmt: skip
    assert Issue.objects.get().names == []


def test_without_their_consent_nothing_is_made(client, mira, session):
    client.force_login(mira)

    answer = client.post(
        f"/kerja/kegiatan/{session.pk}/sertifikat/",
        {"names": "Dayang Sari", "request_key": uuid4()},
    )

    assert answer.status_code == 422
    assert "Dayang Sari" in answer.content.decode()
    assert not Issue.objects.exists()


def test_a_task_done_twice_makes_each_certificate_once(mira, session):
    issue = ask_for_certificates(session, ["Dayang"], by=mira, now=NOON, request_key=uuid4())

    counts = [make_certificates(issue, now=NOON) for _time in range(2)]

    assert counts == [1, 0]
    assert Certificate.objects.count() == 1


def test_the_same_form_twice_asks_once_and_somebody_elses_key_is_refused(mira, session):
    key, how = uuid4(), {"now": NOON}
    ask_for_certificates(session, ["Dayang"], by=mira, request_key=key, **how)
    ask_for_certificates(session, ["Dayang"], by=mira, request_key=key, **how)
    head = make_role("Markus", "village_head", VILLAGE).person

    with pytest.raises(SentByAnother):
        ask_for_certificates(session, ["Dayang"], by=head, request_key=key, **how)

    assert Issue.objects.count() == 1


def test_only_those_who_lead_the_session_give_certificates(mira, session):
    ines = make_role("Ines", "operator", "64.02.08.2009").person

    with pytest.raises(MayNotKeepTheList):
        ask_for_certificates(session, ["Dayang"], by=ines, now=NOON, request_key=uuid4())
    with pytest.raises(NoNames):
        ask_for_certificates(session, ["  "], by=mira, now=NOON, request_key=uuid4())

    assert not Issue.objects.exists()


def served(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content


def checked(token, keys):
    """Check a badge as anybody may: with a library of others, and bytes that were served."""
    header = jwt.get_unverified_header(token)
    wanted = header["kid"].partition("#")[2]
    key = next(one for one in PyJWKSet.from_json(keys).keys if one.key_id == wanted)
    return jwt.decode(token, key, algorithms=["EdDSA"])


def test_a_badge_is_checked_without_us(client, mira, session):
    [made] = given_to(session, "Dayang Sari", by=mira)
    token = served(client, f"/sertifikat/{made.written_number}/lencana.jwt").decode()
    keys = served(client, "/sertifikat/kunci.json").decode()
    issuer = json.loads(served(client, "/sertifikat/penerbit.json"))

    claims = checked(token, keys)

    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert claims["issuer"]["id"] == claims["iss"] == issuer["id"]
    assert claims["id"] == claims["jti"]
    assert claims["id"].endswith(f"/sertifikat/{made.written_number}/")
    assert claims["sub"] == claims["credentialSubject"]["id"] == made.holder.urn
    assert claims["credentialSubject"]["achievement"]["name"] == "Foto dan harga jujur"
    assert claims["validFrom"] == "2026-11-24T04:00:00Z"
    assert "Dayang" not in json.dumps(claims)


def test_a_badge_that_was_changed_is_refused(client, mira, session):
    [made] = given_to(session, "Dayang Sari", by=mira)
    keys = served(client, "/sertifikat/kunci.json").decode()
    header, payload, signature = made.badge.split(".")
    changed = payload[:40] + ("A" if payload[40] != "A" else "B") + payload[41:]

    with pytest.raises(InvalidSignatureError):
        checked(f"{header}.{changed}.{signature}", keys)


def test_a_new_key_signs_from_now_on_and_the_old_one_stays_for_checking(
    client, mira, session, settings
):
    [before] = given_to(session, "Dayang", by=mira)
    settings.BADGE_KEY = "another secret"
    [after] = given_to(session, "Amat", by=mira)

    keys = served(client, "/.well-known/jwks.json").decode()

    assert len(json.loads(keys)["keys"]) == 2
    assert BadgeKey.objects.count() == 2
    assert checked(before.badge, keys)["jti"] != checked(after.badge, keys)["jti"]
    assert "real" in served(client, f"/en/sertifikat/{before.written_number}/").decode()


def test_no_answer_holds_the_private_half_of_the_key(client, mira, session, settings):
    [made] = given_to(session, "Dayang", by=mira)

    for path in ("kunci.json", "penerbit.json", f"{made.written_number}/lencana.jwt"):
        body = served(client, f"/sertifikat/{path}").decode()
        assert settings.BADGE_KEY not in body
        assert '"d"' not in body


def test_what_was_revoked_says_so_everywhere(client, mira, session):
    [made, kept] = given_to(session, "Dayang", "Amat", by=mira)
    page = f"/sertifikat/{made.written_number}/"
    assert "asli dan berlaku" in served(client, page).decode()

    revoke_certificate(made, why="name", by=mira, now=NOON + timedelta(days=1))

    assert "Dicabut" in served(client, page).decode()
    assert json.loads(served(client, "/sertifikat/dicabut.json"))["revokedCredential"] == [
        {
            "id": jwt.decode(made.badge, options={"verify_signature": False})["id"],
            "revoked": True,
            "revocationReason": "name",
        }
    ]
    assert "asli dan berlaku" in served(client, f"/sertifikat/{kept.written_number}/").decode()
    client.force_login(mira)
    assert client.get(f"{page}sertifikat.pdf").status_code == 404
    with pytest.raises(CertificateRevoked):
        revoke_certificate(made, why="name", by=mira, now=NOON + timedelta(days=2))


def test_nobody_else_revokes(mira, session):
    [made] = given_to(session, "Dayang", by=mira)
    ines = make_role("Ines", "operator", "64.02.08.2009").person

    with pytest.raises(MayNotRevoke):
        revoke_certificate(made, why="wish", by=ines, now=NOON)

    made.refresh_from_db()
    assert made.revoked_at is None


def test_the_page_names_nobody_who_did_not_agree_and_compares_what_is_typed(client, mira, session):
    [made] = given_to(session, "Dayang Sari", by=mira)
    address = f"/sertifikat/{made.written_number}/"

    plain = served(client, address).decode()
    right = served(client, f"{address}?nama=dayang%20 sari").decode()
    wrong = served(client, f"{address}?nama=Dayang").decode()

    assert "Dayang" not in plain
    assert "Ya:" in right
    assert "Tidak:" in wrong
    assert "Sari" not in wrong


def test_whoever_agreed_is_named_until_they_hide_it(client, mira):
    made = claim_certificate(finished(mira), by=mira, now=NOON, shows_name=True)
    address = f"/sertifikat/{made.written_number}/"
    assert "Mira" in served(client, address).decode()

    client.force_login(mira)
    client.post(f"/belajar/sertifikat/{made.pk}/nama/", {})
    client.logout()

    assert "Mira" not in served(client, address).decode()


def test_a_number_is_found_however_it_is_typed(client, mira, session):
    [made] = given_to(session, "Dayang", by=mira)
    typed = made.number.lower()

    assert client.get(f"/sertifikat/{typed}/")["Location"] == made.get_absolute_url()
    assert client.get("/sertifikat/", {"nomor": f" {typed} "})["Location"] == (
        made.get_absolute_url()
    )
    assert client.get("/sertifikat/AAAA-BBBB-CCCC/").status_code == 404
    assert "AAAA" in client.get("/sertifikat/?nomor=AAAA").content.decode()


def test_the_paper_is_for_its_holder_and_those_who_issue(client, mira, session):
    [made] = given_to(session, "Dayang Sari", by=mira)
    address = f"/sertifikat/{made.written_number}/sertifikat.pdf"

    assert client.get(address).status_code == 302
    client.force_login(make_person("Tomas"))
    assert client.get(address).status_code == 404
    client.force_login(mira)
    answer = client.get(address)

    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_person_who_is_forgotten_stands_on_no_certificate(client, mira):
    rahman = make_role("Rahman", "province_officer", "64").person
    made = claim_certificate(finished(mira), by=mira, now=NOON, shows_name=True)
    client.force_login(mira)
    client.logout()

    forget_person(mira, by=rahman, now=NOON)

    made.refresh_from_db()
    assert (made.name, made.name_agreed_at) == ("", None)
    page = served(client, f"/sertifikat/{made.written_number}/").decode()
    assert "Mira" not in page
    assert "asli dan berlaku" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"session": None, "version": None},
        {"revoked_at": NOON},
        {"revoked_why": "name"},
        {"number": "AAAABBBBCCCC"},
    ],
)
def test_the_database_refuses_a_certificate_that_cannot_be(mira, session, wrong):
    given_to(session, "Dayang", "Amat", by=mira)
    first, second = Certificate.objects.order_by("place")
    first.number = "AAAABBBBCCCC"
    first.save()

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=second.pk).update(**wrong)
