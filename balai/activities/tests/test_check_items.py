"""What the literacy check asks is written in the workroom, as versions: no old score moves."""

from uuid import uuid4

import pytest

from balai.activities.actions.check_items import (
    add_item,
    ask_again,
    ask_otherwise,
    load_check_items,
    retire_item,
)
from balai.activities.actions.checks import enter_papers, move_check, prepare_check
from balai.activities.errors import (
    ItemChangedMeanwhile,
    LastOfItsPillar,
    MayNotWriteCourses,
    QuestionTaken,
)
from balai.activities.models import CheckItem, ItemVersion, Phase
from balai.activities.plans import ItemTold
from balai.activities.queries.checks import scores_by_taker
from balai.activities.rules.checks import Written
from balai.core.models import AuditEntry
from tests.factories import NOON, make_role
from tests.factories_of_activities import make_check, make_item, make_session

pytestmark = pytest.mark.django_db

TOLD = ItemTold(
    question="Ada tautan hadiah. Apa yang Anda lakukan?",
    question_en="A link promises a prize. What do you do?",
    options=(("Membuka", "Open it"), ("Menghapus", "Delete it")),
    points=(0, 2),
    why="Hadiah tidak datang lewat tautan.",
)
TYPED = {
    "question": "Ditanya apa?", "words_A": "Ini", "points_A": "2", "words_B": "Itu",
    "points_B": "0", "en_B": "That", "seen": "1",
}  # fmt: skip


@pytest.fixture
def rahman(db):
    return make_role("Rahman", "province_officer", "64").person


@pytest.fixture
def sari(db):
    return make_role("Sari", "regency_officer", "64.03").person


def asked_in(check):
    return [one.version.question for one in check.questions.select_related("version")]


def test_an_answered_item_that_is_asked_otherwise_moves_no_old_score(rahman):
    check = make_check(make_session())
    move_check(check, Phase.BEFORE, by=None, now=NOON)
    papers = [Written(1, (0, 1, 2, None)), Written(2, (2, 0, 0, 0))]
    enter_papers(check, Phase.BEFORE, papers, by=None, now=NOON, request_key=uuid4())
    before = scores_by_taker(check, Phase.BEFORE)
    item = CheckItem.objects.get(slug="skills")

    made = ask_otherwise(item, TOLD, seen=1, by=rahman, now=NOON)

    assert (made.number, made.points, made.written_by) == (2, [0, 2], rahman)
    assert item.versions.get(number=1).points == [2, 1, 0]
    assert scores_by_taker(check, Phase.BEFORE) == before
    assert asked_in(check)[0].startswith("Apa yang Anda lakukan dengan skills")
    fresh = prepare_check(make_session("Kelas lain"), by=None, now=NOON)
    assert asked_in(fresh)[0] == TOLD.question


def test_the_same_told_twice_is_one_version_and_another_is_told_to_look_again(rahman):
    item = make_item("skills", "skills").item

    for _time in range(2):
        ask_otherwise(item, TOLD, seen=1, by=rahman, now=NOON)
    other = ItemTold(question="Lain?", options=TOLD.options, points=TOLD.points)
    with pytest.raises(ItemChangedMeanwhile):
        ask_otherwise(item, other, seen=1, by=rahman, now=NOON)

    assert item.versions.count() == 2
    assert AuditEntry.objects.filter(act="activities.check_item_rewritten").count() == 1


def test_nobody_else_writes_what_is_asked(sari):
    item = make_item("skills", "skills").item

    with pytest.raises(MayNotWriteCourses):
        ask_otherwise(item, TOLD, seen=1, by=sari, now=NOON)
    with pytest.raises(MayNotWriteCourses):
        add_item(TOLD, pillar="safety", by=sari, now=NOON)
    with pytest.raises(MayNotWriteCourses):
        retire_item(item, by=sari, now=NOON)

    item.refresh_from_db()
    assert (ItemVersion.objects.count(), item.retired_at) == (1, None)


def test_a_question_is_added_at_the_end_and_once(rahman):
    make_item("skills", "skills")

    add_item(TOLD, pillar="safety", by=rahman, now=NOON)
    with pytest.raises(QuestionTaken):
        add_item(TOLD, pillar="safety", by=rahman, now=NOON)

    check = prepare_check(make_session(), by=None, now=NOON)
    assert asked_in(check)[1:] == [TOLD.question]


def test_the_last_question_of_a_pillar_stays(rahman):
    first, second = make_item("skills", "skills").item, make_item("skills-2", "skills").item
    retire_item(first, by=rahman, now=NOON)

    with pytest.raises(LastOfItsPillar):
        retire_item(second, by=rahman, now=NOON)

    assert [one.slug for one in CheckItem.objects.asked()] == ["skills-2"]
    ask_again(first, by=rahman, now=NOON)
    assert CheckItem.objects.asked().count() == 2


def test_what_was_changed_here_stays_when_balai_is_set_up_again(rahman):
    load_check_items(now=NOON)
    rewritten, retired, untouched = CheckItem.objects.in_order()[:3]
    ask_otherwise(rewritten, TOLD, seen=1, by=rahman, now=NOON)
    retire_item(retired, by=rahman, now=NOON)
    add_item(ItemTold(question="Baru?", options=TOLD.options, points=TOLD.points),
             pillar="safety", by=rahman, now=NOON)  # fmt: skip
    ItemVersion.objects.filter(item=untouched).update(question="Lama")

    assert load_check_items(now=NOON) == 1

    assert rewritten.versions.latest("number").question == TOLD.question
    asked = set(CheckItem.objects.asked().values_list("slug", flat=True))
    assert retired.slug not in asked
    assert {"baru", untouched.slug} <= asked


def test_a_question_is_rewritten_on_its_page(client, rahman):
    version = make_item("skills", "skills")
    client.force_login(rahman)
    page = client.get("/kerja/cek/skills/")

    answer = client.post("/kerja/cek/skills/", TYPED)

    assert "pilihan 0" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert answer.status_code == 302
    last = version.item.versions.latest("number")
    assert (last.number, last.options, last.points) == (2, [["Ini", ""], ["Itu", "That"]], [2, 0])
    assert "Ditanya apa?" in client.get("/kerja/cek/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words_B": ""}, "Tulis jawaban ini dalam bahasa Indonesia juga."),
        ({"words_B": "", "en_B": ""}, "Tulis paling sedikit dua jawaban."),
        ({"points_A": "1"}, "Tentukan jawaban yang terbaik: beri 2 poin."),
        ({"question": ""}, "Tulis soalnya."),
        ({"seen": "7"}, "Seseorang mengubah soal ini"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(client, rahman, wrong, said):
    make_item("skills", "skills")
    client.force_login(rahman)

    answer = client.post("/kerja/cek/skills/", TYPED | wrong)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ItemVersion.objects.count() == 1


def test_a_question_is_added_and_taken_out_on_the_pages(client, rahman):
    client.force_login(rahman)
    make_item("safety", "safety")

    added = client.post("/kerja/cek/baru/", TYPED | {"pillar": "safety"})
    taken = client.post("/kerja/cek/ditanya-apa/langkah/", {"step": "retire"})
    kept = client.post("/kerja/cek/safety/langkah/", {"step": "retire"})

    assert [one.status_code for one in (added, taken, kept)] == [302] * 3
    page = client.get("/kerja/cek/").content.decode()
    assert "soal terakhir dari pilarnya" in page
    assert "tidak ditanyakan lagi" in page
    assert [one.slug for one in CheckItem.objects.asked()] == ["safety"]
