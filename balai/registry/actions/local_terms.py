"""What an area of a kind is called in each regency, where that is not its official kind."""

from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from balai.accounts.models import Person
from balai.core import audit
from balai.core.changes import record_change
from balai.core.freshness import content_changed
from balai.core.models import SettingChange
from balai.registry import permissions
from balai.registry.actions.files import table_in
from balai.registry.actions.search_entries import refresh_village_entries
from balai.registry.models import Kind, Region
from balai.registry.rules.faults import Faults

DATA = Path(__file__).resolve().parent.parent / "data"

SETTING = "local_term"


@cache
def local_terms() -> dict[tuple[str, str], str]:
    """Read the terms that come with Balai, by regency and kind: Kampung for desa of Berau."""
    faults = Faults()
    table = table_in(DATA / "local_terms.csv", faults)
    columns = [table.needed(name, faults=faults) for name in ("regency_code", "kind", "term")]
    faults.refuse()
    read = ((values[column] for column in columns) for _line, values in table.rows)
    return {(regency, kind): term for regency, kind, term in read}


@transaction.atomic
def set_local_term(regency: Region, term: str, *, by: Person, now: datetime, why: str) -> int:
    """Call the desa of a regency so from now on; empty gives them their official kind back.

    Answers how many are called otherwise now. Villages that begin later are called so too.
    Raises MayNotNameVillages; then nothing is written.
    """
    permissions.check_may_name_villages(by, regency.code)
    villages = Region.objects.standing().within(regency.code).filter(kind=Kind.DESA)
    was = term_of(regency)
    changed = villages.exclude(local_term=term).update(local_term=term)
    if term == was and not changed:
        return 0
    record_change(SETTING, regency.code, was=was, became=term, by=by, now=now, why=why)
    audit.record("registry.local_term_set", target=regency, by=by, now=now, area_code=regency.code)
    refresh_village_entries([regency.code])
    content_changed()
    return changed


def term_of(regency: Region) -> str:
    """Tell what the desa of a regency are called; empty where that is what they officially are."""
    known = terms_now().get((regency.code, Kind.DESA))
    return known or ""


def terms_now() -> dict[tuple[str, str], str]:
    """Read the terms that come with Balai, and over them those that a province has chosen."""
    chosen = SettingChange.objects.filter(setting=SETTING).order_by("at", "pk")
    return local_terms() | {
        (code, str(Kind.DESA)): term for code, term in chosen.values_list("key", "became")
    }
