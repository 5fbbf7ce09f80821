"""What a crash left behind is run again, once, with today's rights of whoever sent it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from balai.intake.actions.purging import forget_sent_by, purge_bodies
from balai.intake.models import Receipt, State
from balai.intake.replaying import GRACE, replay
from balai.intake.tasks import look_for_kept, replay_kept
from tests.factories import make_person
from tests.offline import site
from tests.offline.site import note_of, saved_notes

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.offline.urls")]
QUEUE = {"Outbox": "queue"}


@pytest.fixture
def mira(client):
    person = make_person("Mira")
    client.force_login(person)
    return person


@pytest.fixture
def kept(client, mira, monkeypatch):
    """Make a receipt whose server stumbled right after it was kept."""
    key = uuid4()
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(site, "save_note", stumble)
        assert client.post("/uji/catatan/", note_of(key), headers=QUEUE).status_code == 500
    return Receipt.objects.get(key=key)


def stumble(*_arguments):
    raise MemoryError


def grown_old(receipt):
    old = timezone.now() - GRACE - timedelta(seconds=1)
    Receipt.objects.filter(pk=receipt.pk).update(received_at=old)


def test_what_was_left_behind_is_done_once(kept):
    for _time in range(2):
        replay(Receipt.objects.get(pk=kept.pk))

    kept.refresh_from_db()
    assert (kept.state, kept.location) == (State.ACCEPTED, "/uji/tersimpan/")
    assert [key for key, _note in saved_notes()] == [str(kept.key)]


def test_the_phone_that_sends_it_again_gets_it_done(client, kept):
    answer = client.post("/uji/catatan/", note_of(kept.key), headers=QUEUE)

    assert answer.status_code == 201
    assert len(saved_notes()) == 1


def test_the_worker_looks_for_it_after_a_while_and_does_it_once(kept):
    look_for_kept()
    assert DBTaskResult.objects.count() == 0

    grown_old(kept)
    look_for_kept()
    look_for_kept()
    [waiting] = DBTaskResult.objects.all()
    replay_kept.call(*waiting.args_kwargs["args"])

    assert [key for key, _note in saved_notes()] == [str(kept.key)]


def test_who_was_forgotten_sends_nothing_any_more(kept, mira):
    mira.forgotten_at, mira.name, mira.email = timezone.now(), "", None
    mira.save()

    replay(kept)

    kept.refresh_from_db()
    assert (kept.state, saved_notes()) == (State.REFUSED, [])


def test_an_address_that_is_no_more_is_said(kept):
    Receipt.objects.filter(pk=kept.pk).update(path="/tidak/ada/")

    replay(Receipt.objects.get(pk=kept.pk))

    kept.refresh_from_db()
    assert (kept.state, saved_notes()) == (State.REFUSED, [])


def test_bodies_go_once_they_are_accepted_for_long_and_never_while_they_wait(client, mira, kept):
    client.post("/uji/catatan/", note_of(uuid4()), headers=QUEUE)
    now = timezone.now()

    early = purge_bodies(now=now + timedelta(days=29))
    late = purge_bodies(now=now + timedelta(days=31))

    assert (early, late) == (0, 1)
    assert list(Receipt.objects.filter(sealed_body=None).values_list("state")) == [("accepted",)]


def test_what_the_forgotten_sent_is_gone(client, mira, kept):
    forget_sent_by(mira.pk, now=timezone.now())

    kept.refresh_from_db()
    assert (kept.state, kept.sealed_body, kept.title) == (State.DROPPED, None, "")
