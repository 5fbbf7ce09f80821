"""The people of an area, for those who look after them, and for nobody else."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from balai.accounts.actions.roles import give_role
from balai.accounts.models import Invitation, Person, RecoveryCode, Role
from balai.accounts.rules import Right
from balai.accounts.tests.entering import make_officer, sign_in
from balai.accounts.visitors import rights_of
from balai.registry.models import Region
from tests.factories import (
    NOON,
    make_invitation,
    make_join_request,
    make_person,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db

VILLAGE, VILLAGE_ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
OTHERS = "Neighbour"


@pytest.fixture
def officer(client):
    for code in (VILLAGE, VILLAGE_ELSEWHERE):
        make_region(code)
    make_role(OTHERS, "operator", VILLAGE_ELSEWHERE)
    officer = make_role("Sari", "regency_officer", "64.03").person
    client.force_login(officer)
    return officer


def text_of(page):
    return page.content.decode()


def test_an_officer_sees_those_of_the_own_regency_and_no_others(client, officer):
    make_role("Mira", "operator", VILLAGE)

    page = text_of(client.get("/kerja/orang/"))

    assert ("Mira" in page, OTHERS in page) == (True, False)


def test_nobody_elsewhere_is_found_by_searching_narrowing_or_turning_pages(client, officer):
    make_invitation(by=make_person(OTHERS), area_code=VILLAGE_ELSEWHERE, meant_for=OTHERS)
    make_join_request(OTHERS, area_code=VILLAGE_ELSEWHERE)
    questions = [{"q": OTHERS}, {"q": "Pela"}, {"peran": "operator"}, {"hal": "2"}, {"q": "%"}]

    pages = [client.get("/kerja/orang/", question) for question in questions]
    pages.append(client.get("/kerja/orang/jejak/"))

    assert OTHERS not in "".join(text_of(page).replace(f'value="{OTHERS}"', "") for page in pages)


@pytest.mark.parametrize("address", ["", "peran/", "kode/"])
def test_the_pages_of_a_person_elsewhere_are_not_there(client, officer, address):
    number = make_person(OTHERS).pk

    asked = client.get(f"/kerja/orang/{number}/{address}").status_code
    sent = client.post(f"/kerja/orang/{number}/{address}", {}).status_code

    assert {asked, sent} <= {404, 405}
    assert RecoveryCode.objects.count() == 0


@pytest.mark.parametrize(
    "question",
    [{"q": "mir"}, {"q": "Merasa"}, {"peran": "operator"}, {"q": "MIRA", "peran": "operator"}],
)
def test_people_are_found_by_their_name_their_village_and_their_role(client, officer, question):
    make_role("Mira", "operator", VILLAGE)
    make_role("Tomas", "village_head", "64.03.01.2001")

    page = text_of(client.get("/kerja/orang/", question))

    assert ("Mira" in page, "Tomas" in page) == (True, False)


def test_a_search_that_finds_nobody_says_so(client, officer):
    assert "Tidak ditemukan" in text_of(client.get("/kerja/orang/", {"q": "zzz\x00"}))


def test_a_role_is_called_as_people_there_call_it(client, officer):
    Region.objects.filter(code=VILLAGE).update(local_term="Kampung")
    make_role("Ines", "village_head", VILLAGE)

    indonesian = text_of(client.get("/kerja/orang/", {"q": "Ines"}))
    english = text_of(client.get("/en/kerja/orang/", {"q": "Ines"}))

    assert "<td>kepala kampung</td><td>Kampung Merasa</td>" in indonesian
    assert "<td>village head</td><td>Kampung Merasa</td>" in english


def test_many_people_are_turned_in_pages_at_a_constant_count_of_queries(
    client, officer, django_assert_max_num_queries
):
    for number in range(60):
        make_role(f"Somebody{number:02}", "operator", VILLAGE)
    make_join_request()
    make_invitation(by=officer)

    with django_assert_max_num_queries(14):
        first = text_of(client.get("/kerja/orang/"))
    second = text_of(client.get("/kerja/orang/", {"hal": "2"}))

    assert 'href="?q=&amp;peran=&amp;hal=2"' in first
    assert ("Somebody00" in first, "Somebody59" in first) == (True, False)
    assert ("Somebody00" in second, "Somebody59" in second) == (False, True)


def test_the_count_of_queries_does_not_grow_with_the_people(client, officer):
    addresses = ("/kerja/orang/", "/kerja/orang/jejak/")

    def counted(name):
        give_role(make_person(name), Right("operator", VILLAGE), by=officer, now=NOON)
        make_join_request()
        with CaptureQueriesContext(connection) as queries:
            for address in addresses:
                client.get(address)
        return len(queries)

    counted("Mira")

    assert counted("Tomas") == counted("Ines") == counted("Sri")


def test_an_officer_gives_a_role_with_a_reason_and_the_trail_tells(client, officer):
    mira = make_role("Mira", "operator", VILLAGE).person
    sent = {"right": f"village_head|{VILLAGE}|None", "reason": "SK Bupati 7/2026"}

    answer = client.post(f"/kerja/orang/{mira.pk}/peran/", sent)

    assert answer["Location"] == f"/kerja/orang/{mira.pk}/"
    assert Right("village_head", VILLAGE) in rights_of(mira)
    trail = text_of(client.get("/kerja/orang/jejak/"))
    assert "Sari memberi Mira peran: kepala desa, Desa Merasa." in trail
    assert "SK Bupati 7/2026" in trail
    assert re.search(r"permintaan [0-9a-f]{8}", trail)


@pytest.mark.parametrize(
    "right",
    [
        "regency_officer|64.03|None",
        "province_officer|64|None",
        f"operator|{VILLAGE_ELSEWHERE}|None",
        f"representative|{VILLAGE}|None",
    ],
)
def test_a_forged_role_is_refused(client, officer, right):
    mira = make_role("Mira", "operator", VILLAGE).person

    page = client.post(f"/kerja/orang/{mira.pk}/peran/", {"right": right, "reason": "x"})

    assert page.status_code == 422
    assert rights_of(mira) == {Right("operator", VILLAGE)}


def test_nobody_gives_oneself_more(client, officer):
    sent = {"right": "province_officer|64|None", "reason": "x"}

    client.post(f"/kerja/orang/{officer.pk}/peran/", sent)

    assert rights_of(officer) == {Right("regency_officer", "64.03")}


def test_a_role_ends_with_a_reason(client, officer):
    role = make_role("Mira", "operator", VILLAGE)
    address = f"/kerja/orang/peran/{role.pk}/akhir/"

    without = client.post(address, {"reason": ""})
    client.post(address, {"reason": "pindah desa"})

    assert without.status_code == 422
    assert rights_of(role.person) == frozenset()
    assert "pindah desa" in text_of(client.get("/kerja/orang/jejak/"))
    assert client.post(address, {"reason": "x"}).status_code == 404


def test_an_operator_sees_the_head_and_ends_nothing_of_theirs(client, officer):
    role = make_role("Ines", "village_head", VILLAGE)
    client.force_login(make_role("Mira", "operator", VILLAGE).person)

    page = client.post(f"/kerja/orang/peran/{role.pk}/akhir/", {"reason": "x"})

    assert page.status_code == 422
    assert Role.objects.standing().filter(pk=role.pk).exists()


def test_a_code_is_shown_once_and_kept_nowhere(client, officer):
    mira = make_role("Mira", "operator", VILLAGE).person

    page = client.post(f"/kerja/orang/{mira.pk}/kode/")

    code = re.findall(r'<p class="code">(.{9})</p>', text_of(page))[0]
    assert "no-store" in page["Cache-Control"]
    assert "<b>balai.example/masuk/kode/</b>" in text_of(page)
    assert RecoveryCode.objects.get().person == mira
    assert code not in text_of(client.get(f"/kerja/orang/{mira.pk}/"))


def test_a_code_lets_back_in_ends_all_sessions_and_signs_nobody_in(client, officer):
    mira = make_role("Mira", "operator", VILLAGE).person
    before = Client()
    before.force_login(mira)
    page = text_of(client.post(f"/kerja/orang/{mira.pk}/kode/"))
    code = re.findall(r'<p class="code">(.{9})</p>', page)[0]
    visitor = Client()

    answer = visitor.post(
        "/masuk/kode/",
        {"known_as": "Mira@balai.example", "code": code.lower(), "password": "kelay jernih 9"},
    )

    assert answer["Location"] == "/masuk/"
    [told] = DBTaskResult.objects.filter(task_path__endswith="say_password_was_set")
    assert told.args_kwargs["args"][0] == mira.pk
    assert before.get("/akun/").status_code == 302
    assert visitor.get("/akun/").status_code == 302
    assert Person.objects.get(pk=mira.pk).check_password("kelay jernih 9")
    trail = text_of(client.get("/kerja/orang/jejak/"))
    assert "Sari membuat kode supaya Mira bisa mengganti kata sandi." in trail
    assert "Mira mengganti kata sandi dengan kode." in trail


def test_a_code_can_be_used_where_one_is_still_signed_in(client, officer):
    mira = make_role("Mira", "operator", VILLAGE).person
    page = text_of(client.post(f"/kerja/orang/{mira.pk}/kode/"))
    code = re.findall(r'<p class="code">(.{9})</p>', page)[0]
    there = Client()
    there.force_login(mira)

    answer = there.post(
        "/masuk/kode/", {"known_as": mira.email, "code": code, "password": "kelay jernih 9"}
    )

    assert answer["Location"] == "/masuk/"
    assert "Kata sandi baru sudah berlaku" in text_of(there.get("/masuk/"))


def test_a_code_does_not_stand_for_the_second_key(client, officer):
    lost = make_officer()
    client.force_login(make_role("Rahman", "province_officer", "64").person)
    page = text_of(client.post(f"/kerja/orang/{lost.pk}/kode/"))
    code = re.findall(r'<p class="code">(.{9})</p>', page)[0]
    new, visitor = "kelay jernih 9", Client()
    visitor.post("/masuk/kode/", {"known_as": lost.email, "code": code, "password": new})

    answer = sign_in(visitor, lost.email, new)

    assert answer["Location"].startswith("/masuk/langkah-kedua/")
    assert visitor.get("/kerja/orang/").status_code == 302


def test_a_stranger_and_somebody_known_get_one_answer_at_the_code_page():
    make_person("Mira")
    sent = {"code": "ABCD2345", "password": "kelay jernih 9"}

    known = Client().post("/masuk/kode/", sent | {"known_as": "mira@balai.example"})
    unknown = Client().post("/masuk/kode/", sent | {"known_as": "nobody@balai.example"})

    assert known.status_code == unknown.status_code == 422
    without = [re.sub(r'value="[^"]*"', "", text_of(page)) for page in (known, unknown)]
    assert without[0] == without[1]


def test_codes_for_one_name_are_tried_ten_times_an_hour():
    sent = {"code": "ABCD2345", "password": "kelay jernih 9", "known_as": "mira@balai.example"}

    answers = [Client().post("/masuk/kode/", sent).status_code for _number in range(11)]

    assert answers == [422] * 10 + [429]


def test_a_refused_code_is_said_on_the_persons_page(client, officer):
    other = make_role("Wati", "regency_officer", "64.03").person

    client.post(f"/kerja/orang/{other.pk}/kode/")

    assert "dibuat provinsi" in text_of(client.get(f"/kerja/orang/{other.pk}/"))
    assert RecoveryCode.objects.count() == 0


def test_an_operator_hands_over_to_somebody_of_the_village(client, officer):
    role = make_role("Mira", "operator", VILLAGE)
    head = make_role("Ines", "village_head", VILLAGE).person
    client.force_login(role.person)
    address = f"/kerja/serah-terima/{role.pk}/"
    sent = {"token": token_of(client.get(address))}

    answer = client.post(address, sent | {"to": head.pk})

    assert answer["Location"] == "/kerja/serah-terima/"
    assert rights_of(role.person) == frozenset()
    assert Right("operator", VILLAGE) in rights_of(head)
    assert client.post(address, sent | {"to": head.pk}).status_code == 404


def test_an_operator_hands_over_by_a_link(client, officer):
    role = make_role("Mira", "operator", VILLAGE)
    client.force_login(role.person)
    address = f"/kerja/serah-terima/{role.pk}/"

    made = client.post(address, {"token": token_of(client.get(address)), "to": "invitation"})

    assert "peran Anda sendiri berakhir" in text_of(client.get(made["Location"]))
    assert rights_of(role.person) == {Right("operator", VILLAGE)}
    tomas = make_person("Tomas")
    client.force_login(tomas)
    client.post(made["Location"])
    assert rights_of(role.person) == frozenset()
    assert rights_of(tomas) == {Right("operator", VILLAGE)}
    assert Invitation.objects.get().taken_by == tomas


def test_a_role_is_not_handed_to_somebody_elsewhere(client, officer):
    role = make_role("Mira", "operator", VILLAGE)
    client.force_login(role.person)
    address = f"/kerja/serah-terima/{role.pk}/"

    page = client.post(
        address, {"token": token_of(client.get(address)), "to": make_person(OTHERS).pk}
    )

    assert page.status_code == 422
    assert rights_of(role.person) == {Right("operator", VILLAGE)}


def test_the_workroom_leads_those_who_look_after_people_here_and_no_others(client, officer):
    seen = text_of(client.get("/akun/"))
    client.force_login(make_role("Dewi", "reviewer", "64.03").person)

    assert 'href="/kerja/orang/"' in seen
    assert 'href="/kerja/orang/"' not in text_of(client.get("/akun/"))


def test_a_person_whose_account_is_closed_is_told_of_without_a_name(client, officer):
    mira = make_person("Mira")
    give_role(mira, Right("operator", VILLAGE), by=officer, now=NOON)
    Role.objects.filter(person=mira).update(ended_at=NOON)
    Person.objects.filter(pk=mira.pk).update(
        name="", email=None, phone_number=None, forgotten_at=NOON
    )

    trail = text_of(client.get("/kerja/orang/jejak/"))

    assert "Sari memberi seseorang yang akunnya sudah ditutup peran" in trail


def token_of(page):
    return re.findall(r'name="token" value="([^"]+)"', text_of(page))[0]
