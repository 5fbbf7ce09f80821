"""Courses are open to everybody; who signed in keeps their place, and finishes what they began."""

import shutil
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.activities.actions.bundled import COURSES, load_courses
from balai.activities.actions.learning import answer_quiz, finish_lesson
from balai.activities.drawings import drawing_of, drawn_pictures
from balai.activities.errors import CourseClosed, SentByAnother
from balai.activities.models import Course, CourseVersion, Enrolment, LessonDone, QuizTry
from balai.activities.queries.learning import course_for
from balai.activities.rules import quizzes
from balai.activities.rules.gift import read_gift
from balai.activities.rules.lessons import MOST_BYTES
from balai.core.models import AuditEntry
from balai.intake.models import Receipt
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db

# One of each kind is right in the shipped quiz of digital safety.
SAFETY = "keamanan"


@pytest.fixture
def courses(db):
    load_courses(now=NOON)


@pytest.fixture
def small(tmp_path):
    """One short course in a folder of its own, which a test may write anew."""
    folder = tmp_path / SAFETY
    shutil.copytree(COURSES / SAFETY, folder)
    load_courses(now=NOON, folder=tmp_path)
    return folder


def current() -> Any:
    return Course.objects.get(slug=SAFETY).current


def read_by(person) -> Any:
    return course_for(SAFETY, person)


def right_answers(version):
    """Answer a quiz rightly, as its page offers the values."""
    from_pages: dict[str, list[str]] = {}
    for number, question in enumerate(read_gift(version.quiz), 1):
        from_pages |= _right(question, number)
    return from_pages


def _right(question, number):
    asked = quizzes.asked(question, number)
    if asked.kind == "truth":
        values = [["T"], ["F"]]
    else:
        singles = [[value] for value, _words in asked.options]
        values = [*singles, [value for value, words in asked.options if _gains(question, words)]]
    best = max(values, key=lambda one: quizzes.mark(question, number, {f"q{number}": one}).points)
    return {f"q{number}": best}


def _gains(question, words):
    return any(one.words == words and one.weight > 0 for one in question.answer.options)


def test_six_courses_ship_in_both_languages_and_loading_twice_changes_nothing():
    assert load_courses(now=NOON) == 6
    assert load_courses(now=NOON) == 0

    assert Course.objects.open().count() == 6
    versions = list(CourseVersion.objects.prefetch_related("lessons"))
    assert all(len(version.lessons.all()) >= 5 for version in versions)
    lessons = [lesson for version in versions for lesson in version.lessons.all()]
    assert all(lesson.words and lesson.words_en and lesson.title_en for lesson in lessons)
    assert all(len(read_gift(one.quiz)) == len(read_gift(one.quiz_en)) for one in versions)


def test_a_course_written_anew_is_a_new_version(small):
    words = small / "1.id.markdown"
    words.write_text(words.read_text("utf-8").replace("Kunci layar", "Kunci HP"), "utf-8")

    assert load_courses(now=NOON, folder=small.parent) == 1

    course = Course.objects.get()
    assert (current().number, course.versions.count()) == (2, 2)


def test_what_people_wrote_is_not_overwritten(small):
    course = Course.objects.get()
    course.versions.update(written_by=make_person("Rahman"))
    (small / "1.id.markdown").write_text("# Lain\n\nLain.\n", "utf-8")

    assert load_courses(now=NOON, folder=small.parent) == 0
    assert course.versions.count() == 1


def test_a_course_whose_quiz_is_bad_is_not_loaded_at_all(small):
    (small / "quiz.id.gift").write_text("Rusak {", "utf-8")

    with pytest.raises(Exception, match="1"):
        load_courses(now=NOON, folder=small.parent)

    assert CourseVersion.objects.count() == 1


