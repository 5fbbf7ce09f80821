import pytest
from django.db import IntegrityError, transaction

from balai.accounts.models import Person
from balai.core.phones import PhoneUnclear
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db


def test_a_person_is_known_by_one_spelling_of_an_address_and_of_a_number():
    person = Person.objects.create_person(
        name="Mira", email=" Mira@Balai.Example ", phone_number="0812-3456-7890"
    )

    assert (person.email, person.phone_number) == ("mira@balai.example", "6281234567890")
    assert not person.has_usable_password()


def test_a_telephone_number_is_enough():
    person = Person.objects.create_person(name="Mira", phone_number="+62 812 3456 7890")

    assert (person.email, person.phone_number) == (None, "6281234567890")


def test_two_may_be_without_an_address():
    Person.objects.create_person(name="Mira", phone_number="081234567890")
    Person.objects.create_person(name="Ines", phone_number="081234567891")

    assert Person.objects.filter(email=None).count() == 2


def test_a_number_that_no_telephone_has_makes_nobody():
    with pytest.raises(PhoneUnclear):
        Person.objects.create_person(name="Mira", phone_number="12")

    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Mira"},
        {"name": "Mira", "email": "Mira@balai.example"},
        {"name": "Mira", "email": "mira@balai.example", "forgotten_at": NOON},
        {"name": "Mira", "forgotten_at": NOON},
        {"name": "", "phone_number": "6281234567890", "forgotten_at": NOON},
    ],
    ids=["unreachable", "capital", "forgotten address", "forgotten name", "forgotten number"],
)
def test_the_database_refuses(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(**fields)

    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "again", [{"email": "mira@balai.example"}, {"phone_number": "6281234567890"}]
)
def test_nobody_has_the_address_or_number_of_another(again):
    make_person("Mira", phone_number="081234567890")

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="Ines", **again)

    assert Person.objects.count() == 1


def test_a_forgotten_person_keeps_nothing_but_the_number():
    person = Person.objects.create(name="", forgotten_at=NOON)

    assert str(person) == ""
