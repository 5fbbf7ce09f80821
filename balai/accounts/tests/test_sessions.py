"""Where one is signed in, in words, and out of it from elsewhere."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.accounts.queries.devices import device_in_words, network_in_words
from balai.accounts.tests.entering import make_mira, sign_in
from balai.core.models import AuditEntry
from tests.factories import make_person

pytestmark = pytest.mark.django_db

PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (PHONE, "Chrome, Android"),
        (
            "Mozilla/5.0 (Linux; Android 9) SamsungBrowser/20.0 Chrome/106 Safari/537",
            "Samsung Internet, Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120 Safari/537 Edg/120", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0", "Firefox, Linux"),
        ("curl/8", "peramban tanpa nama"),
        ("", "peramban tanpa nama"),
    ],
)
def test_a_browser_is_called_as_people_call_it(user_agent, words):
    assert device_in_words(user_agent) == words


def test_a_network_is_the_same_or_another():
    same = network_in_words("36.71.20.5", this_address="36.71.20.77")
    other = network_in_words("2001:db8:1:2::5", this_address="36.71.20.77")

    assert same == "jaringan yang Anda pakai sekarang"
    assert other == "jaringan lain, 2001:db8:1::/48"


def two_places():
    make_mira()
    phone, computer = Client(headers={"user-agent": PHONE}, REMOTE_ADDR="36.71.20.5"), Client()
    sign_in(phone)
    sign_in(computer)
    return phone, computer


def test_each_place_is_listed_with_this_one_first():
    phone, computer = two_places()

    listed = computer.get("/akun/sesi/").context["sessions"]

    assert [(one.device, one.is_this) for one in listed] == [
        ("peramban tanpa nama", True),
        ("Chrome, Android", False),
    ]
    assert listed[1].network == "jaringan lain, 36.71.20.0/24"


def test_a_session_ended_from_elsewhere_is_a_visitors_at_once():
    phone, computer = two_places()
    assert phone.get("/akun/").status_code == 200
    number = computer.get("/akun/sesi/").context["sessions"][1].number

    answer = computer.post(f"/akun/sesi/{number}/akhir/")

    assert answer["Location"] == "/akun/sesi/"
    assert phone.get("/akun/").status_code == 302
    assert computer.get("/akun/").status_code == 200
    assert AuditEntry.objects.filter(act="accounts.session_ended").count() == 1


def test_out_everywhere_means_here_too():
    phone, computer = two_places()

    computer.post("/akun/sesi/akhir/")

    assert phone.get("/akun/").status_code == 302
    assert computer.get("/akun/").status_code == 302
    assert not UserSession.objects.exists()


def test_ones_own_session_ends_as_by_signing_out():
    phone, computer = two_places()
    number = computer.get("/akun/sesi/").context["sessions"][0].number

    assert computer.post(f"/akun/sesi/{number}/akhir/")["Location"] == "/masuk/"
    assert computer.get("/akun/").status_code == 302
    assert phone.get("/akun/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else():
    phone, _computer = two_places()
    ines = Client()
    ines.force_login(make_person("Ines"))
    number = UserSession.objects.order_by("pk").first().pk

    assert ines.post(f"/akun/sesi/{number}/akhir/").status_code == 404
    assert phone.get("/akun/").status_code == 200


def test_a_session_is_seen_once_in_a_quarter_of_an_hour():
    phone, _computer = two_places()
    phone.get("/akun/nama/")

    with CaptureQueriesContext(connection) as asked:
        phone.get("/akun/nama/")

    assert [one["sql"] for one in asked if "usersession" in one["sql"]] == []
    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []


def test_a_changed_password_ends_other_sessions_and_keeps_this_one():
    phone, computer = two_places()

    answer = computer.post("/akun/kata-sandi/", {"password": "rotan-dan-madu-9"})

    assert answer["Location"] == "/akun/"
    assert phone.get("/akun/").status_code == 302
    assert computer.get("/akun/").status_code == 200
    assert [one.is_this for one in computer.get("/akun/sesi/").context["sessions"]] == [True]
    assert sign_in(Client()).status_code == 422
    assert sign_in(Client(), password="rotan-dan-madu-9").status_code == 302  # noqa: S106