def test_everybody_reads_the_courses_without_an_account(client, courses):
    page = client.get("/kursus/").content.decode()
    assert "Aman memakai HP" in page

    page = client.get(f"/kursus/{SAFETY}/").content.decode()
    assert "Kode rahasia (OTP)" in page

    answer = client.get(f"/kursus/{SAFETY}/2/")
    assert "Tidak ada seorang pun yang boleh memintanya" in answer.content.decode()
    assert not answer.cookies
    assert "csrf" not in answer.content.decode()


def test_courses_are_read_in_english(client, courses):
    page = client.get(f"/en/kursus/{SAFETY}/2/").content.decode()

    assert "Nobody may ask for it." in page
    assert 'lang="id"' not in page.replace('hreflang="id"', "").split("<main")[1]


def test_each_lesson_is_light(client, courses):
    addresses = [
        f"{prefix}/kursus/{version.course.slug}/{lesson.number}/"
        for version in CourseVersion.objects.prefetch_related("lessons")
        for lesson in version.lessons.all()
        for prefix in ("", "/en")
    ]

    sizes = [len(client.get(address).content) for address in addresses]

    assert len(sizes) == 60
    assert max(sizes) < MOST_BYTES


def test_ten_lessons_got_ready_for_no_signal_weigh_at_most_600_kb(client, courses):
    client.force_login(make_person("Mira"))
    slugs = [version.course.slug for version in CourseVersion.objects.all()]
    weights = [
        len(client.get(f"/kursus/{slug}/{number}/").content)
        for slug in slugs
        for number in range(1, 6)
    ]
    pictures = [len(drawing_of(name)) for name in drawn_pictures()]

    assert len(weights) == 30
    assert 10 * (max(weights) + max(pictures)) < 600_000


def test_a_lesson_told_from_the_outbox_leaves_a_receipt_and_is_kept_once(client, courses):
    client.force_login(make_person("Mira"))
    said = {"request_key": str(uuid4())}

    for _time in range(2):
        client.post(f"/kursus/{SAFETY}/1/selesai/", said)

    assert Receipt.objects.count() == 1
    assert LessonDone.objects.count() == 1


def test_a_visitor_checks_the_quiz_by_its_address_and_nothing_is_kept(client, courses):
    version = current()
    address = f"/kursus/{SAFETY}/kuis/"

    asked = client.get(address).content.decode()
    marked = client.get(address, right_answers(version)).content.decode()

    assert "Betul. Kode hanya untuk Anda sendiri." not in asked
    assert "100 dari 100" in marked
    assert "Betul. Kode hanya untuk Anda sendiri." in marked
    assert not QuizTry.objects.exists()


@pytest.mark.parametrize("path", ["/kursus/tidak-ada/", "/kursus/keamanan/99/", "/kursus/x/kuis/"])
def test_what_is_not_there_is_not_found(client, courses, path):
    assert client.get(path).status_code == 404


def test_a_withdrawn_course_is_gone(client, courses):
    Course.objects.filter(slug=SAFETY).update(withdrawn_at=NOON)

    assert client.get(f"/kursus/{SAFETY}/").status_code == 404
    assert "Aman memakai HP" not in client.get("/kursus/").content.decode()


def test_a_learner_goes_from_lesson_to_lesson_to_the_quiz(client, courses):
    mira = make_person("Mira")
    client.force_login(mira)

    places = [
        client.post(f"/kursus/{SAFETY}/{number}/selesai/")["Location"] for number in range(1, 6)
    ]

    assert places == [f"/kursus/{SAFETY}/{number}/" for number in range(2, 6)] + [
        f"/kursus/{SAFETY}/kuis/"
    ]
    enrolment = Enrolment.objects.get(person=mira)
    assert enrolment.done.count() == 5
    assert enrolment.finished_at is None
    assert AuditEntry.objects.filter(act="activities.lesson_done", by_number=mira.pk).count() == 5


