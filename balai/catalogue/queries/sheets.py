"""What the lines of a sheet became before."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from balai.catalogue.models import Revision, RevisionState
from balai.registry.models import Region

# The request key of a line follows from what it says, so that a file sent twice makes nothing
# twice, whoever sends it.
_SHEETS = UUID("5d0b7a3e-54c5-4a0e-9d7e-3d5a1f7d2b64")


def made_before(
    contents: Sequence[Mapping[str, Any]], *, kind: str, village: Region
) -> list[tuple[UUID, Revision | None]]:
    """Find the key of each line, and the draft it became; one that was dropped is made anew.

    One query, and one more for each time that such drafts were dropped.
    """
    said = [json.dumps([village.code, kind, one], sort_keys=True) for one in contents]
    found: dict[int, tuple[UUID, Revision | None]] = {}
    left, turn = list(range(len(said))), 0
    while left:
        keys = {number: uuid5(_SHEETS, f"{turn} {said[number]}") for number in left}
        rows = Revision.objects.filter(request_key__in=keys.values()).select_related("listing")
        known = {row.request_key: row for row in rows}
        found |= {number: (key, known.get(key)) for number, key in keys.items()}
        left = [
            number
            for number, key in keys.items()
            if key in known and known[key].state == RevisionState.DROPPED
        ]
        turn += 1
    return [found[number] for number in range(len(said))]
