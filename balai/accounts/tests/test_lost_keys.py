"""Who lost phone and paper is let back in by somebody who may, and by nobody else."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from balai.accounts.tasks import throw_away_ended_sessions
from balai.accounts.tests.entering import SECRET, make_mira, make_officer, sign_in
from balai.core.models import AuditEntry, SharedCacheEntry
from tests.factories import make_person, make_region, make_role

pytestmark = pytest.mark.django_db


def test_the_province_lets_an_officer_back_in_who_then_sets_up_a_new_key(client):
    make_region()
    mira = make_officer()
    sari = make_role("Sari", "province_officer", "64").person
    client.force_login(sari)

    page = client.get(f"/kerja/orang/{mira.pk}/").content.decode()
    client.post(f"/kerja/orang/{mira.pk}/kunci-hilang/")

    back = Client()
    sign_in(back)
    assert "Hapus kunci kedua" in page
    assert back.get("/kerja/")["Location"].startswith("/akun/kunci-kedua/")
    entry = AuditEntry.objects.get(act="accounts.second_factors_removed")
    assert (entry.by_number, entry.thing_number) == (sari.pk, mira.pk)
    trail = client.get("/kerja/orang/jejak/").content.decode()
    assert "Sari menghapus kunci kedua Mira yang hilang." in trail


@pytest.mark.parametrize(
    ("kind", "area_code", "status"),
    [
        ("regency_officer", "64.03", 302),
        ("regency_officer", "64.02", 404),
        ("operator", "64.03.01.2005", 404),
    ],
)
def test_nobody_else_takes_an_officers_key_away(client, kind, area_code, status):
    make_region()
    make_region("64.02.08.2009")
    mira = make_officer()
    client.force_login(make_role("Ines", kind, area_code).person)

    answer = client.post(f"/kerja/orang/{mira.pk}/kunci-hilang/")

    assert answer.status_code == status
    assert Authenticator.objects.filter(user=mira).count() == 1
    assert not AuditEntry.objects.filter(act="accounts.second_factors_removed").exists()


def test_the_last_officer_of_the_province_is_let_in_on_the_command_line(capsys):
    mira = make_officer(kind="province_officer", area_code="64")

    call_command("remove_second_keys", "0812 3456 7890")

    assert not Authenticator.objects.filter(user=mira).exists()
    assert AuditEntry.objects.get(act="accounts.second_factors_removed").by_number is None


def test_the_command_line_names_whom_it_does_not_know():
    TOTP.activate(make_person("Ines"), SECRET)

    with pytest.raises(CommandError, match="Nobody signs in as noon@balai.example"):
        call_command("remove_second_keys", "noon@balai.example")

    assert Authenticator.objects.count() == 1


def test_nothing_is_kept_of_sessions_that_ended():
    make_mira()
    ended, going_on = Client(), Client()
    sign_in(ended)
    sign_in(going_on)
    Session.objects.filter(pk=ended.session.session_key).update(expire_date=timezone.now())
    cache.set("long-ago", "yes", 1000)
    SharedCacheEntry.objects.filter(cache_key__contains="long-ago").update(expires=timezone.now())

    throw_away_ended_sessions.func()

    assert [one.session_key for one in UserSession.objects.all()] == [going_on.session.session_key]
    assert Session.objects.count() == 1
    assert not SharedCacheEntry.objects.filter(cache_key__contains="long-ago").exists()
    assert going_on.get("/akun/").status_code == 200
