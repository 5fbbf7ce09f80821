"""Serve the pages and do the tasks."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from balai.core.serving import Serving, is_taken, serve


class Command(BaseCommand):
    help = (
        "Serve the pages and do the tasks until SIGTERM or Ctrl+C. Where and with how many "
        "workers: HOST, PORT, BALAI_WEB_WORKERS, BALAI_WEB_THREADS."
    )
    requires_system_checks = []  # the start is counted in milliseconds

    def handle(self, **_options: Any) -> None:
        _check_is_set_up()
        serving = Serving(
            host=settings.HOST,
            port=settings.PORT,
            workers=settings.WEB_WORKERS,
            threads=settings.WEB_THREADS,
        )
        if is_taken(serving.host, serving.port):
            raise CommandError(
                f"{serving.host}:{serving.port} is taken, or not of this machine. "
                "Choose others with HOST and PORT."
            )
        serve(serving, announce=self._announce)

    def _announce(self) -> None:
        self.stdout.write(f"Balai: {settings.SITE_URL}/")
        self.stdout.flush()


def _check_is_set_up() -> None:
    executor = MigrationExecutor(connection)
    is_behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if is_behind or not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise CommandError("Balai is not set up, or has been renewed since: run `balai setup`.")
