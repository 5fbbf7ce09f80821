"""Read a file that somebody handed to a command."""

from pathlib import Path

from django.utils.translation import gettext as _

from balai.registry.errors import FileRefused
from balai.registry.rules.faults import Faults
from balai.registry.rules.tables import MAX_BYTES, Table, read_table


def content_of(path: Path) -> bytes:
    """Read a whole file; refuses what is not there, not a file, or far too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as refusal:
        fault = _("%(file)s cannot be read: %(reason)s") % {
            "file": path.name,
            "reason": refusal.strerror,
        }
        raise FileRefused([fault]) from refusal
    if len(content) > MAX_BYTES:
        raise FileRefused([_("%(file)s is too large") % {"file": path.name}])
    return content


def table_in(path: Path, faults: Faults) -> Table:
    return read_table(content_of(path), file=path.name, faults=faults)
