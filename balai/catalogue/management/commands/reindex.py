"""balai reindex: make the search index anew."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from balai.catalogue.search import THING, reindex_listings
from balai.core import search
from balai.registry.actions.search_entries import refresh_village_entries


class Command(BaseCommand):
    help = (
        "Make the search index of villages and listings anew, as after an update that reads "
        "words differently. Listings can be found all the while."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--clear",
            action="store_true",
            help="Forget the old index first: faster, but until the end only a part is found.",
        )

    def handle(self, *, clear: bool, **_options: Any) -> None:
        begun = monotonic()
        search.save_synonyms(search.synonym_groups())  # their stems, too, may be others now
        with search.loading():
            refresh_village_entries()
            self.stdout.write(f"Villages: done after {monotonic() - begun:.0f} s")
            if clear:
                search.clear(THING)
            done = 0
            for done in reindex_listings():
                if done % 20_000 == 0:
                    self.stdout.write(f"Listings: {done} after {monotonic() - begun:.0f} s")
        self.stdout.write(f"{done} listings in {monotonic() - begun:.0f} s.")
