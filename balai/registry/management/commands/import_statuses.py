from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from balai.registry.actions.statuses import StatusList, import_statuses
from balai.registry.management.importing import (
    ImportCommand,
    add_source_arguments,
    counts_line,
)
from balai.registry.rules.sources import SourceSays
from balai.registry.rules.status_rows import ROLES


def _role_and_heading(text: str) -> tuple[str, str]:
    role, sign, heading = text.partition("=")
    if role not in ROLES or not sign or not heading:
        raise ArgumentTypeError(f"write ROLE=HEADING, where ROLE is one of {', '.join(ROLES)}")
    return role, heading


class Command(ImportCommand):
    help = (
        "Read the official classes of villages (IDM, strata and others) from CSV. A village is "
        "found by its code, or where there is none by the names of regency, district and "
        "village, in any known spelling. Names that match nothing are listed with what may be "
        "meant, and nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--scheme", required=True, metavar="CODE", help="short code, as idm")
        parser.add_argument("--scheme-name", default="", help="needed the first time")
        parser.add_argument("--scheme-name-en", default="", help="the same in English")
        parser.add_argument("--office", default="", help="the office that decides the classes")
        parser.add_argument(
            "--year", required=True, type=int, help="year that the classes hold for"
        )
        parser.add_argument("--decree", default="", help="number of the decree")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            type=_role_and_heading,
            metavar="ROLE=HEADING",
            help=f"a column with an unusual heading; roles: {', '.join(ROLES)}",
        )
        parser.add_argument(
            "--by-name", action="store_true", help="go by the names, even where there is a code"
        )
        parser.add_argument(
            "--skip-unmatched",
            action="store_true",
            help="write the others, list what matches nothing",
        )
        add_source_arguments(parser)
        super().add_arguments(parser)

    def bring_in(self, options: dict[str, Any]) -> str:
        outcome = import_statuses(
            StatusList(
                file=options["file"],
                scheme=options["scheme"],
                name=options["scheme_name"],
                name_en=options["scheme_name_en"],
                office=options["office"],
                year=options["year"],
                decree=options["decree"],
                source=SourceSays(options["source"], options["source_url"], options["source_date"]),
                headings=dict(options["column"]),
                is_by_name=options["by_name"],
                is_skipping_unmatched=options["skip_unmatched"],
                is_dry_run=options["dry_run"],
            )
        )
        lines = [counts_line(outcome.counts)]
        if outcome.unmatched:
            lines += [_("Left out:"), *(f"  {line}" for line in outcome.unmatched)]
        return "\n".join(lines)
