"""What an import did."""

from typing import NamedTuple


class ImportCounts(NamedTuple):
    """Rows that were written for the first time, written anew, or left as they were."""

    new: int
    changed: int
    unchanged: int
