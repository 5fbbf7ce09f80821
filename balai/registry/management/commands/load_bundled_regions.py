from typing import Any

from django.core.management.base import BaseCommand

from balai.registry.actions.bundled import load_bundled_regions


class Command(BaseCommand):
    help = "Load the regions that come with Balai, if their province is not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        load_bundled_regions()
