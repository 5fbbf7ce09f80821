"""Who may do what with roles, requests, consents and what is held; who takes a second step."""

from balai.accounts.errors import (
    MayNotAnswer,
    MayNotForget,
    MayNotGiveRole,
    MayNotRecordConsent,
    MayNotRecover,
    MayNotWithdraw,
    SecondFactorNeeded,
)
from balai.accounts.models import (
    Consent,
    ConsentGiver,
    Invitation,
    JoinRequest,
    Person,
    PrivacyRequest,
    Role,
)
from balai.accounts.rules import Right, may_give, may_let_into, needs_second_factor
from balai.accounts.visitors import Viewer, rights_of, rights_once_held_by
from balai.core.codes import contains

# Who answers what people ask about their data, and who writes consents down.
ANSWERING = frozenset({"regency_officer", "province_officer"})
RECORDING = ANSWERING | {"operator", "village_head"}


def check_may_give(person: Person, right: Right) -> None:
    if not may_give(rights_of(person), right):
        raise MayNotGiveRole


def check_may_end(person: Person, role: Role) -> None:
    """Let those who hold a role lay it down or pass it on, and those who may give it take it."""
    if person.pk != role.person_id:
        check_may_give(person, role.right)


def check_may_take_back(person: Person, invitation: Invitation) -> None:
    """Let those who made an invitation take it back, and those who may give what it gives."""
    if person.pk != invitation.made_by_id:
        check_may_give(person, invitation.right)


def check_may_decide(person: Person, request: JoinRequest) -> None:
    """Let those decide about a request who may give some role there."""
    if not may_let_into(rights_of(person), request.area_code):
        raise MayNotGiveRole


def may_recover(person: Person, lost: Person) -> bool:
    """Tell whether somebody may let another back in: who may give each of the other's roles.

    Whoever has no role now counts by those once held.
    """
    if person.pk == lost.pk or not lost.is_active:
        return False
    held = rights_of(lost) or rights_once_held_by(lost)
    mine = rights_of(person)
    return bool(held) and all(may_give(mine, right) for right in held)


def check_may_recover(person: Person, lost: Person) -> None:
    if not may_recover(person, lost):
        raise MayNotRecover


def may_record_consents_in(person: Viewer, area_code: str) -> bool:
    """Those who work for an area write down who agreed to what there."""
    return _works_in(person, area_code, as_one_of=RECORDING)


def check_may_record_consents_in(person: Viewer, area_code: str) -> None:
    if not may_record_consents_in(person, area_code):
        raise MayNotRecordConsent


def check_may_withdraw(person: Person, consent: Consent) -> None:
    """Let the giver, and those who may write consents down there, withdraw one."""
    if consent.giver.person_id != person.pk and not may_record_consents_in(
        person, consent.area_code
    ):
        raise MayNotWithdraw


def may_answer_in(person: Viewer, area_code: str) -> bool:
    """Officers answer what people of their area ask about their data."""
    return _works_in(person, area_code, as_one_of=ANSWERING)


def check_may_answer(person: Person, request: PrivacyRequest) -> None:
    if not may_answer_in(person, request.area_code):
        raise MayNotAnswer


def check_may_forget(person: Person, other: Person) -> None:
    """Let an officer forget somebody whose roles all lay in the officer's area.

    Who never was anything is forgotten by a province officer.
    """
    areas = set(Role.objects.filter(person=other).values_list("area_code", flat=True))
    if not areas and not any(right.kind == "province_officer" for right in rights_of(person)):
        raise MayNotForget
    if not all(may_answer_in(person, area_code) for area_code in areas):
        raise MayNotForget


def check_may_forget_giver(person: Person, giver: ConsentGiver) -> None:
    if not may_record_consents_in(person, giver.area_code):
        raise MayNotForget


def areas_of_consents(person: Viewer) -> list[str]:
    """Name the areas whose consents somebody writes down and withdraws."""
    return _areas(person, as_one_of=RECORDING)


def areas_of_requests(person: Viewer) -> list[str]:
    """Name the areas for which somebody answers what people ask about their data."""
    return _areas(person, as_one_of=ANSWERING)


def _areas(person: Viewer, *, as_one_of: frozenset[str]) -> list[str]:
    return sorted({right.area_code for right in rights_of(person) if right.kind in as_one_of})


def _works_in(person: Viewer, area_code: str, *, as_one_of: frozenset[str]) -> bool:
    return any(
        right.kind in as_one_of and contains(right.area_code, area_code)
        for right in rights_of(person)
    )


def may_be_without_second_factor(person: Person) -> bool:
    return not needs_second_factor(rights_of(person))


def check_may_be_without_second_factor(person: Person) -> None:
    if not may_be_without_second_factor(person):
        raise SecondFactorNeeded
