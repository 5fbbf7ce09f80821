from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail

from balai.accounts.actions.invitations import (
    Newcomer,
    join_by_invitation,
    open_invitation,
    withdraw_invitation,
)
from balai.accounts.actions.letters import send_invitation
from balai.accounts.actions.requests import (
    KEPT,
    Asking,
    approve_request,
    ask_to_join,
    decline_request,
)
from balai.accounts.errors import AreaDoesNotFitRole, MayNotGiveRole, RequestDecided
from balai.accounts.models import Invitation, JoinRequest
from balai.accounts.rules import Right
from balai.core.models import AuditEntry
from tests.factories import NOON, make_role

pytestmark = pytest.mark.django_db

VILLAGE, VILLAGE_ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
OPERATOR = Right("operator", VILLAGE)
KEY = UUID(int=1)
YULIANA = Asking("Yuliana", "Saya menenun.", email="yuliana@balai.example")


def asked(asking=YULIANA, *, key=KEY, now=NOON):
    return ask_to_join(VILLAGE, asking, language="id", now=now, request_key=key)


def head():
    return make_role("Ines", "village_head", VILLAGE).person


def approve(request, right=OPERATOR, *, by=None, token="t" * 43):
    return approve_request(request, right, token=token, by=by or head(), now=NOON)


def said_of_who_asked():
    return list(JoinRequest.objects.values_list("name", "email", "phone_number", "why"))


def acts():
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def test_a_request_waits_and_says_when_its_writer_said_to_be_an_adult():
    request = asked()

    assert (request.adult_said_at, request.decided_at) == (NOON, None)
    assert JoinRequest.objects.waiting().get() == request


def test_a_form_sent_twice_is_one_request():
    assert asked() == asked(Asking("Another", "text", email="a@balai.example"))

    assert said_of_who_asked() == [("Yuliana", "yuliana@balai.example", "", "Saya menenun.")]


def test_who_is_let_in_gets_an_invitation(django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = approve(asked())

    assert open_invitation("t" * 43, now=NOON) == invitation
    assert (invitation.right, invitation.meant_for) == (OPERATOR, "Yuliana")
    assert JoinRequest.objects.get().invitation == invitation
    assert acts() == ["accounts.person_invited", "accounts.request_approved"]


def test_the_mail_carries_a_link_of_its_own_and_its_hash_alone_is_kept(settings):
    invitation = approve(asked())
    invitation.refresh_from_db()
    Invitation.objects.update(expires_at=NOON + timedelta(days=4000))

    send_invitation.func(JoinRequest.objects.get().pk)

    [letter] = mail.outbox
    assert letter.to == ["yuliana@balai.example"]
    start = f"{settings.SITE_URL}/undangan/"
    token = letter.body.partition(start)[2].partition("/")[0]
    assert len(token) == 43
    assert open_invitation(token, now=NOON) == open_invitation("t" * 43, now=NOON) == invitation
    assert token not in str(Invitation.objects.values())


def test_a_mail_sent_twice_leaves_one_link_in_force():
    approve(asked())
    Invitation.objects.update(expires_at=NOON + timedelta(days=4000))

    send_invitation.func(JoinRequest.objects.get().pk)
    first = Invitation.objects.get().mailed_token_hash
    send_invitation.func(JoinRequest.objects.get().pk)

    assert Invitation.objects.get().mailed_token_hash not in {first, None}


def test_no_mail_goes_where_there_is_no_address_or_no_open_invitation():
    approve(asked(Asking("Yuliana", "Menenun.", phone_number="6281234567890")))
    by_mail = asked(key=UUID(int=2))
    withdraw_invitation(approve(by_mail, token="o" * 43), by=head(), now=NOON)

    for request in JoinRequest.objects.all():
        send_invitation.func(request.pk)
    send_invitation.func(0)

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("kind", "area_code"),
    [
        ("operator", VILLAGE_ELSEWHERE),
        ("regency_officer", "64.02"),
        ("representative", VILLAGE),
        ("reviewer", VILLAGE),
    ],
)
def test_others_decide_nothing(kind, area_code):
    request, other = asked(), make_role("Sari", kind, area_code).person

    with pytest.raises(MayNotGiveRole):
        approve(request, by=other)
    with pytest.raises(MayNotGiveRole):
        decline_request(request, by=other, now=NOON)

    assert (JoinRequest.objects.waiting().count(), Invitation.objects.count()) == (1, 0)
    assert acts() == []


def test_an_operator_lets_in_members_and_no_operators():
    request, mira = asked(), make_role("Mira", "operator", VILLAGE).person

    with pytest.raises(MayNotGiveRole):
        approve(request, by=mira)
    invitation = approve(request, Right("member", VILLAGE, 1), by=mira)

    assert invitation.right == Right("member", VILLAGE, 1)


def test_who_asked_for_one_village_is_not_let_into_another():
    request = asked()
    officer = make_role("Rahman", "province_officer", "64").person

    with pytest.raises(AreaDoesNotFitRole):
        approve(request, Right("operator", VILLAGE_ELSEWHERE), by=officer)

    assert Invitation.objects.count() == 0


def test_a_request_is_decided_once():
    request = asked()
    decline_request(request, by=head(), now=NOON)

    with pytest.raises(RequestDecided):
        approve(request)
    with pytest.raises(RequestDecided):
        decline_request(request, by=head(), now=NOON)

    assert Invitation.objects.count() == 0
    assert acts() == ["accounts.request_declined"]


def test_an_approval_sent_twice_makes_one_invitation():
    request = asked()
    approve(request)

    approve(JoinRequest.objects.get())

    assert Invitation.objects.count() == 1


def test_who_was_declined_is_forgotten_and_that_somebody_asked_is_not():
    decline_request(asked(), by=head(), now=NOON, reason="belum dikenal")

    assert said_of_who_asked() == [("", "", "", "")]
    entry = AuditEntry.objects.get()
    assert (entry.area_code, entry.reason) == (VILLAGE, "belum dikenal")


@pytest.mark.parametrize(
    "end",
    [
        lambda it: join_by_invitation(
            it, Newcomer("Yuliana", "balai-desa-2026", email="y@balai.example"), now=NOON
        ),
        lambda it: withdraw_invitation(it, by=head(), now=NOON),
        lambda it: asked(key=UUID(int=2), now=NOON + timedelta(days=8)).delete(),
    ],
    ids=["taken", "withdrawn", "too old"],
)
def test_who_asked_is_forgotten_when_the_invitation_has_an_end(end):
    invitation = approve(asked())

    end(invitation)

    assert said_of_who_asked() == [("", "", "", "")]


def test_who_waits_too_long_is_forgotten():
    asked()

    asked(key=UUID(int=2), now=NOON + KEPT + timedelta(days=1))

    assert said_of_who_asked()[0] == ("", "", "", "")
    assert said_of_who_asked()[1][0] == "Yuliana"


def test_the_trail_holds_nothing_of_who_asked():
    approve(asked())

    assert "Yuliana" not in str(AuditEntry.objects.values())
    assert set(AuditEntry.objects.values_list("by_number", flat=True)) == {head().pk}