def test_whoever_read_all_and_passed_has_finished(client, courses):
    mira = make_person("Mira")
    client.force_login(mira)
    version = current()
    for lesson in version.lessons.all():
        finish_lesson(lesson, by=mira, now=NOON)

    answer = client.post(
        f"/kursus/{SAFETY}/kuis/jawaban/", right_answers(version) | {"request_key": uuid4()}
    )

    page = client.get(answer["Location"]).content.decode()
    assert "100 dari 100" in page
    assert Enrolment.objects.get(person=mira).finished_at is not None
    assert "selesai pada" in client.get("/belajar/").content.decode()


def test_a_quiz_that_was_not_passed_may_be_tried_again(courses):
    mira, version = make_person("Mira"), current()
    for lesson in version.lessons.all():
        finish_lesson(lesson, by=mira, now=NOON)
    how: dict[str, Any] = {"language": "id", "by": mira, "now": timezone.now()}

    first = answer_quiz(version, {"q1": ["0"]}, request_key=uuid4(), **how)
    assert Enrolment.objects.get().finished_at is None
    second = answer_quiz(version, right_answers(version), request_key=uuid4(), **how)

    assert (first.percent < 60, second.percent) == (True, 100)
    assert Enrolment.objects.get().finished_at is not None


def test_what_is_told_twice_is_kept_once(courses):
    mira, version = make_person("Mira"), current()
    lesson = version.lessons.get(number=1)
    key = uuid4()
    how: dict[str, Any] = {"language": "id", "by": mira, "now": NOON, "request_key": key}

    finish_lesson(lesson, by=mira, now=NOON)
    finish_lesson(lesson, by=mira, now=timezone.now())
    tries = [answer_quiz(version, {"q1": ["0"]}, **how) for _time in range(2)]

    assert LessonDone.objects.count() == 1
    assert tries[0] == tries[1]
    assert QuizTry.objects.count() == 1


def test_a_key_of_somebody_else_is_refused(courses):
    version = current()
    key = uuid4()
    how: dict[str, Any] = {"language": "id", "now": NOON, "request_key": key}
    answer_quiz(version, {"q1": ["0"]}, by=make_person("Mira"), **how)

    with pytest.raises(SentByAnother):
        answer_quiz(version, {"q1": ["0"]}, by=make_person("Tomas"), **how)

    assert QuizTry.objects.count() == 1


def test_learners_finish_the_version_they_began(client, small):
    mira, tomas = make_person("Mira"), make_person("Tomas")
    old = current()
    finish_lesson(old.lessons.get(number=1), by=mira, now=NOON)
    (small / "2.id.markdown").write_text("# Ditulis baru\n\nIsi baru.\n", "utf-8")
    load_courses(now=NOON, folder=small.parent)

    client.force_login(mira)
    hers = client.get(f"/kursus/{SAFETY}/2/").content.decode()
    client.force_login(tomas)
    his = client.get(f"/kursus/{SAFETY}/2/").content.decode()

    assert "Isi baru" not in hers
    assert "Isi baru" in his
    assert read_by(mira).version == old
    with pytest.raises(CourseClosed):
        finish_lesson(old.lessons.get(number=1), by=tomas, now=NOON)
    assert not Enrolment.objects.filter(person=tomas).exists()


def test_after_the_old_version_the_new_one_is_read(small):
    mira = make_person("Mira")
    old = current()
    finish_lesson(old.lessons.get(number=1), by=mira, now=NOON)
    Enrolment.objects.update(finished_at=NOON)
    (small / "2.id.markdown").write_text("# Ditulis baru\n\nIsi baru.\n", "utf-8")
    load_courses(now=NOON, folder=small.parent)

    assert read_by(mira).version.number == 2


def test_a_result_is_seen_by_nobody_else(client, courses):
    version = current()
    made = answer_quiz(
        version, {"q1": ["0"]}, language="id", by=make_person("Mira"), now=NOON, request_key=uuid4()
    )
    client.force_login(make_person("Tomas"))

    assert client.get(f"/belajar/kuis/{made.pk}/").status_code == 404


def test_the_list_of_courses_costs_few_queries(client, courses, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(reverse("portal:courses"))
