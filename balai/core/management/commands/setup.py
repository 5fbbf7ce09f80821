"""Make everything that `balai run` needs, or bring it up to date. Nothing kept is lost."""

from io import StringIO
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from balai.core.management.alone import alone


class Command(BaseCommand):
    help = (
        "Make or update the database, the bundled regions, the demo province when it is wanted, "
        "and the static files. Run it after every update; it keeps what is there. Several at "
        "once wait for each other."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        both = parser.add_mutually_exclusive_group()
        both.add_argument(
            "--demo",
            action="store_true",
            default=settings.IS_DEMO,
            help="Show the demo province (default: what BALAI_DEMO says).",
        )
        both.add_argument("--no-demo", action="store_false", dest="demo")

    def handle(self, *, demo: bool, **_options: Any) -> None:
        with override("id"), alone(settings.DATA / "setup.lock", waiting=self._wait):
            self._step("database", "migrate", interactive=False, verbosity=0)
            self._step("regions of Kalimantan Timur", "load_bundled_regions")
            self._step("courses", "load_courses")
            if demo:
                self._step("demo province", "load_demo", if_empty=True)
            self._step("static files", "collectstatic", interactive=False, verbosity=0)
            if demo:
                call_command("demo_people", stdout=self.stdout)

    def _wait(self) -> None:
        self.stdout.write("  waiting for another setup …")
        self.stdout.flush()

    def _step(self, what: str, command: str, **options: Any) -> None:
        self.stdout.write(f"  {what} … ", ending="")
        self.stdout.flush()
        begun = monotonic()
        call_command(command, stdout=StringIO(), **options)
        self.stdout.write(f"{monotonic() - begun:.1f} s")
