"""Two phones that open one invitation at once: one account, one role, one is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from balai.accounts.actions import invitations
from balai.accounts.actions.invitations import (
    Newcomer,
    invite,
    invite_to_take_over,
    join_by_invitation,
    take_invitation,
)
from balai.accounts.actions.recovery import make_recovery_code, recover
from balai.accounts.actions.requests import approve_request
from balai.accounts.errors import CodeWrong, InvitationGone, RequestDecided, RoleHasEnded
from balai.accounts.models import Invitation, Person, RecoveryCode, Role
from balai.accounts.rules import Right
from tests.factories import NOON, make_join_request, make_person, make_role

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds
VILLAGE = "64.03.01.2005"
NEW = "kata-sandi-9"


def together(act):
    """Let several threads do something at one moment; says how each ended."""
    start = Barrier(AT_ONCE)

    def one(number):
        try:
            start.wait(10)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def made():
    head = make_role("Ines", "village_head", VILLAGE).person
    return invite(Right("operator", VILLAGE), token="t" * 43, by=head, now=NOON)


def join(number):
    newcomer = Newcomer(f"Phone {number}", "balai-desa-2026", email=f"{number}@balai.example")
    found = Invitation.objects.select_related("made_by").get()
    try:
        join_by_invitation(found, newcomer, now=NOON)
    except InvitationGone:
        return "told"
    return "joined"


def operators():
    return Role.objects.standing().filter(kind="operator").count()


def test_one_phone_joins_and_the_others_are_told():
    made()

    assert together(join) == ["joined"] + ["told"] * (AT_ONCE - 1)
    assert (operators(), Person.objects.filter(name__startswith="Phone").count()) == (1, 1)


def test_without_the_condition_on_the_row_all_would_join(monkeypatch):
    """The control run: look, then write, as one would without thinking of two at once."""
    made()
    looked = Barrier(AT_ONCE)

    def claim_carelessly(invitation, *, now):
        Invitation.objects.filter(pk=invitation.pk).update(taken_at=now)

    def join_carelessly(number):
        is_open = Invitation.objects.open(now=NOON).exists()
        looked.wait(10)
        return join(number) if is_open else "told"

    monkeypatch.setattr(invitations, "_claim", claim_carelessly)

    assert together(join_carelessly) == ["joined"] * AT_ONCE
    assert operators() == AT_ONCE


def test_two_who_let_in_the_same_person_at_once_make_one_invitation():
    request = make_join_request()
    heads = [make_role(f"Head {one}", "village_head", VILLAGE).person for one in range(AT_ONCE)]

    def approve(number):
        try:
            approve_request(
                request,
                Right("operator", VILLAGE),
                token=f"{number}" * 43,
                by=heads[number],
                now=NOON,
            )
        except RequestDecided:
            return "told"
        return "let in"

    assert together(approve) == ["let in"] + ["told"] * (AT_ONCE - 1)
    assert Invitation.objects.count() == 1


def test_a_role_that_is_handed_to_several_at_once_goes_to_one():
    role = make_role("Mira", "operator", VILLAGE)
    takers = [make_person(f"Phone{one}") for one in range(AT_ONCE)]
    for number in range(AT_ONCE):
        invite_to_take_over(role, token=f"{number}" * 43, by=role.person, now=NOON)

    def take(number):
        found = Invitation.objects.with_token(f"{number}" * 43)
        try:
            take_invitation(
                found.select_related("made_by", "ends_role").get(), by=takers[number], now=NOON
            )
        except (InvitationGone, RoleHasEnded):
            return "told"
        return "taken"

    assert together(take) == ["taken"] + ["told"] * (AT_ONCE - 1)
    assert operators() == 1


def test_a_code_is_used_once_and_tried_no_more_often_than_it_may_be():
    mira = make_role("Mira", "operator", VILLAGE).person
    code = make_recovery_code(mira, by=make_role("Ines", "village_head", VILLAGE).person, now=NOON)

    def use(number):
        try:
            recover(
                known_as="mira@balai.example", code=code, password=f"kata-{number}-sandi", now=NOON
            )
        except CodeWrong:
            return "wrong"
        return "in"

    ends = together(use)

    assert ends == ["in"] + ["wrong"] * (AT_ONCE - 1)
    assert RecoveryCode.objects.get().used_at == NOON


def test_many_wrong_codes_at_once_are_five_tries():
    mira = make_role("Mira", "operator", VILLAGE).person
    code = make_recovery_code(mira, by=make_role("Ines", "village_head", VILLAGE).person, now=NOON)

    def guess(number):
        with pytest.raises(CodeWrong):
            recover(known_as="mira@balai.example", code="22222222", password=NEW, now=NOON)
        return number

    together(guess)

    assert RecoveryCode.objects.get().tries_left == 0
    with pytest.raises(CodeWrong):
        recover(known_as="mira@balai.example", code=code, password=NEW, now=NOON)
    assert make_person("Mira").has_usable_password() is False
