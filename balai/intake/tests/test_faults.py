"""The disk is full, the database takes nothing, the worker is dead: nothing is lost or doubled."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from balai.intake.models import Receipt
from tests.factories import make_person
from tests.offline import site
from tests.offline.site import note_of, saved_notes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.offline.urls")]
QUEUE = {"Outbox": "queue"}


@pytest.fixture(autouse=True)
def _mira(client):
    client.force_login(make_person("Mira"))


def send(client, key, **fields):
    return client.post("/uji/catatan/", note_of(key, **fields), headers=QUEUE)


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


@contextmanager
def read_only():
    on, off = {
        "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
        "postgresql": (
            "SET default_transaction_read_only = on",
            "SET default_transaction_read_only = off",
        ),
    }[connection.vendor]
    execute(on)
    try:
        yield
    finally:
        execute(off)


@contextmanager
def full_disk():
    """Let the file of SQLite grow no further."""
    pages, most = execute("PRAGMA page_count"), execute("PRAGMA max_page_count")
    execute(f"PRAGMA max_page_count = {pages[0]}")
    try:
        yield
    finally:
        execute(f"PRAGMA max_page_count = {most[0]}")


def silence(*_arguments):
    raise OperationalError("server closed the connection unexpectedly")


def test_a_database_that_may_only_be_read_leaves_it_on_the_phone(client):
    key = uuid4()

    with read_only():
        answer = send(client, key)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert (Receipt.objects.count(), saved_notes()) == (0, [])

    assert send(client, key).status_code == 201
    assert len(saved_notes()) == 1


def test_a_full_disk_leaves_it_on_the_phone(client):
    if connection.vendor != "sqlite":
        pytest.skip("only the file of SQLite can be kept from growing here")
    key, long = uuid4(), "x" * 500_000

    with full_disk():
        answer = send(client, key, field_1=long)
    assert (answer.status_code, Receipt.objects.count(), saved_notes()) == (503, 0, [])

    assert send(client, key, field_1=long).status_code == 201
    assert len(saved_notes()) == 1


def test_a_database_that_goes_silent_after_the_receipt_keeps_it(client, monkeypatch):
    key = uuid4()
    with monkeypatch.context() as broken:
        broken.setattr(site, "save_note", silence)
        answer = send(client, key)
    assert (answer.status_code, answer.json()["code"]) == (503, "not_now")
    assert answer.json()["received_at"] is not None
    assert list(Receipt.objects.values_list("state", flat=True)) == ["kept"]

    # No worker is there to do it; the phone asks again.
    assert send(client, key).status_code == 201
    assert len(saved_notes()) == 1
