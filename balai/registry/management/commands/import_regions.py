from argparse import ArgumentParser
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from balai.registry.actions.regions import Outcome, RegionLists, import_regions
from balai.registry.management.importing import ImportCommand
from balai.registry.models import Level
from balai.registry.rules import LEVELS
from balai.registry.rules.changes import VERBS

# Shown even when there are none of them.
_ALWAYS = ("new", "renamed", "ended", "unchanged")


class Command(ImportCommand):
    help = (
        "Read provinces, regencies, districts and villages from CSV files, packed (.gz) or not. "
        "The files are the truth for the levels and provinces that they name: what they no "
        "longer list ends by the decree, what they rename keeps its old name as an alias. "
        "Everything is checked first; with any fault nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--decree", required=True, help="number of the decree")
        parser.add_argument(
            "--valid-from",
            required=True,
            type=date.fromisoformat,
            metavar="DATE",
            help="day from which the decree holds, as 2025-06-30",
        )
        parser.add_argument(
            "--within",
            default="",
            metavar="CODE",
            help="the files list this area only, as 64.02; nothing outside it ends",
        )
        parser.add_argument(
            "--successors",
            type=Path,
            metavar="FILE",
            help="CSV of old_code,new_code: where codes that ended now lead; an only successor "
            "takes over listings, organisations and profile",
        )
        super().add_arguments(parser)
        parser.add_argument(
            "--confirm-endings",
            action="store_true",
            help="let more than one in a hundred villages end",
        )

    def bring_in(self, options: dict[str, Any]) -> str:
        return _report(
            import_regions(
                RegionLists(
                    files=tuple(options["files"]),
                    decree=options["decree"],
                    valid_from=options["valid_from"],
                    within=options["within"],
                    successors=options["successors"],
                    is_ending_confirmed=options["confirm_endings"],
                    is_dry_run=options["dry_run"],
                )
            )
        )


def _report(outcome: Outcome) -> str:
    """Set the counts out as a table, a line for each level and one for all."""
    sums: Counter[str] = Counter()
    for (_level, verb), count in outcome.counts.items():
        sums[verb] += count
    verbs = [verb for verb in VERBS if verb in _ALWAYS or sums[verb]]
    words = {
        "new": _("new"),
        "renamed": _("renamed"),
        "reopened": _("reopened"),
        "amended": _("amended"),
        "ended": _("ended"),
        "unchanged": _("unchanged"),
    }
    lines = [f"{'':12}" + "".join(f"{words[verb]:>14}" for verb in verbs)]
    for level in LEVELS:
        if any(outcome.counts.get((level, verb)) for verb in VERBS):
            counts = (outcome.counts.get((level, verb), 0) for verb in verbs)
            lines.append(f"{Level(level).label:12}" + "".join(f"{count:>14}" for count in counts))
    lines.append(f"{_('together'):12}" + "".join(f"{sums[verb]:>14}" for verb in verbs))
    if outcome.succession_count:
        successions = {"count": outcome.succession_count}
        lines.append(_("Codes given a successor: %(count)d") % successions)
    return "\n".join(lines)
