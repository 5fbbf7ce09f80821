"""What a province decides about its own catalogue."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue import permissions
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.errors import SectorNameTaken, WrittenMeanwhile
from balai.catalogue.models import Kind, Reviewing, ReviewRule, Sector
from balai.core import audit, search
from balai.core.changes import record_change
from balai.registry.models import Region


@transaction.atomic
def set_reviewer(  # noqa: PLR0913  (of what, who, where, by whom, when and why)
    kind: Kind,
    who: Reviewing,
    *,
    province_code: str,
    by: Person,
    now: datetime,
    why: str = "",
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
    record_change("reviewer", kind, was=was, became=who, by=by, now=now, why=why)
    audit.record(
        "catalogue.reviewer_set",
        target=rule,
        by=by,
        now=now,
        area_code=province_code,
        reason=f"{kind}: {was} → {who}",
    )
    return rule


@transaction.atomic
def name_sector(  # noqa: PLR0913  (which, how in each language, where, by whom, when and why)
    code: str,
    *,
    name: str,
    name_en: str,
    province_code: str,
    by: Person,
    now: datetime,
    why: str,
) -> Sector:
    """Add a sector, or give the one with this code other words; its listings are found by them.

    The same words again change nothing. Raises MayNotChoose or SectorNameTaken; then nothing
    is written.
    """
    permissions.check_may_choose(by, province_code)
    before = Sector.objects.filter(code=code).first()
    if before is not None and (before.name, before.name_en) == (name, name_en):
        return before
    if Sector.objects.exclude(code=code).filter(name__iexact=name).exists():
        raise SectorNameTaken
    was = f"{before.name} / {before.name_en}" if before else ""
    motif = before.motif if before else ""
    sector = save_sector(
        code=code,
        name=name,
        name_en=name_en,
        motif=motif,
        province_code=province_code,
        by=by,
        now=now,
    )
    became = f"{name} / {name_en}"
    record_change("sector", code, was=was, became=became, by=by, now=now, why=why)
    return sector


@transaction.atomic
def change_synonyms(  # noqa: PLR0913  (from what, to what, where, by whom, when and why)
    groups: Sequence[Sequence[str]],
    *,
    seen: Sequence[Sequence[str]],
    province: Region,
    by: Person,
    now: datetime,
    why: str,
) -> None:
    """Let the words of each group find each other, in place of the groups that were seen.

    The same groups again change nothing. Raises MayNotChoose, or WrittenMeanwhile where
    somebody changed them since; a word that no search can find is a ValueError. Then nothing
    is written.
    """
    permissions.check_may_choose(by, province.code)
    known = search.synonym_groups()
    if sorted(map(list, groups)) == sorted(known):
        return
    if sorted(map(list, seen)) != sorted(known):
        raise WrittenMeanwhile
    search.save_synonyms(groups)
    was = [group for group in known if group not in groups]
    became = [list(group) for group in groups if list(group) not in known]
    record_change(
        "synonyms", "", was=in_lines(was), became=in_lines(became), by=by, now=now, why=why
    )
    audit.record(
        "catalogue.synonyms_changed", target=province, by=by, now=now, area_code=province.code
    )


def in_lines(groups: Iterable[Iterable[str]]) -> str:
    """Write groups of words as people do: one a line, with commas."""
    return "\n".join(", ".join(group) for group in groups)
