"""balai load-demo: the province to try Balai out with."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.portal.actions.demo import load_demo


class Command(BaseCommand):
    help = "Load the demo province: 99 listings of 85 villages, each with its source."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_demo(now=timezone.now())
        said = ", ".join(f"{number} {name}" for name, number in counts.items())
        self.stdout.write(f"Demo province: {said}.")
