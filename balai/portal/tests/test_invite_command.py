from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from balai.accounts.models import Invitation, Person
from balai.accounts.rules import Right
from balai.accounts.visitors import rights_of
from balai.core.models import AuditEntry
from tests.factories import make_region

pytestmark = pytest.mark.django_db

RAHMAN = {
    "name": "Rahman",
    "contact": "rahman@balai.example",
    "password": "sungai mahakam luas",
    "is_adult": "on",
}


def link(*words):
    said = StringIO()
    call_command("invite", *words, stdout=said)
    return said.getvalue().strip().removeprefix("http://balai.example")


def test_the_first_officer_comes_in_by_a_link_and_is_led_to_a_second_key():
    make_region("64")
    address = link()
    visitor = Client()

    page = visitor.get(address).content.decode()
    visitor.post(address, RAHMAN)

    assert "Balai mengundang Anda ke Balai sebagai petugas provinsi" in page
    assert rights_of(Person.objects.get()) == {Right("province_officer", "64")}
    assert visitor.get("/kerja/orang/")["Location"].startswith("/akun/kunci-kedua/")
    assert set(AuditEntry.objects.values_list("by_number", flat=True)) == {
        None,
        Person.objects.get().pk,
    }
    assert Client().get(address).status_code == 410


def test_it_invites_to_other_roles():
    make_region()

    link("--role", "village_head", "--area", "64.03.01.2005")

    assert Invitation.objects.get().right == Right("village_head", "64.03.01.2005")


@pytest.mark.parametrize("area", ["64", "64.99", "nonsense"])
def test_an_area_that_does_not_fit_or_does_not_stand_is_refused(area):
    make_region("64")

    with pytest.raises(CommandError):
        link("--role", "operator", "--area", area)

    assert Invitation.objects.count() == 0
