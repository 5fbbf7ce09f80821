"""Courses are written in a draft; what is published stays as learners read it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.activities.actions.courses import (
    begin_version,
    change_version,
    draft_of,
    publish_version,
    write_course,
    write_lesson,
)
from balai.activities.errors import CourseIncomplete, MayNotWriteCourses, VersionPublished
from balai.activities.models import Course, CourseVersion, Lesson
from balai.activities.plans import CourseTold, LessonTold
from balai.core.models import AuditEntry
from tests.factories import NOON, make_role
from tests.factories_of_activities import make_course

pytestmark = pytest.mark.django_db

TOLD = CourseTold(title="Merawat perahu", quiz="Benar? {T}")
LESSON = LessonTold(title="Mesin", words="Periksa **oli** dulu.")


@pytest.fixture
def rahman(db):
    return make_role("Rahman", "province_officer", "64").person


def test_a_course_is_seen_by_everybody_only_once_it_is_published(client, rahman):
    course = write_course(TOLD, pillar="market", minutes=20, by=rahman, now=NOON)
    draft = draft_of(course)
    assert draft is not None
    with pytest.raises(CourseIncomplete):
        publish_version(draft, by=rahman, now=NOON)
    write_lesson(draft, 1, LESSON, by=rahman, now=NOON)
    assert client.get("/kursus/merawat-perahu/").status_code == 404

    publish_version(draft, by=rahman, now=NOON)

    page = client.get("/kursus/merawat-perahu/1/").content.decode()
    assert "<strong>oli</strong>" in page
    acts = AuditEntry.objects.filter(by_number=rahman.pk).values_list("act", flat=True)
    assert set(acts) == {
        "activities.course_written", "activities.lesson_written", "activities.course_published",
    }  # fmt: skip


def test_nobody_else_writes_courses():
    sari = make_role("Sari", "regency_officer", "64.03").person

    with pytest.raises(MayNotWriteCourses):
        write_course(TOLD, pillar="market", minutes=20, by=sari, now=NOON)

    assert not Course.objects.exists()


def test_what_is_published_is_not_changed_any_more(rahman):
    published = CourseVersion.objects.get(course=make_course())

    with pytest.raises(VersionPublished):
        change_version(published, TOLD, by=rahman, now=NOON)
    with pytest.raises(VersionPublished):
        write_lesson(published, 1, LESSON, by=rahman, now=NOON)
    with pytest.raises(VersionPublished):
        publish_version(published, by=rahman, now=NOON)

    assert Lesson.objects.get().words == "Kunci HP Anda."


def test_the_next_version_begins_as_a_copy_and_once(rahman):
    course = make_course(lessons=2)

    first, again = (begin_version(course, by=rahman, now=NOON) for _time in range(2))
    write_lesson(first, 1, LESSON, by=rahman, now=NOON)

    assert first == again
    assert (first.number, first.lessons.count()) == (2, 2)
    assert [one.words for one in Lesson.objects.filter(version__number=1)] == ["Kunci HP Anda."] * 2


def test_a_bad_quiz_file_takes_nothing_and_names_its_line(client, rahman):
    course = make_course()
    draft = begin_version(course, by=rahman, now=NOON)
    client.force_login(rahman)
    bad = SimpleUploadedFile("kuis.txt", b"Benar? {T}\n\nRusak {=a")

    answer = client.post(
        "/kerja/kursus/keamanan/", {"title": "Aman", "quiz": "Benar? {T}", "quiz_file": bad}
    )

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert "Baris 3" in answer.content.decode()
    assert (draft.title, draft.quiz) == ("Aman memakai HP", "Benar? {T}")


def test_a_quiz_goes_out_as_it_came_in(client, rahman):
    begin_version(make_course(), by=rahman, now=NOON)
    client.force_login(rahman)
    gift = "::Baru:: Siapa? {\n\t=Saya\n\t~Anda\n}\n"
    file = SimpleUploadedFile("kuis.txt", gift.encode())

    answer = client.post("/kerja/kursus/keamanan/", {"title": "Aman", "quiz_file": file})

    assert answer.status_code == 302
    assert client.get("/kerja/kursus/keamanan/kuis.gift").content.decode() == gift


def test_a_lesson_is_written_and_looked_at(client, rahman):
    begin_version(make_course(), by=rahman, now=NOON)
    client.force_login(rahman)
    address = "/kerja/kursus/keamanan/2/"

    wrong = client.post(address, {"title": "Dua", "words": "![a](https://a.example/x.png)"})
    right = client.post(address, {"title": "Dua", "words": "![HP](gambar:hp)\n\n**Tebal**"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Tidak ada gambar" in wrong.content.decode()
    assert "<strong>Tebal</strong>" in client.get(address).content.decode()
