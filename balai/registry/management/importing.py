"""What the import commands have in common."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from balai.core.errors import Refused
from balai.registry.rules.counts import ImportCounts


class ImportCommand(BaseCommand):
    """Says what was done, or would be; a refusal becomes one message and a failing exit."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            report = self.bring_in(options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.stdout.write(report)
            if options["dry_run"]:
                self.stdout.write(_("This was a dry run; nothing was written."))

    def bring_in(self, options: dict[str, Any]) -> str:
        """Import what the options name; answers with the report."""
        raise NotImplementedError


def add_source_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--source", required=True, help="who published it; shown with the data")
    parser.add_argument("--source-url", default="", metavar="URL", help="where it was published")
    parser.add_argument(
        "--source-date", default="", metavar="DAY", help="as of when: 2024, 2024-06 or 2024-06-30"
    )


def counts_line(counts: ImportCounts) -> str:
    return _("New: %(new)d. Changed: %(changed)d. Unchanged: %(unchanged)d.") % counts._asdict()
