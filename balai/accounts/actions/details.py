"""What people change of their own name and of how they are known."""

from datetime import datetime

from django.db import IntegrityError, transaction

from balai.accounts.errors import AddressLinkDoesNotFit, NumberNotPossible
from balai.accounts.models import Person
from balai.accounts.queries.addresses import address_of_key
from balai.core import audit
from balai.core.phones import phone_digits


@transaction.atomic
def rename_person(person: Person, name: str, *, by: Person, now: datetime) -> None:
    person.name = name
    person.save(update_fields=["name"])
    audit.record("accounts.person_renamed", target=person, by=by, now=now)


@transaction.atomic
def change_number(person: Person, phone_number: str, *, by: Person, now: datetime) -> None:
    """Make somebody known by another telephone number, or by none.

    Raises PhoneUnclear or NumberNotPossible; then nothing is written.
    """
    before = person.phone_number
    person.phone_number = phone_digits(phone_number) or None
    try:
        with transaction.atomic():
            person.save(update_fields=["phone_number"])
    except IntegrityError as clash:
        # Somebody else's, or the last that one is known by: which of them is not told.
        person.phone_number = before
        raise NumberNotPossible from clash
    audit.record("accounts.number_changed", target=person, by=by, now=now)


@transaction.atomic
def change_email(person: Person, key: str, *, by: Person, now: datetime) -> None:
    """Make somebody known by the address where the key was read; a key works once, for a day.

    Raises AddressLinkDoesNotFit; then nothing is written.
    """
    email = address_of_key(person, key)
    if email is None:
        raise AddressLinkDoesNotFit
    before, person.email = person.email, email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as clash:
        person.email = before
        raise AddressLinkDoesNotFit from clash
    audit.record("accounts.email_changed", target=person, by=by, now=now)
