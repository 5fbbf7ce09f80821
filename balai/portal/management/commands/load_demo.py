"""balai load-demo: the province to try Balai out with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from balai.catalogue.models import Listing
from balai.portal.actions.demo import load_demo


class Command(BaseCommand):
    help = "Load the demo province: 99 listings of 85 villages, each with its source."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing where there are listings already; what was changed stays changed.",
        )

    def handle(self, *, if_empty: bool, **_options: Any) -> None:
        if if_empty and Listing.objects.exists():
            self.stdout.write("There are listings already; nothing was loaded.")
            return
        counts = load_demo(now=timezone.now())
        said = ", ".join(f"{number} {name}" for name, number in counts.items())
        self.stdout.write(f"Demo province: {said}.")
