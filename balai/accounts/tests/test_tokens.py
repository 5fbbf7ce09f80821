"""Tokens open for their owner alone, for a time, and are known to nobody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.actions.passwords import set_password
from balai.accounts.actions.roles import give_role
from balai.accounts.actions.tokens import make_token, revoke_token
from balai.accounts.errors import EnoughTokens, TokenMadeAlready, TokenRevoked
from balai.accounts.models import ApiToken
from balai.accounts.queries.tokens import token_shown
from balai.accounts.rules import Right
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_role

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def made_by(person, *, now=NOON, **fields):
    said = {"name": "Prices", "lasts": MONTH, "key": uuid4(), **fields}
    return make_token(**said, by=person, now=now)


def trail():
    return list(AuditEntry.objects.order_by("pk").values_list("act", "by_number"))


def test_only_a_digest_is_kept():
    made = made_by(make_person("Mira"))

    row = ApiToken.objects.filter(pk=made.token.pk).values().get()

    assert made.secret.startswith("balai_")
    assert len(made.secret) == len("balai_") + 43
    assert made.secret not in str(row)
    assert trail() == [("accounts.token_made", made.token.person_id)]


def test_it_opens_for_its_owner_until_it_expires():
    mira = make_person("Mira")
    secret = made_by(mira).secret

    opened = token_shown(secret, now=NOON + MONTH - timedelta(seconds=1))
    assert opened
    assert opened.person == mira
    assert token_shown(secret, now=NOON + MONTH) is None
    assert token_shown(f"{secret}x", now=NOON) is None
    assert token_shown("\udcff", now=NOON) is None


def test_a_revoked_token_opens_nothing():
    made = made_by(make_person("Mira"))

    revoke_token(made.token, by=made.token.person, now=NOON)

    assert token_shown(made.secret, now=NOON) is None
    with pytest.raises(TokenRevoked):
        revoke_token(made.token, by=made.token.person, now=NOON)
    assert [act for act, _by in trail()] == ["accounts.token_made", "accounts.token_revoked"]


def test_a_token_of_somebody_forgotten_opens_nothing():
    mira = make_person("Mira")
    secret = made_by(mira).secret

    mira.name, mira.email, mira.forgotten_at = "", None, NOON
    mira.save()

    assert token_shown(secret, now=NOON) is None


def test_a_form_sent_twice_makes_one_token():
    mira, key = make_person("Mira"), uuid4()
    made_by(mira, key=key)

    with pytest.raises(TokenMadeAlready):
        made_by(mira, key=key)

    assert ApiToken.objects.count() == 1
    assert len(trail()) == 1


def test_ten_are_enough_and_those_that_open_nothing_do_not_count():
    mira = make_person("Mira")
    made = [made_by(mira) for _number in range(10)]

    with pytest.raises(EnoughTokens):
        made_by(mira)

    assert ApiToken.objects.count() == 10
    revoke_token(made[0].token, by=mira, now=NOON)
    made_by(mira)
    made_by(make_person("Ines"))


def test_the_database_refuses_a_token_that_never_opened():
    fields = {"digest": "x", "request_key": uuid4(), "created_at": NOON, "expires_at": NOON}

    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(person=make_person("Mira"), name="Prices", **fields)

    assert not ApiToken.objects.exists()


def test_the_words_are_shown_once(client):
    client.force_login(make_person("Mira"))
    sent = {"name": "Prices", "days": "90", "key": str(uuid4())}

    first, again = (client.post("/akun/token/", sent) for _time in range(2))

    assert (first.status_code, again.status_code) == (201, 422)
    assert 'value="balai_' in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert "sudah dibuat" in again.content.decode()
    assert "balai_" not in client.get("/akun/token/").content.decode().replace("balai_csrf", "")
    token = ApiToken.objects.get()
    assert token.expires_at - token.created_at == timedelta(days=90)


@pytest.mark.parametrize("wrong", [{"days": "366"}, {"days": "x"}, {"name": ""}, {"key": "1"}])
def test_a_token_without_a_name_or_for_longer_than_a_year_is_not_made(client, wrong):
    client.force_login(make_person("Mira"))
    sent = {"name": "Prices", "days": "90", "key": str(uuid4()), **wrong}

    assert client.post("/akun/token/", sent).status_code == 422
    assert not ApiToken.objects.exists()


def test_an_officer_makes_none_before_the_second_step(client):
    client.force_login(make_role("Ines", "regency_officer", "64.03").person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    sent = {"name": "Prices", "days": "90", "key": str(uuid4())}

    answer = client.post("/akun/token/", sent)

    assert (answer.status_code, ApiToken.objects.count()) == (302, 0)
    assert answer["Location"].startswith("/akun/kunci-kedua/")


def test_a_token_is_made_only_after_a_fresh_proof_and_revoked_without(client):
    mira = make_person("Mira")
    own = made_by(mira, now=timezone.now()).token
    client.force_login(mira)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    sent = {"name": "Prices", "days": "30", "key": str(uuid4())}

    asked, told = client.get("/akun/token/"), client.post("/akun/token/", sent)
    client.post(f"/akun/token/{own.pk}/pencabutan/")

    assert asked["Location"] == "/akun/pastikan/?next=%2Fakun%2Ftoken%2F"
    assert (told.status_code, told["Location"]) == (302, "/akun/pastikan/?next=%2Fakun%2F")
    own.refresh_from_db()
    assert own.revoked_at
    assert ApiToken.objects.count() == 1


def test_one_revokes_ones_own_and_sees_nobody_elses(client):
    mira, ines = make_person("Mira"), make_person("Ines")
    own, other = (made_by(one, now=timezone.now()).token for one in (mira, ines))
    client.force_login(mira)

    answers = [client.post(f"/akun/token/{one.pk}/pencabutan/") for one in (own, other)]

    assert [answer.status_code for answer in answers] == [302, 404]
    assert list(ApiToken.objects.filter(revoked_at=None)) == [other]
    assert client.get(f"/akun/token/{other.pk}/pencabutan/").status_code == 405


def test_a_new_password_ends_every_token():
    mira = make_person("Mira")
    secret = made_by(mira).secret

    set_password(mira, "perahu-ketinting-64", by=None, now=NOON)

    assert token_shown(secret, now=NOON) is None
    assert ("accounts.tokens_revoked", None) in trail()


@pytest.mark.parametrize(
    ("kind", "area_code", "opens"),
    [("regency_officer", "64.03", False), ("village_head", "64.03.01.2005", True)],
)
def test_what_was_made_before_a_second_factor_was_asked_for_opens_nothing_to_an_officer(
    kind, area_code, opens
):
    mira = make_person("Mira")
    secret = made_by(mira).secret

    give_role(mira, Right(kind, area_code), by=None, now=NOON)

    assert (token_shown(secret, now=NOON) is not None) == opens
