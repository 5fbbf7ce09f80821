"""Officers and reviewers take a second step before anything opens; others may."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver, reverse

from balai.accounts.actions.second_factors import add_app, use_code
from balai.accounts.errors import CodeDoesNotFit
from balai.accounts.middleware import BEFORE_SECOND_STEP
from balai.accounts.queries.second_factors import code_of_the_moment
from balai.accounts.tests.entering import (
    SECRET,
    code_now,
    enter,
    make_mira,
    make_officer,
    sign_in,
)
from balai.core.models import AuditEntry
from tests.architecture.access import ROWS, routes
from tests.factories import NOON, make_role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "area_code"),
    [("province_officer", "64"), ("regency_officer", "64.03"), ("reviewer", "64.03.01.2005")],
)
def test_whoever_decides_for_areas_first_sets_up_a_second_key(client, kind, area_code):
    make_officer(with_app=False, kind=kind, area_code=area_code)
    sign_in(client)

    for address in ["/akun/", "/", "/desa/", "/akun/sesi/", "/akun/kata-sandi/", "/en/cari/"]:
        assert client.get(address).status_code == 302
        assert "/akun/kunci-kedua/" in client.get(address)["Location"]
    page = client.get("/akun/kunci-kedua/").content.decode()
    assert "Peran Anda melihat dan memutuskan" in page
    assert "Keluar" in page


def test_every_address_is_shut_before_the_second_step_but_those_that_lead_to_it(client):
    make_officer(with_app=False)
    sign_in(client)

    answers = {row.route: client.get(row.address) for row in ROWS}

    shut = {
        route
        for route, answer in answers.items()
        if answer.status_code == 302 and "/akun/kunci-kedua/?next=" in answer["Location"]
    }
    assert set(routes(get_resolver())) - shut == BEFORE_SECOND_STEP
    assert sorted(BEFORE_SECOND_STEP) == [
        "accounts:app",
        "accounts:confirm",
        "accounts:passkey_add",
        "accounts:passkey_confirm",
        "accounts:passkeys",
        "accounts:second_factor",
        "accounts:sign_out",
    ]


def test_whoever_becomes_an_officer_while_signed_in_takes_the_step_at_once(client):
    make_mira()
    sign_in(client)
    assert client.get("/akun/").status_code == 200

    make_role("Mira", "regency_officer", "64.03")

    assert client.get("/akun/")["Location"].startswith("/akun/kunci-kedua/")


def test_setting_up_an_app_opens_the_workroom_and_shows_recovery_codes(client):
    mira = make_officer(with_app=False)
    sign_in(client)
    page = client.get("/akun/kunci-kedua/aplikasi/").content.decode()
    secret = client.session["mfa.totp.secret"]

    answer = client.post("/akun/kunci-kedua/aplikasi/", {"code": code_of_the_moment(secret)})

    assert "<svg" in page
    assert f"secret={secret}" in page
    assert answer["Location"] == "/akun/kunci-kedua/cadangan/"
    assert client.get(answer["Location"]).content.decode().count("<li>") >= 10
    assert client.get("/akun/").status_code == 200
    assert AuditEntry.objects.get(act="accounts.code_app_added").thing_number == mira.pk


def test_a_wrong_code_sets_nothing_up_and_keeps_the_secret(client):
    make_officer(with_app=False)
    sign_in(client)
    client.get("/akun/kunci-kedua/aplikasi/")
    secret = client.session["mfa.totp.secret"]

    page = client.post("/akun/kunci-kedua/aplikasi/", {"code": "000 000"})

    assert page.status_code == 422
    assert "Kode ini tidak cocok" in page.content.decode()
    assert "000 000" not in page.content.decode()
    assert client.session["mfa.totp.secret"] == secret
    assert not Authenticator.objects.exists()


def test_the_password_alone_signs_in_nobody_who_has_a_second_key(client):
    make_officer()

    answer = sign_in(client, next="/akun/sesi/")

    assert answer["Location"] == "/masuk/langkah-kedua/"
    assert client.get("/akun/")["Location"].startswith("/masuk/")
    assert client.post("/masuk/langkah-kedua/", {"code": "000000"}).status_code == 422
    assert client.get("/akun/")["Location"].startswith("/masuk/")


def test_password_and_code_lead_where_one_wanted_to_go(client):
    mira = make_officer()
    sign_in(client, next="/akun/sesi/")

    answer = client.post("/masuk/langkah-kedua/", {"code": code_now()})

    assert answer["Location"] == "/akun/sesi/"
    assert client.get("/akun/sesi/").wsgi_request.user == mira


def test_nobody_takes_the_second_step_before_the_first(client):
    make_officer()

    answer = client.post("/masuk/langkah-kedua/", {"code": code_now()})

    assert answer["Location"] == "/masuk/"
    assert client.get("/akun/").status_code == 302


def test_a_code_counts_once_also_while_it_is_still_shown():
    mira = make_officer()
    code = code_now()

    use_code(mira, code, now=NOON)

    with pytest.raises(CodeDoesNotFit):
        use_code(mira, f"{code[:3]} {code[3:]}", now=NOON)


def test_a_recovery_code_counts_once_and_is_in_the_trail(client):
    mira = make_mira()
    add_app(mira, SECRET, code=code_now(), by=mira, now=NOON)
    enter(client)
    codes = client.get("/akun/kunci-kedua/cadangan/").context["codes"]

    use_code(mira, codes[0], now=NOON)

    with pytest.raises(CodeDoesNotFit):
        use_code(mira, codes[0], now=NOON)
    left = client.get("/akun/kunci-kedua/cadangan/").context["codes"]
    assert left == codes[1:]
    assert AuditEntry.objects.filter(act="accounts.spare_code_used").count() == 1


def test_after_twenty_wrong_codes_the_right_one_waits():
    make_officer()
    thief = Client()
    sign_in(thief)
    for _try in range(20):
        thief.post("/masuk/langkah-kedua/", {"code": "000000"})

    answer = thief.post("/masuk/langkah-kedua/", {"code": code_of_the_moment(SECRET)})

    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert thief.get("/akun/").status_code == 302


def test_an_officer_cannot_remove_the_only_second_key(client):
    make_officer()
    enter(client)

    page = client.post("/akun/kunci-kedua/aplikasi/akhir/")

    assert page.status_code == 422
    assert "Peran Anda perlu kunci kedua" in page.content.decode()
    assert Authenticator.objects.filter(type="totp").count() == 1
    assert not AuditEntry.objects.filter(act="accounts.code_app_removed").exists()


def test_others_may_remove_it_and_their_recovery_codes_go_with_it(client):
    mira = make_mira()
    add_app(mira, SECRET, code=code_now(), by=mira, now=NOON)
    enter(client)

    answer = client.post("/akun/kunci-kedua/aplikasi/akhir/")

    assert answer["Location"] == reverse("accounts:second_factor")
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(act="accounts.code_app_removed").count() == 1


def test_new_recovery_codes_make_the_old_ones_useless(client):
    mira = make_mira()
    add_app(mira, SECRET, code=code_now(), by=mira, now=NOON)
    enter(client)
    old = client.get("/akun/kunci-kedua/cadangan/").context["codes"]

    client.post("/akun/kunci-kedua/cadangan/")

    new = client.get("/akun/kunci-kedua/cadangan/").context["codes"]
    assert len(new) == len(old) == 10
    assert not set(new) & set(old)


def test_what_one_signs_in_with_changes_only_after_a_fresh_proof(client):
    make_mira()
    sign_in(client)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()

    asked = client.get("/akun/kunci-kedua/aplikasi/")
    wrong = client.post("/akun/pastikan/", {"password": "wrong-wrong"})
    right = client.post(
        "/akun/pastikan/",
        {"password": "perahu-ketinting-64", "next": "/akun/kunci-kedua/aplikasi/"},
    )

    assert asked["Location"] == "/akun/pastikan/?next=%2Fakun%2Fkunci-kedua%2Faplikasi%2F"
    assert wrong.status_code == 422
    assert right["Location"] == "/akun/kunci-kedua/aplikasi/"
    assert client.get("/akun/kunci-kedua/aplikasi/").status_code == 200


@pytest.mark.parametrize(
    "answer",
    ["", "no json", "[]", "3", "{}", '{"id": 5}', '{"response": {"userHandle": "!"}}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ", '
     '"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}}'],
)  # fmt: skip
def test_a_made_up_passkey_opens_nothing_and_breaks_nothing(client, answer):
    make_mira()
    client.get("/masuk/kunci-sandi/")

    page = client.post("/masuk/kunci-sandi/", {"credential": answer})

    assert page.status_code == 422
    assert "Kunci sandi ini tidak membuka" in page.content.decode()
    assert client.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    "answer",
    [
        "[]",
        "{}",
        '{"id": "AA", "rawId": "AA", "type": "public-key", '
        '"response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    ],
)
def test_a_made_up_passkey_is_not_kept(client, answer):
    make_mira()
    sign_in(client)
    asked = client.get("/akun/kunci-sandi/baru/").json()["publicKey"]

    page = client.post("/akun/kunci-sandi/baru/", {"credential": answer})

    assert (asked["rp"]["name"], asked["authenticatorSelection"]["residentKey"]) == (
        "Balai",
        "required",
    )
    assert page.status_code == 422
    assert not Authenticator.objects.exists()
