"""One's own name, address, number and password, and nothing learnt of others."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from balai.accounts.models import Person
from balai.accounts.tests.entering import PASSWORD, make_mira, sign_in
from balai.core.models import AuditEntry
from tests.factories import make_person

pytestmark = pytest.mark.django_db

NEW = "rotan-dan-madu-9"


def do_tasks():
    call_command("work", "--once")


def link_in(letter):
    [link] = re.findall(r"http://balai\.example(/\S+)", letter.body)
    return link


@pytest.fixture
def mira(client):
    mira = make_mira()
    sign_in(client)
    return mira


def test_one_changes_ones_name(client, mira):
    client.post("/akun/nama/", {"name": "Mira Lestari"})

    mira.refresh_from_db()
    assert mira.name == "Mira Lestari"
    assert AuditEntry.objects.get(act="accounts.person_renamed").by_number == mira.pk


def test_one_is_known_by_the_new_number_at_once(client, mira):
    answer = client.post("/akun/nomor/", {"phone_number": "0813 1111 2222"})

    mira.refresh_from_db()
    assert answer["Location"] == "/akun/"
    assert mira.phone_number == "6281311112222"
    assert sign_in(Client(), "+62 813-1111-2222").status_code == 302
    assert sign_in(Client(), "081234567890").status_code == 422


@pytest.mark.parametrize("number", ["0812-9999-0000", "12"])
def test_a_number_of_somebody_else_or_of_nobody_changes_nothing(client, mira, number):
    make_person("Ines", phone_number="081299990000")

    page = client.post("/akun/nomor/", {"phone_number": number})

    mira.refresh_from_db()
    assert page.status_code == 422
    assert f'value="{number}"' in page.content.decode()
    assert mira.phone_number == "6281234567890"
    assert not AuditEntry.objects.filter(act="accounts.number_changed").exists()


def test_the_last_that_one_is_known_by_stays(client):
    ines = Person.objects.create_person(name="Ines", phone_number="081299990000")
    client.force_login(ines)

    page = client.post("/akun/nomor/", {"phone_number": ""})

    ines.refresh_from_db()
    assert page.status_code == 422
    assert ines.phone_number == "6281299990000"


def test_nobody_asks_through_numbers_who_is_known(client, mira):
    for at in range(10):
        client.post("/akun/nomor/", {"phone_number": f"08129999000{at}"})

    page = client.post("/akun/nomor/", {"phone_number": "081299990099"})

    assert "Terlalu banyak percobaan" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_new_address_counts_once_its_mail_was_read(client):
    mira = make_mira()
    sign_in(client)
    client.post("/akun/email/", {"email": "Baru@Balai.example"})
    do_tasks()
    link = link_in(mail.outbox[0])

    looked_at = client.get(link)
    mira.refresh_from_db()
    assert (looked_at.status_code, mira.email) == (200, "mira@balai.example")
    client.post(link)

    mira.refresh_from_db()
    assert mail.outbox[0].to == ["baru@balai.example"]
    assert mira.email == "baru@balai.example"
    assert client.post(link).status_code == 422
    assert AuditEntry.objects.filter(act="accounts.email_changed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_for_a_new_address_is_good_for_nobody_else(client):
    make_mira()
    sign_in(client)
    client.post("/akun/email/", {"email": "baru@balai.example"})
    do_tasks()
    ines = Client()
    ines.force_login(make_person("Ines"))

    assert ines.post(link_in(mail.outbox[0])).status_code == 422
    assert not Person.objects.filter(email="baru@balai.example").exists()


@pytest.mark.django_db(transaction=True)
def test_an_address_that_somebody_has_gets_no_mail_and_the_same_answer(client):
    make_mira()
    make_person("Ines")
    sign_in(client)

    taken = client.post("/akun/email/", {"email": "ines@balai.example"})
    free = client.post("/akun/email/", {"email": "baru@balai.example"})
    do_tasks()

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert [letter.to for letter in mail.outbox] == [["baru@balai.example"]]


@pytest.mark.parametrize("weak", ["short-1", "password123"])
def test_a_weak_password_is_refused_and_the_old_one_stays(client, mira, weak):
    page = client.post("/akun/kata-sandi/", {"password": weak})

    assert page.status_code == 422
    assert "Kata sandi" in page.content.decode()
    assert sign_in(Client()).status_code == 302


def shown(answer):
    return answer.status_code, re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()
    )


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_password_tells_strangers_nothing(django_assert_num_queries):
    make_mira()
    Person.objects.create_person(name="Ines", phone_number="081299990000")
    answers = []

    for known_as in ["mira@balai.example", "081299990000", "noon@balai.example", "nonsense"]:
        with django_assert_num_queries(48, exact=False):
            answers.append(shown(Client().post("/masuk/lupa/", {"known_as": known_as})))
    do_tasks()

    assert answers[0][0] == 200
    assert len(set(answers)) == 1
    assert [letter.to for letter in mail.outbox] == [["mira@balai.example"]]


@pytest.mark.django_db(transaction=True)
def test_the_link_can_be_used_where_one_is_still_signed_in(client):
    mira = make_mira()
    sign_in(client)
    Client().post("/masuk/lupa/", {"known_as": mira.email})
    do_tasks()

    answer = client.post(link_in(mail.outbox[0]), {"password": NEW})

    assert (answer.status_code, answer["Location"]) == (302, "/masuk/")
    assert client.get("/akun/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_link_sets_a_new_password_once_and_ends_every_session(client):
    mira = make_mira()
    sign_in(client)
    Client().post("/masuk/lupa/", {"known_as": "0812-3456-7890"})
    do_tasks()
    link = link_in(mail.outbox[0])
    browser = Client()

    asked = browser.get(link)
    weak = browser.post(link, {"password": "mira"})
    answer = browser.post(link, {"password": NEW})

    assert (asked.status_code, weak.status_code) == (200, 422)
    assert answer["Location"] == "/masuk/"
    assert client.get("/akun/").status_code == 302
    assert browser.post(link, {"password": "yet-another-1"}).status_code == 410
    mira.refresh_from_db()
    assert mira.check_password(NEW)
    do_tasks()
    assert mail.outbox[-1].subject == "Kata sandi Balai Anda diganti"


@pytest.mark.parametrize(
    "key", ["MQ-abc-def", "nonsense", "-", "__-x", "MTAwMDAwMDAwMDAwMDAwMDAwMDAw-a-b"]
)
def test_a_made_up_link_opens_nothing(client, key):
    make_mira()

    assert client.post(f"/masuk/sandi-baru/{key}/", {"password": NEW}).status_code == 410
    assert sign_in(Client(), password=PASSWORD).status_code == 302


def test_too_many_links_for_one_name_wait():
    for _time in range(5):
        assert Client().post("/masuk/lupa/", {"known_as": "noon@balai.example"}).status_code == 200

    assert Client().post("/masuk/lupa/", {"known_as": "Noon@balai.example "}).status_code == 422


def test_a_form_that_is_too_old_is_refused_in_our_words():
    page = Client(enforce_csrf_checks=True).post("/masuk/", {"known_as": "mira"})

    assert page.status_code == 403
    assert "tekan Kembali, yang Anda tulis masih ada" in page.content.decode()
    assert '<nav aria-label="Utama">' not in page.content.decode()
