from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from balai.accounts.actions.invitations import (
    LASTS,
    Newcomer,
    invite,
    invite_to_take_over,
    join_by_invitation,
    open_invitation,
    take_invitation,
    withdraw_invitation,
)
from balai.accounts.actions.roles import end_role
from balai.accounts.errors import (
    AreaDoesNotFitRole,
    InvitationGone,
    KnownAlready,
    MayNotGiveRole,
    PasswordTooWeak,
    RoleHasEnded,
    RoleHeldAlready,
)
from balai.accounts.models import Invitation, Person, Role
from balai.accounts.rules import Right
from balai.accounts.visitors import rights_of
from balai.core.models import AuditEntry
from balai.core.phones import PhoneUnclear
from balai.core.tokens import hash_of, new_token
from tests.factories import NOON, make_person, make_role

pytestmark = pytest.mark.django_db

VILLAGE, VILLAGE_ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
OPERATOR = Right("operator", VILLAGE)
TOMAS = Newcomer("Tomas", "balai-desa-2026", phone_number="0812-3456-7890")
TOKEN = "t" * 43


def made(right=OPERATOR, *, giver=("Ines", "village_head", VILLAGE), token=TOKEN, now=NOON):
    return invite(right, token=token, by=make_role(*giver).person, now=now, meant_for="Tomas")


def trail():
    return list(AuditEntry.objects.order_by("pk").values_list("act", "area_code", "by_number"))


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Invitation, Person, Role)]


def test_an_invitation_keeps_the_hash_of_its_link_and_leaves_a_line_in_the_trail():
    invitation = made()

    assert invitation.token_hash == hash_of(TOKEN) != TOKEN
    assert invitation.expires_at == NOON + timedelta(days=7)
    assert TOKEN not in str(Invitation.objects.values())
    assert trail() == [("accounts.person_invited", VILLAGE, make_person("Ines").pk)]


def test_a_link_cannot_be_guessed():
    assert len({new_token() for _ in range(1000)}) == 1000
    assert len(new_token()) == 43


def test_the_same_form_sent_twice_makes_one_invitation():
    assert made() == made()

    assert (Invitation.objects.count(), len(trail())) == (1, 1)


@pytest.mark.parametrize(
    "giver",
    [
        ("Ines", "operator", VILLAGE),
        ("Ines", "village_head", VILLAGE_ELSEWHERE),
        ("Ines", "regency_officer", "64.02"),
        ("Ines", "member", VILLAGE),
    ],
)
def test_who_may_not_give_a_role_invites_nobody_for_it(giver):
    number = 1 if giver[1] == "member" else None
    by = make_person("Ines")
    Role.objects.create(
        person=by, kind=giver[1], area_code=giver[2], organisation_number=number, given_at=NOON
    )

    with pytest.raises(MayNotGiveRole):
        invite(OPERATOR, token=TOKEN, by=by, now=NOON)

    assert (Invitation.objects.count(), trail()) == (0, [])


