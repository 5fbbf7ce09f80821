"""What a province decides about its own catalogue."""

from datetime import datetime

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue import permissions
from balai.catalogue.models import Kind, Reviewing, ReviewRule
from balai.core import audit


@transaction.atomic
def set_reviewer(
    kind: Kind, who: Reviewing, *, province_code: str, by: Person, now: datetime
) -> ReviewRule:
    """Choose who reviews listings of a kind from now on; what was chosen before stays written.

    Choosing the same again changes nothing. Raises MayNotChoose; then nothing is written.
    """
    permissions.check_may_choose(by, province_code)
    chosen = ReviewRule.objects.standing().filter(province_code=province_code, kind=kind)
    # Of two who choose at once, the constraint on the standing rule lets one through.
    before = chosen.select_for_update().first()
    if before is not None and before.who == who:
        return before
    chosen.update(replaced_at=now)
    rule = ReviewRule.objects.create(
        province_code=province_code, kind=kind, who=who, chosen_at=now, chosen_by=by
    )
    was = before.who if before else Reviewing.AREA
    audit.record(
        "catalogue.reviewer_set",
        target=rule,
        by=by,
        now=now,
        area_code=province_code,
        reason=f"{kind}: {was} → {who}",
    )
    return rule
