"""A class is checked before and after; the key stays with us until it is over."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from balai.activities.actions.check_items import load_check_items, write_item
from balai.activities.actions.checks import (
    answer_check,
    enter_papers,
    move_check,
    prepare_check,
)
from balai.activities.errors import (
    CheckNotAtThis,
    CheckNotOpen,
    MayNotKeepTheList,
    NumberTaken,
    SentByAnother,
)
from balai.activities.events import CheckCompleted
from balai.activities.models import CheckItem, ItemVersion, Phase, Sheet
from balai.activities.queries.checks import result_of, scores_by_taker
from balai.activities.rules.checks import Written
from balai.core import events
from balai.core.strangers import shown_at
from tests.factories import NOON, make_region, make_role
from tests.factories_of_activities import make_check, make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"
BEST, WORST = (0, 0, 0, 0), (2, 2, 2, 2)


@pytest.fixture
def mira(db):
    make_region()
    return make_role("Mira", "operator", VILLAGE).person


@pytest.fixture
def session(mira):
    return make_session()


def moved(check, *phases, by=None):
    for phase in phases:
        move_check(check, phase, by=by, now=NOON)
    return check


def entered(check, phase, *papers):
    written = [Written(number, picks) for number, picks in enumerate(papers, 1)]
    return enter_papers(check, phase, written, by=None, now=NOON, request_key=uuid4())


def test_twelve_items_ship_three_for_each_pillar():
    assert load_check_items(now=NOON) == 12
    assert load_check_items(now=NOON) == 0

    pillars = list(CheckItem.objects.values_list("pillar", flat=True))
    assert {pillar: pillars.count(pillar) for pillar in pillars} == {
        "skills": 3, "ethics": 3, "safety": 3, "culture": 3,
    }  # fmt: skip
    assert all(sorted(version.points) == [0, 1, 2] for version in ItemVersion.objects.all())
    assert all(version.question_en for version in ItemVersion.objects.all())


def test_a_check_goes_from_step_to_step_and_never_back(session, mira):
    load_check_items(now=NOON)
    check = prepare_check(session, by=mira, now=NOON)

    assert prepare_check(session, by=mira, now=NOON) == check
    assert check.questions.count() == 12
    for phase in (Phase.BEFORE, Phase.BETWEEN, Phase.AFTER, Phase.OVER):
        move_check(check, phase, by=mira, now=NOON)
        with pytest.raises(CheckNotAtThis):
            move_check(check, phase, by=mira, now=NOON)
    assert check.over_at == NOON


def test_only_those_who_lead_the_session_open_it(session, mira):
    check = make_check(session)
    ines = make_role("Ines", "operator", "64.02.08.2009").person

    with pytest.raises(MayNotKeepTheList):
        move_check(check, Phase.BEFORE, by=ines, now=NOON)

    check.refresh_from_db()
    assert check.phase == Phase.PREPARED


def test_answers_are_kept_only_while_it_is_open(session):
    check = make_check(session)
    how: dict[str, Any] = {"now": NOON, "request_key": uuid4()}

    with pytest.raises(CheckNotOpen):
        answer_check(check, 7, {1: 0}, **how)
    moved(check, Phase.BEFORE, Phase.BETWEEN)
    with pytest.raises(CheckNotOpen):
        answer_check(check, 7, {1: 0}, **how)

    assert not Sheet.objects.exists()


def test_what_is_sent_twice_is_kept_once_and_a_number_answers_once(session):
    check = moved(make_check(session), Phase.BEFORE)
    key = uuid4()
    first = answer_check(check, 7, {1: 0, 2: 9}, now=NOON, request_key=key)

    assert answer_check(check, 7, {1: 1}, now=NOON, request_key=key) == first
    with pytest.raises(NumberTaken):
        answer_check(check, 7, {1: 1}, now=NOON, request_key=uuid4())
    with pytest.raises(SentByAnother):
        answer_check(check, 8, {1: 1}, now=NOON, request_key=key)

    assert Sheet.objects.count() == 1
    assert [answer.pick for answer in first.answers.order_by("pk")] == [0, None, None, None]


def test_papers_are_all_entered_or_none(session):
    check = moved(make_check(session), Phase.BEFORE)
    answer_check(check, 2, {1: 0}, now=NOON, request_key=uuid4())

    with pytest.raises(NumberTaken):
        entered(check, Phase.BEFORE, BEST, BEST)

    assert Sheet.objects.count() == 1


def test_the_same_stack_sent_twice_is_entered_once(session):
    check = moved(make_check(session), Phase.BEFORE)
    papers, key = [Written(1, BEST), Written(2, WORST)], uuid4()

    counts = [
        enter_papers(check, Phase.BEFORE, papers, by=None, now=NOON, request_key=key)
        for _time in range(2)
    ]

    assert counts == [2, 0]


def test_papers_and_phones_score_alike(session):
    check = moved(make_check(session), Phase.BEFORE)
    picks = (0, 1, 2, None)
    entered(check, Phase.BEFORE, picks)
    answer_check(check, 2, dict(enumerate(picks, 1)), now=NOON, request_key=uuid4())

    scores = scores_by_taker(check, Phase.BEFORE)

    assert scores[1] == scores[2] == {
        "skills": Decimal("5.00"), "ethics": Decimal("3.00"),
        "safety": Decimal("1.00"), "culture": Decimal("1.00"),
    }  # fmt: skip


def test_an_item_that_is_edited_moves_no_old_score(session):
    check = moved(make_check(session), Phase.BEFORE)
    entered(check, Phase.BEFORE, BEST)
    before = scores_by_taker(check, Phase.BEFORE)

    write_item(
        {
            "key": "skills", "pillar": "skills", "question": "Lain?", "question_en": "Other?",
            "options": [["a", "a", 0], ["b", "b", 0], ["c", "c", 2]],
        },
        place=0,
        now=NOON,
    )  # fmt: skip

    assert ItemVersion.objects.filter(item__slug="skills").count() == 2
    assert scores_by_taker(check, Phase.BEFORE) == before
    fresh = prepare_check(make_session("Kelas lain"), by=None, now=NOON)
    assert [one.version.question for one in fresh.questions.all()][0] == "Lain?"


def test_a_class_sees_what_it_gained_once_it_is_over(client, session, mira):
    check = moved(make_check(session), Phase.BEFORE)
    entered(check, Phase.BEFORE, *[WORST] * 6)
    moved(check, Phase.BETWEEN, Phase.AFTER)
    entered(check, Phase.AFTER, *[BEST] * 5)
    assert result_of(check) is None

    moved(check, Phase.OVER)

    result = result_of(check)
    assert result is not None
    skills = result.lines[0][1]
    assert (skills.before, skills.after, skills.gain) == (
        Decimal("1.0"), Decimal("5.0"), Decimal("4.0"),
    )  # fmt: skip
    client.force_login(mira)
    page = client.get(f"/kerja/kegiatan/{session.pk}/cek/").content.decode()
    assert "+4,0" in page
    assert "Karena begitu." in page


def test_of_four_people_nothing_is_told(client, session, mira):
    check = moved(make_check(session), Phase.BEFORE)
    entered(check, Phase.BEFORE, *[WORST] * 4)
    moved(check, Phase.BETWEEN, Phase.OVER)
    client.force_login(mira)

    page = client.get(f"/kerja/kegiatan/{session.pk}/cek/").content.decode()

    assert "Kurang dari lima orang" in page
    assert "1,0" not in page


def test_what_the_class_reached_is_announced_without_names(session, monkeypatch):
    told: list[object] = []
    monkeypatch.setattr(events, "publish", told.append)
    check = moved(make_check(session), Phase.BEFORE)
    entered(check, Phase.BEFORE, BEST, WORST, BEST)
    moved(check, Phase.BETWEEN, Phase.OVER)

    [fact] = [one for one in told if isinstance(one, CheckCompleted)]
    assert (fact.checked_count, fact.literate_count, fact.village_code) == (3, 2, VILLAGE)
    assert dict(fact.literate_counts) == {"skills": 2, "ethics": 2, "safety": 2, "culture": 2}


def sent(**fields):
    stamp = shown_at(timezone.now() - timedelta(seconds=9))
    return {"stamp": stamp, "request_key": str(uuid4()), "taker": "7", **fields}


def test_somebody_of_the_class_answers_on_their_phone(client, session):
    moved(make_check(session), Phase.BEFORE)

    asked = client.get("/cek/abc234/")
    answer = client.post("/cek/ABC234/", sent(q1="0", q3="2"))

    assert "pilihan 2" in asked.content.decode()
    assert not asked.cookies
    assert answer["Location"] == "/cek/ABC234/terkirim/"
    sheet = Sheet.objects.get()
    assert (sheet.taker, sheet.phase, sheet.is_from_paper) == (7, "before", False)
    assert [one.pick for one in sheet.answers.order_by("pk")] == [0, None, 2, None]


def test_what_was_picked_stays_where_the_number_is_taken(client, session):
    check = moved(make_check(session), Phase.BEFORE)
    entered(check, Phase.BEFORE, *[BEST] * 7)

    answer = client.post("/cek/ABC234/", sent(q1="1"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nomor 7 sudah menjawab" in page
    assert re.search(r'name="q1" value="1"[^>]*checked', page)
    assert Sheet.objects.count() == 7


def test_a_closed_check_asks_nothing(client, session):
    make_check(session)

    page = client.get("/cek/ABC234/").content.decode()

    assert "pilihan" not in page
    assert client.post("/cek/ABC234/", sent(q1="1")).status_code == 422
    assert not Sheet.objects.exists()


def test_papers_are_typed_a_line_each_and_counted(client, session, mira):
    check = moved(make_check(session), Phase.BEFORE)
    client.force_login(mira)
    address = f"/kerja/kegiatan/{session.pk}/cek/kertas/"
    said = {"phase": "before", "papers": "1 AABC\n2 ABC-", "request_key": uuid4()}

    wrong = client.post(address, said | {"expected": "3"})
    right = client.post(address, said | {"expected": "2", "request_key": uuid4()})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Ada 2 baris, dan 3 kertas" in wrong.content.decode()
    assert check.sheets.count() == 2


_CHANGING = re.compile(
    r'name="(csrfmiddlewaretoken|stamp|request_key|key)" value="[^"]*"|<[^>]*X-Request-Id[^>]*>'
)


def every_byte(client, session):
    """Ask for everything that stands open while the class answers, and for what is refused."""
    room = f"/kerja/kegiatan/{session.pk}/"
    pages = [
        *(f"{prefix}/cek/ABC234/" for prefix in ("", "/en")),
        "/cek/?kode=ABC234",
        "/cek/ABC234/terkirim/",
        room,
        f"{room}cek/",
        f"{room}cek/kertas/",
        f"{room}cek/dibacakan/",
        f"{room}cek/lembar.pdf",
        f"/en{room}cek/dibacakan/",
    ]
    answers = [client.get(page) for page in pages]
    answers.append(client.post("/cek/ABC234/", sent(taker="")))
    answers.append(client.post(f"{room}cek/kertas/", {"papers": "1 AAA"}))
    return [
        (answer.status_code, _CHANGING.sub("", answer.content.decode("latin-1")))
        for answer in answers
    ]


@pytest.mark.parametrize("phase", [Phase.PREPARED, Phase.BEFORE, Phase.BETWEEN, Phase.AFTER])
def test_no_byte_tells_the_key_before_the_check_is_over(client, session, mira, phase):
    """Whatever the key is, every answer is the same, byte for byte."""
    check = make_check(session)
    steps = [Phase.BEFORE, Phase.BETWEEN, Phase.AFTER]
    moved(check, *steps[: steps.index(phase) + 1 if phase in steps else 0])
    if phase != Phase.PREPARED:
        entered(check, Phase.BEFORE, *[BEST] * 6)
    client.force_login(mira)
    with_one_key = every_byte(client, session)

    ItemVersion.objects.update(points=[0, 1, 2], why="Rahasia", why_en="Secret")
    with_another = every_byte(client, session)

    assert with_another == with_one_key
    assert not any("Rahasia" in body for _status, body in with_another)
