"""One person for each role, in a demo only, and never over what somebody changed."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from balai.accounts.models import Person, Role, RoleKind
from balai.accounts.queries.second_factors import code_of_the_moment, secret_of
from balai.catalogue.models import Listing
from balai.catalogue.queries.protocols import changes_to_approve, spoken_for
from balai.core.models import AuditEntry
from balai.portal.actions.demo_people import PASSWORD, demo_sign_ins, load_demo_people
from balai.registry.models import Community
from tests.factories import NOON, make_organisation, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demo(settings):
    settings.IS_DEMO = True
    make_region()
    make_region("64.02.08.2009")
    make_organisation()


def sign_in(client, email, password=PASSWORD):
    return client.post("/masuk/", {"known_as": email, "password": password})


@pytest.mark.usefixtures("_demo")
def test_there_is_somebody_for_each_role_in_two_regencies():
    load_demo_people(now=NOON)

    held = Role.objects.standing()
    assert set(held.values_list("kind", flat=True)) == set(RoleKind.values)
    assert {code[:5] for code in held.values_list("area_code", flat=True)} == {
        "64",
        "64.02",
        "64.03",
    }


@pytest.mark.usefixtures("_demo")
def test_there_is_an_example_community_whose_pages_can_be_walked(client):
    load_demo_people(now=NOON)

    marta, selvi = (Person.objects.get(email=f"{name}@coba.example") for name in ("marta", "selvi"))
    kept = {one.concerned.key: one for one in spoken_for(marta)}
    assert set(kept) == {
        "contoh-dijaga-musim",
        "contoh-dijaga-kelompok",
        "contoh-dijaga-menunggu",
    }
    assert {one.concerned.example for one in kept.values()} == {True}
    assert [change.protocol for change in changes_to_approve(selvi, now=NOON)] == [
        kept["contoh-dijaga-kelompok"]
    ]
    assert not Listing.objects.filter(key="contoh-dijaga-kelompok").public().exists()
    client.force_login(selvi)
    assert "Contoh: hanya untuk satu kelompok" in client.get("/kerja/protokol/").content.decode()


@pytest.mark.usefixtures("_demo")
def test_without_its_representative_no_example_community_is_made():
    load_demo_people(now=NOON)
    Role.objects.filter(kind="representative").update(ended_at=NOON)
    made = Community.objects.get()
    made.name = "Renamed"
    made.save()

    load_demo_people(now=NOON)

    assert Community.objects.get() == made


@pytest.mark.usefixtures("_demo")
def test_they_sign_in_with_the_password_that_is_printed(client):
    load_demo_people(now=NOON)

    assert sign_in(client, "yuliana@coba.example").status_code == 302


@pytest.mark.usefixtures("_demo")
def test_officers_and_reviewers_have_an_app_whose_code_is_printed(capsys):
    call_command("demo_people")

    printed = capsys.readouterr().out
    secrets = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    assert {row.user.roles.get().kind for row in secrets} == {
        "province_officer",
        "regency_officer",
        "reviewer",
    }
    assert PASSWORD in printed
    assert "Merasa\n" in printed
    for person in demo_sign_ins():
        assert person.email in printed
    for row in secrets:
        assert code_of_the_moment(secret_of(row)) in printed


@pytest.mark.usefixtures("_demo")
def test_the_page_says_as_whom_to_sign_in_and_the_code_of_those_who_need_one(client):
    load_demo_people(now=NOON)
    dewi = next(one for one in demo_sign_ins() if one.email == "dewi@coba.example")

    page = client.get("/masuk/").content.decode()
    sign_in(client, dewi.email)
    second = client.get("/masuk/langkah-kedua/").content.decode()

    assert PASSWORD in page
    assert [one.email for one in demo_sign_ins() if one.email not in page] == []
    assert dewi.code in second


def test_where_it_is_no_demo_the_page_names_nobody(client):
    page = client.get("/masuk/").content.decode()

    assert PASSWORD not in page
    assert "@coba.example" not in page


@pytest.mark.usefixtures("_demo")
def test_loading_twice_changes_nothing_and_a_changed_password_stays():
    load_demo_people(now=NOON)
    nur = Person.objects.get(email="nur@coba.example")
    nur.set_password("sandi-saya-sendiri")
    nur.save()
    nur.roles.update(ended_at=NOON)
    before = (Person.objects.count(), Role.objects.count(), AuditEntry.objects.count())

    assert load_demo_people(now=NOON) == 0

    nur.refresh_from_db()
    assert nur.check_password("sandi-saya-sendiri")
    assert not nur.roles.filter(ended_at=None).exists()
    assert before == (Person.objects.count(), Role.objects.count(), AuditEntry.objects.count())


def test_where_it_is_no_demo_nobody_is_made(capsys):
    call_command("demo_people")

    assert not Person.objects.exists()
    assert "BALAI_DEMO is off" in capsys.readouterr().out


@pytest.mark.usefixtures("_demo")
def test_people_of_a_demo_are_shut_out_when_it_becomes_a_real_one(client, settings):
    load_demo_people(now=NOON)
    sign_in(client, "nur@coba.example")
    assert client.get("/akun/").status_code == 200

    settings.IS_DEMO = False

    assert client.get("/akun/").status_code == 302
    assert sign_in(client, "nur@coba.example").status_code == 422
