from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from balai.registry.actions.boundaries import import_boundaries
from balai.registry.management.importing import (
    ImportCommand,
    add_source_arguments,
    counts_line,
)
from balai.registry.rules.sources import SourceSays


class Command(ImportCommand):
    help = (
        "Read the shapes of regions from GeoJSON or TopoJSON, in degrees (WGS 84). Each shape "
        "names its region's code as id or as properties.code. Once they are there, pages of "
        "the province and its regencies show a map."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--layer", default="", help="one layer of a TopoJSON file; all of them if left out"
        )
        add_source_arguments(parser)
        super().add_arguments(parser)

    def bring_in(self, options: dict[str, Any]) -> str:
        source = SourceSays(options["source"], options["source_url"], options["source_date"])
        return counts_line(
            import_boundaries(
                options["file"],
                source=source,
                layer=options["layer"],
                is_dry_run=options["dry_run"],
            )
        )
