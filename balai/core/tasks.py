"""Work done after the answer: tried again when it fails, put back when its worker is killed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, ParamSpec, TypeAlias, TypeVar

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from balai.core.models import DailyRun

P = ParamSpec("P")
R = TypeVar("R")
Result: TypeAlias = "DBTaskResult[Any, Any]"

# The queue is the promise: whatever waits in it may be done twice without harm.
REPEATABLE = "repeatable"
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
# No task may take longer: after this, its worker counts as killed.
LONGEST_RUN = timedelta(minutes=15)
# When the day of daily tasks begins, so that letters arrive in the morning.
MORNING = timedelta(hours=7)
_daily: list[Task[[], None]] = []
_each_minute: list[Callable[[], None]] = []


def later(function: Callable[P, R]) -> Task[P, R]:
    """Mark a function as a task that is safe to repeat: `function.enqueue(...)` does it later.

    It is tried five times in all, with growing pauses. Enqueue it in `transaction.on_commit`.
    """
    return task(queue_name=REPEATABLE)(function)


def daily(function: Callable[[], None]) -> Task[[], None]:
    """Mark a function of some tasks.py as a task that is done once a day, safe to repeat."""
    every_day = later(function)
    _daily.append(every_day)
    return every_day


def each_minute(function: Callable[[], None]) -> Callable[[], None]:
    """Mark a function of some tasks.py that the worker calls each minute: a look, no work."""
    _each_minute.append(function)
    return function


def look_round() -> None:
    """Do what each app wants done each minute."""
    for function in _each_minute:
        function()


def enqueue_daily(*, now: datetime) -> int:
    """Count the tasks of this day that wait in the queue from now on.

    Each is put there once, however often and in however many processes this is called.
    """
    day = timezone.localdate(now - MORNING)
    done = set(DailyRun.objects.filter(day__gte=day).values_list("name", flat=True))
    due = [one for one in _daily if one.module_path not in done]
    return sum(_enqueue_once(one, day=day) for one in due)


@transaction.atomic
def _enqueue_once(every_day: Task[[], None], *, day: date) -> bool:
    """Enqueue it unless somebody else did, in one transaction with the note that says so."""
    name = every_day.module_path
    _run, is_first = DailyRun.objects.get_or_create(name=name, defaults={"day": day})
    if not is_first and not DailyRun.objects.filter(name=name, day__lt=day).update(day=day):
        return False
    every_day.enqueue()
    return True


def try_again_later(result: Result, *, now: datetime) -> bool:
    """Put a failed task back after a pause; what failed five times stays failed."""
    attempts = len(result.worker_ids)
    if result.queue_name != REPEATABLE or attempts > len(PAUSES):
        return False
    failed = DBTaskResult.objects.filter(pk=result.pk, status=TaskResultStatus.FAILED)
    return bool(
        failed.update(
            status=TaskResultStatus.READY,
            finished_at=None,
            run_after=now + PAUSES[max(attempts, 1) - 1],
        )
    )


def put_back_lost(*, now: datetime) -> int:
    """Count the tasks put back because the worker that ran them was killed."""
    lost = DBTaskResult.objects.running().filter(
        queue_name=REPEATABLE, started_at__lt=now - LONGEST_RUN
    )
    return sum(_end_lost(result, now=now) for result in lost.order_by("pk"))


def _end_lost(result: Result, *, now: datetime) -> int:
    # Guarded by the start that was read: another worker may have put it back and begun.
    same_run = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
    if len(result.worker_ids) > len(PAUSES):
        same_run.update(
            status=TaskResultStatus.FAILED,
            finished_at=now,
            traceback="Its worker was killed each time it was tried.",
        )
        return 0
    return same_run.update(status=TaskResultStatus.READY, run_after=now)
