"""What leaves Balai in a file leaves a line in the trail."""

from datetime import datetime

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue.errors import MayNotTakeAway
from balai.catalogue.queries.area import areas_worked_in
from balai.core import audit
from balai.core.codes import contains
from balai.registry.models import Region


@transaction.atomic
def note_export(area: Region, *, form: str, total: int, by: Person, now: datetime) -> None:
    """Write down that somebody takes the listings of an area away, as what and how many.

    Raises MayNotTakeAway where somebody does not work there; then nothing is written.
    """
    if not any(contains(code, area.code) for code in areas_worked_in(by)):
        raise MayNotTakeAway
    audit.record(
        "catalogue.listings_exported",
        target=area,
        by=by,
        now=now,
        area_code=area.code,
        reason=f"{form}: {total}",
    )
