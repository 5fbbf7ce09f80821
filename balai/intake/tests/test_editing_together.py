"""Two people, one record: what goes together goes together, the rest waits for a person."""

import json
from uuid import uuid4

import pytest

from balai.intake.models import Receipt, State
from tests.factories import make_person
from tests.offline.site import VILLAGE, record_now

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.offline.urls")]
RECORD = "/uji/rekam/satu/"
FIRST = {"place": ["Balai"], "hour": ["09.00"], "kind": ["a"], "is_open": []}


@pytest.fixture(autouse=True)
def _mira(client):
    client.force_login(make_person("Mira"))


def edit(client, *, version=1, base=FIRST, headers=None, **changes):
    """Send what a phone does that was shown `base` at `version`."""
    shown = {name: values[0] for name, values in base.items() if values}
    about = {
        "request_key": str(uuid4()),
        "request_version": str(version),
        "request_base": json.dumps(base),
        "request_area": VILLAGE,
    }
    headers = {"Outbox": "queue"} if headers is None else headers
    return client.post(RECORD, shown | about | changes, headers=headers)


def test_the_first_edit_is_saved(client):
    answer = edit(client, hour="10.00")

    assert answer.status_code == 201
    assert record_now("satu") == {
        "version": 2,
        "place": "Balai",
        "hour": "10.00",
        "kind": "a",
        "is_open": False,
    }


def test_different_fields_are_merged_and_it_says_so(client):
    edit(client, hour="10.00", is_open="on")

    answer = edit(client, place="Rumah Dayang")

    assert answer.status_code == 201
    assert answer.json()["sentence"] == (
        "Orang lain mengubah ini sementara itu; isian mereka tetap berlaku di: Jam, Terbuka."
    )
    assert record_now("satu") == {
        "version": 3,
        "place": "Rumah Dayang",
        "hour": "10.00",
        "kind": "a",
        "is_open": True,
    }


def test_the_same_field_waits_for_a_person_and_overwrites_nothing(client):
    edit(client, hour="10.00")

    answer = edit(client, hour="11.00", place="Rumah Dayang")

    assert (answer.status_code, answer.json()["code"]) == (410, "clashing")
    assert record_now("satu")["hour"] == "10.00"
    assert record_now("satu")["place"] == "Balai"
    assert Receipt.objects.latest("pk").state == State.CLASHING
    assert Receipt.objects.latest("pk").content.first("hour") == "11.00"


def test_an_edit_that_does_not_say_what_it_was_shown_overwrites_nothing(client):
    edit(client, hour="10.00")

    answer = edit(client, base={}, place="Rumah", hour="09.00", kind="a")

    assert answer.status_code == 410
    assert record_now("satu")["hour"] == "10.00"


def test_without_scripts_somebody_is_told_and_nothing_is_overwritten(client):
    edit(client, hour="10.00", headers={})

    answer = edit(client, hour="11.00", headers={})

    assert answer.status_code == 410
    assert record_now("satu")["hour"] == "10.00"
