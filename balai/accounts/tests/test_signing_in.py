"""Signing in by e-mail address or telephone number, and nothing told to strangers."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from balai.accounts.tests.entering import make_mira, sign_in
from balai.core.models import SharedCacheEntry
from tests.factories import make_person

pytestmark = pytest.mark.django_db

_OF_THE_MOMENT = {"X-Request-Id", "Expires"}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def shown(answer, *, typed):
    """Read a page as a stranger compares it: status, headers, every byte but what is typed."""
    return (
        answer.status_code,
        sorted((name, said) for name, said in answer.headers.items() if name not in _OF_THE_MOMENT),
        _TOKEN.sub("", answer.content.decode()).replace(typed, ""),
    )


@pytest.mark.parametrize(
    "known_as",
    [
        "mira@balai.example",
        " Mira@Balai.Example ",
        "081234567890",
        "+62 812-3456-7890",
        "62812 3456 7890",
    ],
)
def test_one_signs_in_by_address_or_number_however_it_is_written(client, known_as):
    mira = make_mira()

    answer = sign_in(client, known_as)

    assert answer.status_code == 302
    assert answer["Location"] == "/kerja/"
    assert client.get("/akun/").wsgi_request.user == mira


def test_a_stranger_and_a_wrong_password_are_told_the_same_byte_for_byte(client):
    make_mira()
    forgotten = make_person("Ines")
    forgotten.set_unusable_password()
    forgotten.save()

    answers = [
        shown(sign_in(Client(), known_as, "wrong-wrong"), typed=known_as)
        for known_as in ["mira@balai.example", "ines@balai.example", "noon@balai.example"]
    ]

    assert answers[0][0] == 422
    assert answers[0] == answers[1] == answers[2]
    assert "Tidak cocok" in answers[0][2]


def test_for_a_stranger_a_password_is_hashed_as_for_anyone(client, monkeypatch):
    make_mira()
    hashed = []
    encode = MD5PasswordHasher.encode

    def counted(*words):
        hashed.append(words)
        return encode(*words)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)

    sign_in(client, "mira@balai.example", "wrong-wrong")
    for_mira = len(hashed)
    sign_in(client, "nobody@balai.example", "wrong-wrong")

    assert len(hashed) == 2 * for_mira > 0


def test_what_was_typed_stays_and_the_password_does_not(client):
    page = sign_in(client, "mira@balai.example", "wrong-wrong").content.decode()

    assert 'value="mira@balai.example"' in page
    assert "wrong-wrong" not in page


@pytest.mark.parametrize(
    "goal",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_nobody_is_sent_elsewhere(client, goal):
    make_mira()

    assert "evil" not in client.get("/masuk/", {"next": goal}).content.decode()
    assert sign_in(client, "mira@balai.example", next=goal)["Location"] == "/kerja/"
    assert client.get("/masuk/", {"next": goal})["Location"] == "/kerja/"


def test_after_signing_in_one_is_where_one_wanted_to_go(client):
    make_mira()
    asked = client.get("/en/akun/")
    page = client.get(asked["Location"]).content.decode()

    answer = sign_in(client, "mira@balai.example", next="/en/akun/")

    assert asked["Location"] == "/en/masuk/?next=/en/akun/"
    assert '<input type="hidden" name="next" value="/en/akun/">' in page
    assert answer["Location"] == "/en/akun/"


def test_the_key_of_the_session_changes_at_the_door(client):
    make_mira()
    session = client.session
    session["put_there"] = "by somebody else"
    session.save()
    before = session.session_key

    sign_in(client, "mira@balai.example")

    assert client.session.session_key != before
    assert (
        not Client(headers={"cookie": f"balai_session={before}"})
        .get("/akun/")
        .wsgi_request.user.is_authenticated
    )


def test_on_a_shared_computer_the_session_ends_with_the_browser(client):
    make_mira()

    shared = sign_in(client, "mira@balai.example", is_shared="on")
    own = sign_in(Client(), "mira@balai.example")

    assert shared.cookies["balai_session"]["max-age"] == ""
    assert own.cookies["balai_session"]["max-age"] == 30 * 24 * 60 * 60


def test_a_form_sent_from_elsewhere_signs_nobody_in_or_out():
    mira = make_mira()
    careful = Client(enforce_csrf_checks=True)

    refused = sign_in(careful, "mira@balai.example")
    careful.force_login(mira)
    not_out = careful.post("/keluar/")

    assert (refused.status_code, not_out.status_code) == (403, 403)
    assert careful.get("/akun/").status_code == 200


def test_signing_out_leaves_no_cookie_and_no_session(client):
    make_mira()
    sign_in(client, "mira@balai.example")
    key = client.session.session_key

    asked = client.get("/keluar/")
    answer = client.post("/keluar/")

    assert asked.status_code == 200
    assert answer["Location"] == "/"
    assert [name for name, cookie in answer.cookies.items() if cookie["max-age"] != 0] == []
    assert not client.session.exists(key)


def test_after_five_wrong_passwords_the_right_one_waits_too_and_strangers_are_told_the_same():
    make_mira()
    answers = []
    for known_as in ["mira@balai.example", "noon@balai.example"]:
        for _try in range(5):
            assert sign_in(Client(), known_as, "wrong-wrong").status_code == 422
        answers.append(shown(sign_in(Client(), known_as), typed=known_as))

    assert answers[0][0] == 429
    assert "Terlalu banyak percobaan" in answers[0][2]
    assert answers[0] == answers[1]


def test_other_spellings_of_a_number_are_no_new_tries():
    make_mira()
    spellings = [
        "081234567890",
        "+6281234567890",
        "6281234567890",
        "0812-3456-7890",
        "0812 3456 7890",
    ]
    for known_as in spellings:
        sign_in(Client(), known_as, "wrong-wrong")

    assert sign_in(Client(), "(0812) 3456 7890").status_code == 429


def test_whoever_tries_from_elsewhere_does_not_lock_somebody_out_at_home():
    make_mira()
    for _try in range(5):
        sign_in(Client(REMOTE_ADDR="203.0.113.7"), "mira@balai.example", "wrong-wrong")

    assert sign_in(Client(REMOTE_ADDR="203.0.113.7"), "mira@balai.example").status_code == 429
    assert sign_in(Client(), "mira@balai.example").status_code == 302


def test_a_right_password_is_no_try():
    make_mira()
    for _time in range(8):
        assert sign_in(Client(), "mira@balai.example").status_code == 302


def test_every_page_of_signing_in_has_its_place_in_both_languages(client):
    assert reverse("account_login") == reverse("accounts:sign_in") == "/masuk/"
    assert "Masuk" in client.get("/masuk/").content.decode()
    assert "Sign in" in client.get("/en/masuk/").content.decode()


def test_the_footer_of_public_pages_leads_in(client):
    assert '<a href="/masuk/" rel="nofollow">Masuk</a>' in client.get("/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_tries_at_the_same_moment_no_more_are_heard_than_may_be_made():
    make_mira()
    start = Barrier(12)

    def try_once(_at):
        start.wait()
        try:
            return sign_in(Client(), "mira@balai.example", "wrong-wrong").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as thieves:
        statuses = list(thieves.map(try_once, range(12)))

    assert statuses.count(422) <= 5
    assert set(statuses) <= {422, 429}
    assert sign_in(Client(), "mira@balai.example").status_code == 429


def test_tries_are_counted_where_every_process_sees_them():
    make_mira()
    for _try in range(5):
        sign_in(Client(), "mira@balai.example", "wrong-wrong")
        # As in another process, whose memory is its own.
        caches["pages"].clear()
        del caches["default"]

    assert sign_in(Client(), "mira@balai.example").status_code == 429
    assert SharedCacheEntry.objects.exists()
