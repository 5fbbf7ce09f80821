"""From the form that makes a link to the person who comes in by it."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from balai.accounts.actions.roles import end_role
from balai.accounts.errors import InvitationGone
from balai.accounts.models import Invitation, Person, Role
from balai.accounts.rules import Right
from balai.accounts.visitors import rights_of
from tests.factories import (
    make_invitation,
    make_join_request,
    make_organisation,
    make_person,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db

VILLAGE, VILLAGE_ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
FORM = f"/kerja/orang/undangan/{VILLAGE}/"
LINK = f"/undangan/{'t' * 43}/"
TOMAS = {
    "name": "Tomas",
    "contact": "0812-3456-7890",
    "password": "sungai kelay jernih",
    "is_adult": "on",
}


@pytest.fixture
def head(client):
    make_region()
    head = make_role("Ines", "village_head", VILLAGE).person
    client.force_login(head)
    return head


def token_in(page):
    return re.findall(r'name="token" value="([^"]+)"', page.content.decode())[0]


def text_of(page):
    return page.content.decode()


def counts():
    return Invitation.objects.count(), Person.objects.count(), Role.objects.count()


def test_a_head_makes_a_link_and_is_shown_how_to_hand_it_over(client, head):
    sent = {"right": f"operator|{VILLAGE}|None", "meant_for": "Tomas"}

    made = client.post(FORM, sent | {"token": token_in(client.get(FORM))})
    page = client.get(made["Location"])

    assert made.status_code == 302
    assert Invitation.objects.get().right == Right("operator", VILLAGE)
    assert "https://wa.me/?text=" in text_of(page)
    assert f"http://balai.example{made['Location']}" in text_of(page)
    assert "<svg" in text_of(page)
    assert "no-store" in page["Cache-Control"]


def test_the_same_form_sent_twice_makes_one_link(client, head):
    sent = {"right": f"operator|{VILLAGE}|None", "token": token_in(client.get(FORM))}

    first, second = client.post(FORM, sent), client.post(FORM, sent)

    assert first["Location"] == second["Location"]
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    "right",
    [
        "regency_officer|64.03|None",
        "village_head|64.03.01.2005|None",
        f"operator|{VILLAGE_ELSEWHERE}|None",
        "member|64.03.01.2005|99",
        "nonsense",
        "",
    ],
)
def test_a_forged_right_is_refused(client, head, right):
    make_region(VILLAGE_ELSEWHERE)

    page = client.post(FORM, {"right": right, "token": token_in(client.get(FORM))})

    assert page.status_code == 422
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("token", ["", "t" * 43, "t" * 43 + ":forged"])
def test_a_token_that_was_not_made_here_is_refused(client, head, token):
    page = client.post(FORM, {"right": f"operator|{VILLAGE}|None", "token": token})

    assert page.status_code == 422
    assert Invitation.objects.count() == 0


def test_a_token_made_for_somebody_else_is_refused(client, head):
    theirs = token_in(client.get(FORM))
    client.force_login(make_role("Sari", "village_head", VILLAGE).person)

    page = client.post(FORM, {"right": f"operator|{VILLAGE}|None", "token": theirs})

    assert page.status_code == 422
    assert Invitation.objects.count() == 0


def test_a_form_sent_from_elsewhere_is_refused(head):
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(head)

    assert stranger.post(FORM, {"right": f"operator|{VILLAGE}|None"}).status_code == 403
    assert Invitation.objects.count() == 0


def test_members_are_invited_by_organisation(client, head):
    organisation = make_organisation()

    page = client.get(FORM)
    sent = {"right": f"member|{VILLAGE}|{organisation.pk}", "token": token_in(page)}
    client.post(FORM, sent)

    assert "anggota lembaga, Petani kakao Merasa" in text_of(page)
    assert Invitation.objects.get().right == Right("member", VILLAGE, organisation.pk)


def test_an_officer_finds_the_village_and_only_in_the_own_regency(client):
    make_region(VILLAGE_ELSEWHERE)
    make_region()
    client.force_login(make_role("Sari", "regency_officer", "64.03").person)

    here = client.get("/kerja/orang/undangan/", {"q": VILLAGE})
    elsewhere = client.get("/kerja/orang/undangan/", {"q": VILLAGE_ELSEWHERE})

    assert FORM in text_of(here)
    assert f"/kerja/orang/undangan/{VILLAGE_ELSEWHERE}/" not in text_of(elsewhere)


def test_who_opens_a_link_reads_who_invites_for_what_and_that_adults_only(client, head):
    make_invitation(by=head)

    page = text_of(Client().get(LINK))

    assert "Ines mengundang Anda ke Balai sebagai operator desa" in page
    assert "Hanya orang dewasa, 18 tahun atau lebih" in page
    assert "checked" not in page


def test_somebody_comes_in_and_is_signed_in_under_a_new_key(head):
    make_invitation(by=head)
    visitor = Client()
    visitor.get(LINK)

    answer = visitor.post(LINK, TOMAS)

    person = Person.objects.get(name="Tomas")
    assert answer.status_code == 302
    assert visitor.session[SESSION_KEY] == str(person.pk)
    assert person.adult_said_at is not None
    assert rights_of(person) == {Right("operator", VILLAGE)}


def test_a_session_from_before_does_not_become_somebodys(head):
    make_invitation(by=head)
    visitor = Client()
    session = visitor.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key

    visitor.post(LINK, TOMAS)

    assert visitor.cookies["balai_session"].value != planted
    assert Client(headers={"cookie": f"balai_session={planted}"}).get("/akun/").status_code == 302


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"is_adult": ""}, "Hanya orang dewasa yang boleh punya akun"),
        ({"contact": "08"}, "0812-3456-7890"),
        ({"contact": "ines@"}, "Tulis alamat email lengkap"),
        ({"contact": "Ines@balai.example"}, "Akun tidak bisa dibuat"),
        ({"password": "12345678"}, "terlalu umum"),
        ({"password": "a1b2"}, "terlalu pendek"),
        ({"name": "Mira Lestari", "password": "miralestari"}, "terlalu mirip"),
        ({"name": ""}, "tidak boleh kosong"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(head, changed, sentence):
    make_invitation(by=head)
    before = counts()

    page = Client().post(LINK, TOMAS | changed)

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert TOMAS["password"] not in text_of(page)
    assert counts() == before


def test_somebody_with_an_account_signs_in_and_takes_the_role_with_one_tap(client, head):
    make_invitation(by=head)
    mira = make_person("Mira")
    assert f'/masuk/?next={LINK}"' in text_of(Client().get(LINK))
    client.force_login(mira)

    page = client.get(LINK)
    answer = client.post(LINK)

    assert text_of(page).count("<button") == 1
    assert "Anda masuk sebagai Mira." in text_of(page)
    assert answer.status_code == 302
    assert rights_of(mira) == {Right("operator", VILLAGE)}
    assert client.post(LINK).status_code == client.get(LINK).status_code == 302
    assert Role.objects.filter(person=mira).count() == 1


ENDS = {
    "never made": lambda it: it.delete(),
    "taken": lambda it: Client().post(LINK, TOMAS),
    "withdrawn": lambda it: Invitation.objects.update(withdrawn_at=it.made_at),
    "too old": lambda it: Invitation.objects.update(expires_at=it.made_at),
    "its maker may no longer": lambda it: end_role(
        Role.objects.get(person=it.made_by), by=it.made_by, now=it.expires_at
    ),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_every_link_that_opens_nothing_answers_the_same(head, end):
    end(make_invitation(by=head))
    before = counts()
    mira = Client()
    mira.force_login(make_person("Mira"))

    answers = [
        Client().get(LINK),
        Client().post(LINK, TOMAS | {"contact": "new@balai.example"}),
        Client().get("/undangan/nobodys/"),
        mira.get(LINK),
        mira.post(LINK),
    ]

    assert {answer.status_code for answer in answers} == {410}
    assert all(str(InvitationGone.sentence) in text_of(answer) for answer in answers)
    assert "Ines" not in "".join(map(text_of, answers))
    assert counts()[2] == before[2]
    assert Person.objects.filter(email="new@balai.example").exists() is False


def test_guessing_addresses_behind_one_link_comes_to_an_end(head):
    make_invitation(by=head)
    tries = [Client().post(LINK, TOMAS | {"contact": "Ines@balai.example"}) for _ in range(21)]

    assert [answer.status_code for answer in tries] == [422] * 20 + [429]


def test_a_link_is_withdrawn_by_its_maker_and_by_nobody_else(client, head):
    number = make_invitation(by=head).pk
    address = f"/kerja/orang/undangan/{number}/penarikan/"
    neighbour = Client()
    neighbour.force_login(make_role("Budi", "regency_officer", "64.02").person)

    assert neighbour.post(address).status_code == 404
    assert Client().post(address)["Location"].startswith("/masuk/")
    assert Invitation.objects.get().withdrawn_at is None
    assert client.post(address).status_code == 302
    assert Client().get(LINK).status_code == 410
    assert client.post(address).status_code == 404


def test_an_operator_who_may_not_give_the_role_does_not_withdraw_it(client, head):
    number = make_invitation(by=head).pk
    client.force_login(make_role("Mira", "operator", VILLAGE).person)

    client.post(f"/kerja/orang/undangan/{number}/penarikan/")

    assert Invitation.objects.get().withdrawn_at is None


def test_the_link_of_a_request_opens_a_chat_with_whoever_asked(client, head):
    invitation = make_invitation(by=head)
    make_join_request(invitation=invitation, decided_at=invitation.made_at, decided_by=head)

    assert "https://wa.me/6281234567099?text=" in text_of(client.get(LINK))


def test_nothing_is_agreed_to_by_coming_in(head):
    make_invitation(by=head)

    page = text_of(Client().get(LINK))

    assert page.count('type="checkbox"') == 1
    assert "Anda tidak menyetujui hal lain" in page
