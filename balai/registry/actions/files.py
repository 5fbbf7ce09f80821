"""Read a file that somebody handed to a command, and write all that it says or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.registry.errors import FileRefused, ImportedMeanwhile
from balai.registry.rules.faults import Faults
from balai.registry.rules.tables import MAX_BYTES, Table, read_table


def content_of(path: Path, *, at_most: int = MAX_BYTES) -> bytes:
    """Read a whole file; refuses what is not there, not a file, or far too large."""
    try:
        with path.open("rb") as file:
            content = file.read(at_most + 1)
    except OSError as refusal:
        fault = _("%(file)s cannot be read: %(reason)s") % {
            "file": path.name,
            "reason": refusal.strerror,
        }
        raise FileRefused([fault]) from refusal
    if len(content) > at_most:
        raise FileRefused([_("%(file)s is too large") % {"file": path.name}])
    return content


def table_in(path: Path, faults: Faults) -> Table:
    return read_table(content_of(path), file=path.name, faults=faults)


@contextmanager
def written_whole() -> Iterator[None]:
    """Write in one transaction. Raises ImportedMeanwhile where another import came first."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        # What was planned was right when it was read; only the constraints see both imports.
        raise ImportedMeanwhile from clash
