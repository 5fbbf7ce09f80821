"""Who may decide about roles, and who about consents."""

from balai.accounts.errors import MayNotGiveRole, MayNotRecordConsent, MayNotWithdraw
from balai.accounts.models import Consent, Person, Role
from balai.accounts.rules import Right, may_give
from balai.accounts.visitors import Viewer, rights_of
from balai.core.codes import contains

_WORKING = frozenset({"operator", "village_head", "regency_officer", "province_officer"})


def check_may_give(person: Person, right: Right) -> None:
    if not may_give(rights_of(person), right):
        raise MayNotGiveRole


def check_may_end(person: Person, role: Role) -> None:
    """Let those who hold a role lay it down or pass it on, and those who may give it take it."""
    if person.pk != role.person_id:
        check_may_give(person, role.right)


def may_record_consents_in(person: Viewer, area_code: str) -> bool:
    """Those who work for an area write down who agreed to what there."""
    return _works_in(person, area_code, as_one_of=_WORKING)


def check_may_record_consents_in(person: Viewer, area_code: str) -> None:
    if not may_record_consents_in(person, area_code):
        raise MayNotRecordConsent


def check_may_withdraw(person: Person, consent: Consent) -> None:
    """Let the giver, and those who may write consents down there, withdraw one."""
    if consent.giver.person_id != person.pk and not may_record_consents_in(
        person, consent.area_code
    ):
        raise MayNotWithdraw


def _works_in(person: Viewer, area_code: str, *, as_one_of: frozenset[str]) -> bool:
    return any(
        right.kind in as_one_of and contains(right.area_code, area_code)
        for right in rights_of(person)
    )
