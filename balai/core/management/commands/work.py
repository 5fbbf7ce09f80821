"""Do tasks, one after another; `balai run` keeps one such worker beside the web workers."""

import logging
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker

from balai.core.tasks import Result, enqueue_daily, look_round, put_back_lost, try_again_later

EVERY_MINUTE = 60.0
logger = logging.getLogger(__name__)


class PatientWorker(Worker):
    """Tries failed tasks again, later."""

    def run_task(self, db_task_result: Result) -> None:
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            try_again_later(db_task_result, now=timezone.now())


def keep_putting_back(ended: threading.Event, *, every: float = EVERY_MINUTE) -> None:
    """Look for lost tasks, and those of a new day, now and then until the worker has ended."""
    while True:
        try:
            put_back_lost(now=timezone.now())
            enqueue_daily(now=timezone.now())
            look_round()
        except OperationalError as silence:
            logger.warning("Lost and daily tasks were not looked for: %s", silence)
        finally:
            connection.close()
        if ended.wait(every):
            return


class Command(BaseCommand):
    help = "Do tasks until stopped. A task that is running is finished first."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Do what waits now, then end.", dest="is_once"
        )
        parser.add_argument(
            "--interval", type=float, default=1.0, help="Seconds between looks (default: 1)."
        )

    def handle(self, *, is_once: bool, interval: float, **_options: Any) -> None:
        worker = PatientWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=is_once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        if is_once:
            put_back_lost(now=timezone.now())
            worker.run()
        else:
            _work_until_stopped(worker)


def _work_until_stopped(worker: PatientWorker) -> None:
    worker.configure_signals()
    ended = threading.Event()
    threading.Thread(target=keep_putting_back, args=[ended], daemon=True).start()
    try:
        worker.run()
    finally:
        ended.set()