def test_nobody_is_invited_to_a_role_in_an_area_that_does_not_fit():
    with pytest.raises(AreaDoesNotFitRole):
        made(Right("operator", "64.03"), giver=("Ines", "province_officer", "64"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            kind="operator",
            area_code="64.03",
            token_hash=hash_of(TOKEN),
            made_by=make_person(),
            made_at=NOON,
            expires_at=NOON,
        )


def test_somebody_joins_by_a_link_as_an_adult_and_with_the_role():
    later = NOON + timedelta(days=6)

    person = join_by_invitation(open_invitation(made() and TOKEN, now=later), TOMAS, now=later)

    assert (person.name, person.phone_number, person.email) == ("Tomas", "6281234567890", None)
    assert (person.adult_said_at, person.joined_at) == (later, later)
    assert person.check_password("balai-desa-2026")
    assert rights_of(person) == {OPERATOR}
    role = Role.objects.get(person=person)
    assert role.given_by == make_person("Ines")
    assert [(act, by) for act, _area, by in trail()[1:]] == [
        ("accounts.person_joined", person.pk),
        ("accounts.password_set", person.pk),
        ("accounts.role_given", make_person("Ines").pk),
        ("accounts.invitation_taken", person.pk),
    ]


def test_whom_it_was_meant_for_is_forgotten_when_it_is_taken_or_withdrawn():
    join_by_invitation(made(), TOMAS, now=NOON)
    other = made(token="o" * 43)
    withdraw_invitation(other, by=other.made_by, now=NOON)

    assert set(Invitation.objects.values_list("meant_for", flat=True)) == {""}


def test_whom_an_old_invitation_was_meant_for_is_forgotten_when_the_next_is_made():
    old = made()

    made(token="n" * 43, now=NOON + LASTS)

    old.refresh_from_db()
    assert old.meant_for == ""


def test_somebody_with_an_account_takes_the_role():
    mira = make_person("Mira")

    take_invitation(made(), by=mira, now=NOON)

    assert rights_of(mira) == {OPERATOR}
    assert Invitation.objects.get().taken_by == mira


def end_rights_of_ines():
    for role in Role.objects.standing().filter(person=make_person("Ines")):
        end_role(role, by=role.person, now=NOON)


ENDS = {
    "taken": lambda it: take_invitation(it, by=make_person("Mira"), now=NOON),
    "withdrawn": lambda it: withdraw_invitation(it, by=it.made_by, now=NOON),
    "its maker may no longer": lambda it: end_rights_of_ines(),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_link_that_came_to_its_end_opens_nothing_and_changes_nothing(end):
    invitation = made()
    end(invitation)
    before = everything()

    with pytest.raises(InvitationGone) as said:
        open_invitation(TOKEN, now=NOON)
    with pytest.raises(InvitationGone):
        join_by_invitation(invitation, TOMAS, now=NOON)
    with pytest.raises(InvitationGone):
        take_invitation(invitation, by=make_person("Mira"), now=NOON)

    assert str(said.value) == str(InvitationGone.sentence)
    assert everything()[2] == before[2]
    assert Invitation.objects.filter(taken_by__name="Tomas").exists() is False


@pytest.mark.parametrize("token", ["", "x", "t" * 42, "T" * 43, "\x00", hash_of(TOKEN), "é" * 50])
def test_a_link_of_nobodys_opens_nothing(token):
    made()

    with pytest.raises(InvitationGone):
        open_invitation(token, now=NOON)


def test_a_link_holds_for_seven_days_and_no_moment_longer():
    invitation = made()
    last = NOON + LASTS - timedelta(microseconds=1)

    assert open_invitation(TOKEN, now=last) == invitation
    with pytest.raises(InvitationGone):
        open_invitation(TOKEN, now=NOON + LASTS)
    with pytest.raises(InvitationGone):
        join_by_invitation(invitation, TOMAS, now=NOON + LASTS)
    assert Person.objects.filter(name="Tomas").exists() is False


def test_the_link_of_somebody_forgotten_opens_nothing():
    made()
    end_rights_of_ines()
    Person.objects.filter(name="Ines").update(
        name="", email=None, phone_number=None, forgotten_at=NOON
    )

    with pytest.raises(InvitationGone):
        open_invitation(TOKEN, now=NOON)


@pytest.mark.parametrize(
    ("newcomer", "refusal"),
    [
        (Newcomer("Tomas", "balai-desa-2026", email="Mira@Balai.Example"), KnownAlready),
        (Newcomer("Tomas", "balai-desa-2026", phone_number="12"), PhoneUnclear),
        (Newcomer("Tomas", "balai-desa-2026"), KnownAlready),
        (Newcomer("Tomas", "kelayberau", email="kelayberau@balai.example"), PasswordTooWeak),
    ],
    ids=["somebody's address", "no number", "reached by nothing", "a weak password"],
)
def test_who_cannot_be_written_down_leaves_the_invitation_open(newcomer, refusal):
    make_person("Mira")
    invitation = made()
    before = everything()

    with pytest.raises(refusal):
        join_by_invitation(invitation, newcomer, now=NOON)

    assert everything() == before
    assert open_invitation(TOKEN, now=NOON) == invitation


def test_who_has_the_role_already_leaves_the_invitation_open():
    mira = make_role("Mira", "operator", VILLAGE).person
    invitation = made()

    with pytest.raises(RoleHeldAlready):
        take_invitation(invitation, by=mira, now=NOON)

    assert open_invitation(TOKEN, now=NOON) == invitation


def test_who_may_give_the_role_may_withdraw_the_invitation_and_others_may_not():
    invitation = made()
    neighbour = make_role("Sari", "regency_officer", "64.02").person

    with pytest.raises(MayNotGiveRole):
        withdraw_invitation(invitation, by=neighbour, now=NOON)
    withdraw_invitation(
        invitation, by=make_role("Budi", "regency_officer", "64.03").person, now=NOON
    )

    assert Invitation.objects.get().withdrawn_by == make_person("Budi")
    assert trail()[-1] == ("accounts.invitation_withdrawn", VILLAGE, make_person("Budi").pk)


def test_an_operator_hands_over_by_a_link():
    role = make_role("Mira", "operator", VILLAGE)
    mira = role.person
    invitation = invite_to_take_over(role, token=TOKEN, by=mira, now=NOON)
    assert rights_of(mira) == {OPERATOR}

    tomas = join_by_invitation(invitation, TOMAS, now=NOON)

    assert [set(rights_of(person)) for person in (mira, tomas)] == [set(), {OPERATOR}]
    assert Role.objects.get(pk=role.pk).ended_by == mira


def test_a_handover_that_cannot_begin_does_not_end():
    role = make_role("Mira", "operator", VILLAGE)
    other = make_role("Sari", "operator", VILLAGE).person
    invitation = invite_to_take_over(role, token=TOKEN, by=role.person, now=NOON)
    before = everything()

    with pytest.raises(RoleHeldAlready):
        take_invitation(invitation, by=other, now=NOON)

    assert everything() == before


def test_a_role_that_ended_meanwhile_is_not_handed_over():
    role = make_role("Mira", "operator", VILLAGE)
    invitation = invite_to_take_over(role, token=TOKEN, by=role.person, now=NOON)
    end_role(role, by=make_role("Ines", "village_head", VILLAGE).person, now=NOON)

    with pytest.raises(InvitationGone):
        open_invitation(TOKEN, now=NOON)
    with pytest.raises(InvitationGone):
        join_by_invitation(invitation, TOMAS, now=NOON)
    with pytest.raises(RoleHasEnded):
        invite_to_take_over(role, token="n" * 43, by=role.person, now=NOON)


def test_nobody_hands_over_what_is_somebody_elses():
    role = make_role("Mira", "operator", VILLAGE)
    head = make_role("Ines", "village_head", VILLAGE).person

    with pytest.raises(MayNotGiveRole):
        invite_to_take_over(role, token=TOKEN, by=head, now=NOON)

    assert Invitation.objects.count() == 0
