"""The codes and names of all Indonesia, from npm."""

from pathlib import Path

from benchmarks.plumbing import npm_package


def lists_of_the_country() -> Path:
    """Name the folder with a CSV file for each level; 83,762 villages in all."""
    return npm_package("idn-area-data", "4.0.1") / "data"
