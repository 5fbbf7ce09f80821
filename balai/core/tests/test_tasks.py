"""Tasks that fail are tried again; tasks whose worker was killed are put back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from balai.core.tasks import LONGEST_RUN, PAUSES, later, put_back_lost, try_again_later

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
heard: list[str] = []

pytestmark = pytest.mark.django_db
# The worker closes its connections now and then, which a surrounding transaction would not bear.
with_a_worker = pytest.mark.django_db(transaction=True)


@later
def say(word: str) -> None:
    heard.append(word)


@later
def stumble() -> None:
    raise RuntimeError("the network is down")


@task
def do_only_once() -> None:
    raise RuntimeError("half done")


def stored(enqueued: Any, **fields: object) -> DBTaskResult[Any, Any]:
    DBTaskResult.objects.filter(pk=enqueued.id).update(**fields)
    return DBTaskResult.objects.get(pk=enqueued.id)


def running_since(started_at: datetime, *, workers: int = 1) -> DBTaskResult[Any, Any]:
    return stored(
        say.enqueue("again"), status="RUNNING", started_at=started_at, worker_ids=["w"] * workers
    )


@with_a_worker
def test_a_task_is_done_later():
    heard.clear()
    say.enqueue("selamat")

    call_command("work", "--once", verbosity=0)

    assert heard == ["selamat"]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@with_a_worker
def test_a_task_that_fails_waits_for_its_next_try():
    enqueued = stumble.enqueue()
    before = timezone.now()

    call_command("work", "--once", verbosity=0)

    waiting = stored(enqueued)
    assert waiting.status == "READY"
    assert before + PAUSES[0] <= waiting.run_after <= timezone.now() + PAUSES[0]
    assert "the network is down" in waiting.traceback


@pytest.mark.parametrize(("tries", "pause"), enumerate(PAUSES, start=1))
def test_each_pause_is_longer(tries, pause):
    failed = stored(stumble.enqueue(), status="FAILED", worker_ids=["w"] * tries)

    assert try_again_later(failed, now=NOW)

    assert stored(failed).run_after == NOW + pause


def test_a_task_that_failed_five_times_stays_failed():
    failed = stored(stumble.enqueue(), status="FAILED", worker_ids=["w"] * 5)

    assert not try_again_later(failed, now=NOW)

    assert stored(failed).status == "FAILED"


@with_a_worker
def test_a_task_that_may_not_be_repeated_stays_failed():
    enqueued = do_only_once.enqueue()

    call_command("work", "--once", verbosity=0)

    assert stored(enqueued).status == "FAILED"


@with_a_worker
def test_a_task_left_by_a_killed_worker_is_put_back_and_done():
    heard.clear()
    lost = running_since(timezone.now() - LONGEST_RUN - timedelta(seconds=1))

    call_command("work", "--once", verbosity=0)

    assert heard == ["again"]
    assert stored(lost).status == "SUCCESSFUL"


def test_a_task_that_may_still_be_running_is_left_alone():
    running = running_since(NOW - LONGEST_RUN)

    assert put_back_lost(now=NOW) == 0

    assert stored(running).status == "RUNNING"


def test_a_lost_task_that_may_not_be_repeated_is_left_alone():
    started_at = NOW - LONGEST_RUN * 2
    lost = stored(do_only_once.enqueue(), status="RUNNING", started_at=started_at)

    assert put_back_lost(now=NOW) == 0

    assert stored(lost).status == "RUNNING"


def test_a_task_that_killed_its_worker_five_times_ends_as_failed():
    deadly = running_since(NOW - LONGEST_RUN * 2, workers=5)

    assert put_back_lost(now=NOW) == 0

    assert stored(deadly).status == "FAILED"
    assert stored(deadly).finished_at == NOW
