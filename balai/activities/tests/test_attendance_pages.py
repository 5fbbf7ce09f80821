"""The list of a session on a phone, at the door and on paper."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from balai.accounts.models import Consent
from balai.activities.models import Attendance, HeadCount, Participant
from balai.activities.queries.doors import door_address
from tests.factories import make_person, make_region, make_role
from tests.factories_of_activities import make_participant, make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"


@pytest.fixture
def mira(client):
    make_region()
    person = make_role("Mira", "operator", VILLAGE).person
    client.force_login(person)
    return person


@pytest.fixture
def session():
    return make_session(starts_at=timezone.now())


def here():
    there = Attendance.objects.filter(is_present=True).select_related("participant__giver")
    return sorted(one.participant.called for one in there)


def address(session, rest=""):
    return f"/kerja/kegiatan/{session.pk}/hadir/{rest}"


def test_a_form_says_only_what_it_changed(client, mira, session):
    dayang, usat = make_participant("Dayang"), make_participant("Usat")
    both = {"present": [dayang.key, usat.key], "request_key": uuid4()}
    client.post(address(session), both)

    # A phone whose copy is from before either was ticked.
    lahang = make_participant("Lahang")
    client.post(address(session), {"present": [lahang.key], "request_key": uuid4()})

    assert here() == ["Dayang", "Lahang", "Usat"]
    was = {"was": [dayang.key, usat.key], "present": [usat.key], "request_key": uuid4()}
    answer = client.post(address(session), was)
    assert answer.status_code == 302
    assert here() == ["Lahang", "Usat"]


def test_the_list_shows_who_is_ticked_and_what_it_adds_up_to(client, mira, session):
    dayang = make_participant("Dayang", sex="woman")
    client.post(address(session), {"present": [dayang.key], "request_key": uuid4()})

    page = client.get(address(session)).content.decode()

    assert re.search(rf'value="{dayang.key}" checked', page)
    assert f'name="was" value="{dayang.key}"' in page


def test_names_are_found_without_scripts(client, mira, session):
    make_participant("Dayang")
    make_participant("Usat")

    page = client.get(address(session), {"nama": "usa"}).content.decode()

    assert ("Usat" in page, "Dayang" in page) == (True, False)


def test_the_second_session_of_a_day_begins_with_who_came_to_the_first(client, mira, session):
    make_participant("Ajang")
    usat = make_participant("Usat")
    client.post(address(session), {"present": [usat.key], "request_key": uuid4()})
    second = make_session(starts_at=session.ends_at - timedelta(minutes=1), part=2)

    page = client.get(address(second)).content.decode()

    assert page.index("Usat") < page.index("Ajang")


def test_a_list_asks_as_much_of_few_as_of_many(
    client, mira, session, django_assert_max_num_queries
):
    for number in range(12):
        make_participant(f"Peserta {number}")

    with django_assert_max_num_queries(26):
        client.get(address(session))


def test_who_walks_in_is_here_at_once(client, mira, session):
    sent = {"name": "Yuliana", "sex": "woman", "request_key": uuid4()}

    for _twice in range(2):
        answer = client.post(address(session, "pendatang/"), sent)

    assert (answer.status_code, here()) == (302, ["Yuliana"])
    assert Consent.objects.get().how == "spoken"


def test_a_walk_in_without_a_name_is_asked_for_it(client, mira, session):
    answer = client.post(address(session, "pendatang/"), {"name": "", "request_key": uuid4()})

    assert answer.status_code == 422
    assert not Participant.objects.exists()


def test_children_are_counted(client, mira, session):
    client.post(address(session, "hitungan/"), {"girls": "4", "boys": "", "request_key": uuid4()})

    assert (HeadCount.objects.get().girls, HeadCount.objects.get().boys) == (4, 0)


def test_a_sheet_whose_totals_differ_says_both_and_keeps_what_was_typed(client, mira, session):
    make_participant("Dayang")
    sent = {"numbers": "1", "names": "P Yuliana", "total": "3", "proof": "Map biru"}

    answer = client.post(f"/kerja/kegiatan/{session.pk}/lembar/", sent | {"request_key": uuid4()})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("3" in page, "2" in page, "P Yuliana" in page) == (True, True, True)
    assert here() == []


def test_a_sheet_that_adds_up_is_saved(client, mira, session):
    make_participant("Dayang")
    sent = {"numbers": "1", "names": "P Yuliana", "women": "1", "total": "3", "proof": "Map biru"}

    answer = client.post(f"/kerja/kegiatan/{session.pk}/lembar/", sent | {"request_key": uuid4()})

    assert (answer.status_code, here()) == (302, ["Dayang", "Yuliana"])


def test_what_is_no_number_of_a_sheet_is_named(client, mira, session):
    sent = {"numbers": "1, tiga", "total": "1", "proof": "Map biru", "request_key": uuid4()}

    answer = client.post(f"/kerja/kegiatan/{session.pk}/lembar/", sent)

    assert "“tiga”" in answer.content.decode()


def test_the_code_at_the_door_is_another_for_each_session(session):
    other = make_session(starts_at=timezone.now())

    assert door_address(session).split("/")[3] != door_address(other).split("/")[3]


def test_somebody_with_an_account_comes_in_with_one_press(client, session):
    client.force_login(make_person("Selvi"))
    door = door_address(session)
    client.get(door)

    for _twice in range(2):
        client.post(f"{door}saya/", {"request_key": uuid4()})

    assert here() == ["Selvi"]
    assert Consent.objects.get().how == "screen"


def through_the_door(door, said, settings):
    visitor = Client()
    page = visitor.get(door).content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    assert stamp
    sent = {"said": said, "stamp": stamp[1], "request_key": uuid4()}
    answer = visitor.post(door, sent)
    return answer, visitor


def test_a_number_is_answered_the_same_whether_anybody_has_it(session, settings, monkeypatch):
    monkeypatch.setattr("balai.core.strangers.QUICKEST", timedelta(0))
    make_participant("Dayang", phone_number="6281234567890")
    door = door_address(session)

    known, _ = through_the_door(door, "0812-3456-7890", settings)
    unknown, visitor = through_the_door(door, "0812-3456-0000", settings)

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert (known.status_code, here()) == (302, ["Dayang"])
    assert not visitor.cookies


def test_the_code_she_was_handed_opens_the_door(session, settings, monkeypatch):
    monkeypatch.setattr("balai.core.strangers.QUICKEST", timedelta(0))
    dayang = make_participant("Dayang")

    through_the_door(door_address(session), dayang.giver.written_key, settings)

    assert here() == ["Dayang"]


def test_the_door_is_closed_on_another_day(client):
    session = make_session(starts_at=timezone.now() + timedelta(days=2))
    client.force_login(make_person("Selvi"))

    client.post(f"{door_address(session)}saya/", {"request_key": uuid4()})

    assert not Attendance.objects.exists()


def test_two_with_one_number_become_one_only_after_a_yes(client, mira):
    kept = make_participant("Dayang", phone_number="6281234567890")
    twin = make_participant("Dayang R.", phone_number="6281234567890")
    assert "Dayang R." in client.get("/kerja/peserta/").content.decode()

    client.post(f"/kerja/peserta/{kept.pk}/penyatuan/", {"twin": twin.pk})

    assert Participant.objects.standing().get() == kept
