"""Who shows a token to the API is somebody; who shows a wrong one is told so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from balai.accounts.actions.tokens import make_token, revoke_token
from balai.core.limits import Limit
from tests.factories import make_listing, make_person

pytestmark = pytest.mark.django_db


def made_by(person, *, lasts=timedelta(days=1), now=None):
    return make_token(name="Prices", lasts=lasts, key=uuid4(), by=person, now=now or timezone.now())


def shown(secret):
    return {"Authorization": f"Bearer {secret}"}


def test_an_answer_to_somebody_is_kept_by_nobody_and_the_day_of_use_is_noted(client):
    make_listing()
    made = made_by(make_person("Mira"))

    answer = client.get("/api/v1/listings", headers=shown(made.secret))

    assert (answer.status_code, len(answer.json()["items"])) == (200, 1)
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer
    made.token.refresh_from_db()
    assert made.token.last_used_on == timezone.localdate()


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer balai_wrong", "Basic bWlyYTptaXJh", "x", "Bearer \xff"]
)
def test_what_opens_nothing_is_refused_also_where_none_is_needed(client, header):
    answer = client.get("/api/v1/listings", headers={"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (401, "token_refused")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_expired_and_revoked_and_forgotten_are_refused(client):
    mira, ines = make_person("Mira"), make_person("Ines")
    expired = made_by(mira, now=timezone.now() - timedelta(days=2))
    revoked, forgotten = made_by(mira), made_by(ines)
    revoke_token(revoked.token, by=mira, now=timezone.now())
    ines.name, ines.email, ines.forgotten_at = "", None, timezone.now()
    ines.save()

    statuses = [
        client.get("/api/v1/sectors", headers=shown(made.secret)).status_code
        for made in (expired, revoked, forgotten)
    ]

    assert statuses == [401, 401, 401]


def test_who_asks_too_often_is_told_when_to_come_back(client, monkeypatch):
    few = Limit("few", most=2, seconds=3600)
    monkeypatch.setattr("balai.portal.api.front.VISITORS", few)

    answers = [client.get("/api/v1/sectors") for _time in range(3)]
    wrong = client.get("/api/v1/sectors", headers=shown("wrong"))
    other = client.get("/api/v1/sectors", REMOTE_ADDR="203.0.113.7")
    mira = client.get("/api/v1/sectors", headers=shown(made_by(make_person("Mira")).secret))

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "too_often"
    assert 0 < int(answers[2]["Retry-After"]) <= 3600
    assert [wrong.status_code, other.status_code, mira.status_code] == [429, 200, 200]


def test_each_token_has_a_measure_of_its_own(client, monkeypatch):
    monkeypatch.setattr("balai.portal.api.front.TOKENS", Limit("one", most=1, seconds=3600))
    mira = make_person("Mira")
    one, other = made_by(mira), made_by(mira)

    statuses = [
        client.get("/api/v1/sectors", headers=shown(made.secret)).status_code
        for made in (one, one, other)
    ]

    assert statuses == [200, 429, 200]
