"""Many drafts at once, from the lines of a sheet: all of them or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue.actions.drafts import save_draft, start_draft, submit_draft
from balai.catalogue.models import Revision
from balai.catalogue.queries.sheets import made_before
from balai.registry.models import Region


@transaction.atomic
def write_drafts(  # noqa: PLR0913  (what, of which kind, where, by whom, when, and whether to send)
    contents: Sequence[Mapping[str, Any]],
    *,
    kind: str,
    village: Region,
    by: Person,
    now: datetime,
    is_sent: bool = False,
) -> list[Revision]:
    """Make a draft of each line that has none yet, and send it for review where that is wanted.

    A line that became a draft before is left as it is. Raises what start_draft, save_draft
    and submit_draft raise; then nothing is written at all.
    """
    made = []
    known = made_before(contents, kind=kind, village=village)
    for content, (key, before) in zip(contents, known, strict=True):
        if before is not None:
            continue
        draft = start_draft(kind=kind, village=village, key=key, by=by, now=now)
        draft = save_draft(draft, content, by=by, now=now)
        made.append(submit_draft(draft, by=by, now=now) if is_sent else draft)
    return made
