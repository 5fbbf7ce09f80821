"""Work done after the answer: tried again when it fails, put back when its worker is killed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeAlias, TypeVar

from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

P = ParamSpec("P")
R = TypeVar("R")
Result: TypeAlias = "DBTaskResult[Any, Any]"

# The queue is the promise: whatever waits in it may be done twice without harm.
REPEATABLE = "repeatable"
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
# No task may take longer: after this, its worker counts as killed.
LONGEST_RUN = timedelta(minutes=15)


def later(function: Callable[P, R]) -> Task[P, R]:
    """Mark a function as a task that is safe to repeat: `function.enqueue(...)` does it later.

    It is tried five times in all, with growing pauses. Enqueue it in `transaction.on_commit`.
    """
    return task(queue_name=REPEATABLE)(function)


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
