"""What is to be done every day is put into the queue once, by whichever worker looks first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django_tasks_db.models import DBTaskResult

from balai.core import tasks
from balai.core.models import DailyRun
from balai.core.tasks import enqueue_daily, later

# Seven in the morning in WITA.
MORNING = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
AT_ONCE = 6


@later
def sweep() -> None:
    pass


@pytest.fixture(autouse=True)
def _one_daily_task(monkeypatch):
    monkeypatch.setattr(tasks, "_daily", [sweep])


def waiting():
    return DBTaskResult.objects.filter(task_path=f"{__name__}.sweep").count()


@pytest.mark.django_db
def test_a_daily_task_waits_in_the_queue_once_a_day_from_seven():
    moments = [MORNING, MORNING + timedelta(hours=23, minutes=59), MORNING + timedelta(days=1)]

    assert [enqueue_daily(now=now) for now in moments] == [1, 0, 1]

    assert waiting() == 2


@pytest.mark.django_db
def test_days_on_which_no_worker_ran_are_not_made_up_for():
    enqueue_daily(now=MORNING)

    assert enqueue_daily(now=MORNING + timedelta(days=9)) == 1

    assert waiting() == 2


@pytest.mark.django_db
def test_a_clock_that_was_set_back_repeats_nothing():
    enqueue_daily(now=MORNING + timedelta(days=1))

    assert enqueue_daily(now=MORNING) == 0

    assert waiting() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("earlier", [None, MORNING - timedelta(days=1)])
def test_of_many_workers_at_once_one_puts_it_there(earlier):
    if earlier:
        enqueue_daily(now=earlier)
    before = waiting()
    start = Barrier(AT_ONCE)

    def look(_number):
        try:
            start.wait(10)
            return enqueue_daily(now=MORNING)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sorted(pool.map(look, range(AT_ONCE))) == [0] * (AT_ONCE - 1) + [1]

    assert waiting() == before + 1


@pytest.mark.django_db
def test_the_database_keeps_one_day_for_each_task():
    enqueue_daily(now=MORNING)

    with pytest.raises(IntegrityError), transaction.atomic():
        DailyRun.objects.create(name=f"{__name__}.sweep", day=MORNING)

    assert DailyRun.objects.count() == 1
