"""Make everything that `balai run` needs, or bring it up to date. Nothing kept is lost."""

from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

BUNDLED_REGIONS = "regions_kaltim.csv"
DECREE_OF_BUNDLED_REGIONS = "Kepmendagri 300.2.2-2430/2025"
BUNDLED_REGIONS_VALID_FROM = date(2025, 1, 1)


class Command(BaseCommand):
    help = (
        "Make or update the database, the bundled regions, the demo province when it is wanted, "
        "and the static files. Run it after every update; it keeps what is there."
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
        with override("id"):
            self._step("database", "migrate", interactive=False, verbosity=0)
            self._load_bundled_regions()
            if demo:
                self._step("demo province", "load_demo", verbosity=0)
            self._step("static files", "collectstatic", interactive=False, verbosity=0)

    def _load_bundled_regions(self) -> None:
        registry = apps.get_app_config("registry")
        if registry.get_model("Region")._default_manager.exists():
            return
        self._step(
            "regions of Kalimantan Timur",
            "import_regions",
            str(Path(registry.path) / "data" / BUNDLED_REGIONS),
            decree=DECREE_OF_BUNDLED_REGIONS,
            valid_from=BUNDLED_REGIONS_VALID_FROM,
            verbosity=0,
        )

    def _step(self, what: str, command: str, *arguments: str, **options: Any) -> None:
        self.stdout.write(f"  {what} … ", ending="")
        self.stdout.flush()
        begun = monotonic()
        call_command(command, *arguments, **options)
        self.stdout.write(f"{monotonic() - begun:.1f} s")
