"""A password is set in one place, and ends every other session."""

import pytest
from django.test import Client

from balai.accounts.actions.passwords import set_password
from balai.accounts.errors import PasswordTooWeak, PersonForgotten
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db

NEW = "rotan-dan-madu-9"


def test_a_new_password_opens_and_is_in_the_trail():
    mira = make_person("Mira")

    set_password(mira, NEW, by=mira, now=NOON)

    mira.refresh_from_db()
    assert mira.check_password(NEW)
    entry = AuditEntry.objects.get(act="accounts.password_set")
    assert (entry.by_number, entry.thing_number, entry.reason) == (mira.pk, mira.pk, "")


@pytest.mark.parametrize("weak", ["short-1", "password123", "mira@balai.example", "12345678"])
def test_a_weak_password_is_refused_in_plain_words(weak):
    mira = make_person("Mira")
    before = mira.password

    with pytest.raises(PasswordTooWeak) as refusal:
        set_password(mira, weak, by=mira, now=NOON)

    mira.refresh_from_db()
    assert "Kata sandi" in str(refusal.value)
    assert mira.password == before
    assert not AuditEntry.objects.exists()


def test_a_forgotten_person_gets_no_password():
    mira = make_person("Mira")
    mira.name, mira.email, mira.forgotten_at = "", None, NOON

    with pytest.raises(PersonForgotten):
        set_password(mira, NEW, by=None, now=NOON)


def test_every_session_from_before_is_a_visitors_at_once():
    mira = make_person("Mira")
    set_password(mira, "perahu-ketinting-64", by=None, now=NOON)
    phone = Client()
    phone.post("/masuk/", {"known_as": "mira@balai.example", "password": "perahu-ketinting-64"})
    assert phone.get("/akun/").status_code == 200

    set_password(mira, NEW, by=None, now=NOON)

    assert phone.get("/akun/").status_code == 302
    assert AuditEntry.objects.filter(act="accounts.sessions_ended").count() == 1
