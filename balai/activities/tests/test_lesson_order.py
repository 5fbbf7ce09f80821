"""The lessons of a draft are put in order and left out; published versions keep theirs."""

import pytest

from balai.activities.actions.courses import begin_version, draft_of, publish_version
from balai.activities.actions.lessons import place_lesson, remove_lesson
from balai.activities.errors import LessonGone, MayNotWriteCourses, VersionPublished
from balai.activities.models import Lesson
from balai.core.models import AuditEntry
from tests.factories import NOON, make_role
from tests.factories_of_activities import make_course

pytestmark = pytest.mark.django_db

ROOM = "/kerja/kursus/keamanan/"


@pytest.fixture
def rahman(db):
    return make_role("Rahman", "province_officer", "64").person


@pytest.fixture
def course():
    return make_course(lessons=4)


@pytest.fixture
def draft(course, rahman):
    return begin_version(course, by=rahman, now=NOON)


def lesson(version, number):
    return Lesson.objects.get(version=version, number=number)


def order(version):
    return list(version.lessons.order_by("number").values_list("number", "title"))


def titles(version):
    numbers, said = zip(*order(version), strict=True)
    assert numbers == tuple(range(1, len(said) + 1))
    return [title.removeprefix("Pelajaran ") for title in said]


def test_a_lesson_goes_to_its_place_and_the_others_close_up(draft, rahman):
    place_lesson(lesson(draft, 4), 2, by=rahman, now=NOON)
    assert titles(draft) == ["1", "4", "2", "3"]

    place_lesson(lesson(draft, 1), 99, by=rahman, now=NOON)
    assert titles(draft) == ["4", "2", "3", "1"]


def test_told_twice_it_stands_there_all_the_same(draft, rahman):
    moved = lesson(draft, 3)

    for _time in range(2):
        place_lesson(moved, 1, by=rahman, now=NOON)

    assert titles(draft) == ["3", "1", "2", "4"]


def test_a_lesson_left_out_leaves_no_gap_and_stays_where_it_is_published(course, draft, rahman):
    remove_lesson(lesson(draft, 2), by=rahman, now=NOON)

    assert titles(draft) == ["1", "3", "4"]
    assert titles(course.current) == ["1", "2", "3", "4"]
    assert AuditEntry.objects.filter(act="activities.lesson_removed").count() == 1


def test_what_is_published_keeps_its_lessons_and_their_order(course, draft, rahman):
    publish_version(draft, by=rahman, now=NOON)
    first = lesson(draft, 1)

    with pytest.raises(VersionPublished):
        place_lesson(first, 2, by=rahman, now=NOON)
    with pytest.raises(VersionPublished):
        remove_lesson(first, by=rahman, now=NOON)

    assert titles(draft) == ["1", "2", "3", "4"]


def test_nobody_else_changes_the_order(draft):
    sari = make_role("Sari", "regency_officer", "64.03").person

    with pytest.raises(MayNotWriteCourses):
        place_lesson(lesson(draft, 4), 1, by=sari, now=NOON)
    with pytest.raises(MayNotWriteCourses):
        remove_lesson(lesson(draft, 4), by=sari, now=NOON)

    assert titles(draft) == ["1", "2", "3", "4"]


def test_one_that_somebody_else_left_out_meanwhile_is_gone(draft, rahman):
    gone = lesson(draft, 2)
    remove_lesson(lesson(draft, 2), by=rahman, now=NOON)

    with pytest.raises(LessonGone):
        place_lesson(gone, 1, by=rahman, now=NOON)

    assert titles(draft) == ["1", "3", "4"]


def test_buttons_move_the_lesson_that_they_stand_beside(client, draft, rahman):
    client.force_login(rahman)
    page = client.get(ROOM).content.decode()
    second = lesson(draft, 2)
    assert page.count('name="place"') == 6

    answer = client.post(f"/kerja/pelajaran/{second.pk}/tempat/", {"place": "1"})

    assert (answer.status_code, answer["Location"]) == (302, f"{ROOM}#p{second.pk}")
    assert titles(draft) == ["2", "1", "3", "4"]
    assert "Sekarang di tempat 1: Pelajaran 2" in client.get(ROOM).content.decode()


def test_a_lesson_is_left_out_from_its_own_page(client, draft, rahman):
    client.force_login(rahman)
    address = f"/kerja/pelajaran/{lesson(draft, 4).pk}/penghapusan/"
    assert address in client.get(f"{ROOM}4/").content.decode()

    first, again = client.post(address), client.post(address)

    assert (first.status_code, again.status_code) == (302, 404)
    assert titles(draft) == ["1", "2", "3"]
    assert client.get(f"{ROOM}5/").status_code == 404


def test_a_course_whose_only_lesson_is_left_out_cannot_be_published(client, rahman):
    course = make_course("satu")
    draft = begin_version(course, by=rahman, now=NOON)
    client.force_login(rahman)
    client.post(f"/kerja/pelajaran/{lesson(draft, 1).pk}/penghapusan/")

    client.post("/kerja/kursus/satu/langkah/", {"step": "publish"})

    assert draft_of(course) == draft
    assert (
        "Tulis paling sedikit satu pelajaran" in client.get("/kerja/kursus/satu/").content.decode()
    )
