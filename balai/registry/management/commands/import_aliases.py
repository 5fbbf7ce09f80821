from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from balai.registry.actions.aliases import import_aliases
from balai.registry.management.importing import ImportCommand, counts_line


class Command(ImportCommand):
    help = (
        "Read other spellings of names from CSV (code, variant; official_name and sources if "
        "you have them), so that search and other imports find the area under each."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        super().add_arguments(parser)

    def bring_in(self, options: dict[str, Any]) -> str:
        return counts_line(import_aliases(options["file"], is_dry_run=options["dry_run"]))
