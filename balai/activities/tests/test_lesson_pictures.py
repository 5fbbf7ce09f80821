"""Pictures that authors bring: named in a draft, shown once it is published."""

from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from balai.activities.actions import lesson_pictures
from balai.activities.actions.courses import begin_version, draft_of, publish_version, write_lesson
from balai.activities.actions.lesson_pictures import add_lesson_picture, remove_lesson_picture
from balai.activities.errors import (
    MayNotWriteCourses,
    PictureInUse,
    PictureNameTaken,
    VersionPublished,
)
from balai.activities.models import CourseVersion, Enrolment, LessonPicture
from balai.activities.plans import LessonTold
from balai.activities.rules.lessons import LessonUnclear
from balai.core.models import AuditEntry
from balai.photos.errors import PictureDamaged, PictureIsADrawing
from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.factories import NOON, make_person, make_role
from tests.factories_of_activities import make_course, make_lesson_picture

pytestmark = pytest.mark.django_db
LESSON = LessonTold(title="Panen", words="Petik dulu.\n\n![tangan memetik buah](gambar:panen)")


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def rahman(db):
    return make_role("Rahman", "province_officer", "64").person


@pytest.fixture
def course(rahman):
    """Give a published course with a draft of its next version."""
    course = make_course()
    begin_version(course, by=rahman, now=NOON)
    return course


def draft_in(course) -> CourseVersion:
    draft = draft_of(course)
    assert draft is not None
    return draft


def photo(side=600):
    return as_bytes(make_photo((side, 400)))


def add(course, by, *, name="panen", sent=None):
    return add_lesson_picture(course, sent or photo(), name=name, by=by, now=NOON)


def files():
    try:
        shelves = default_storage.listdir("lessons")[0]
    except FileNotFoundError:
        return []
    return [name for one in shelves for name in default_storage.listdir(f"lessons/{one}")[1]]


def address_of(picture):
    return f"/gambar/kursus/{picture.key}-480.webp"


def published(course, by):
    write_lesson(draft_in(course), 1, LESSON, by=by, now=NOON)
    publish_version(draft_in(course), by=by, now=NOON)


def test_a_picture_is_seen_by_readers_once_a_version_that_shows_it_is_published(
    client, course, rahman
):
    picture = add(course, rahman)
    assert client.get(address_of(picture)).status_code == 404

    published(course, rahman)

    page = client.get("/kursus/keamanan/1/").content.decode()
    assert (
        f'<img src="{address_of(picture)}" alt="tangan memetik buah" width="480" height="320"'
        in page
    )
    answer = client.get(address_of(picture))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, no-cache")


def test_a_picture_that_no_lesson_shows_stays_with_those_who_write(client, course, rahman):
    shown, left = add(course, rahman), add(course, rahman, name="kebun", sent=photo(500))
    published(course, rahman)

    assert [client.get(address_of(one)).status_code for one in (shown, left)] == [200, 404]
    client.force_login(rahman)
    assert client.get(address_of(left)).status_code == 200


def test_who_is_on_the_way_through_a_withdrawn_course_goes_on_seeing_its_pictures(client, course):
    picture = make_lesson_picture(course)
    type(course).objects.update(withdrawn_at=NOON)
    ines = make_person("Ines")
    Enrolment.objects.create(person=ines, version=course.current, begun_at=NOON)

    visitor = client.get(address_of(picture)).status_code
    client.force_login(ines)

    assert (visitor, client.get(address_of(picture)).status_code) == (404, 200)


def test_a_lesson_may_name_what_was_brought_and_must_say_what_it_shows(course, rahman):
    add(course, rahman)
    draft = draft_in(course)

    write_lesson(draft, 1, LESSON, by=rahman, now=NOON)

    for words in ("![](gambar:panen)", "![buah](gambar:lain)"):
        with pytest.raises(LessonUnclear):
            write_lesson(draft, 1, LessonTold(title="x", words=words), by=rahman, now=NOON)
    assert draft.lessons.get(number=1).words == LESSON.words


def test_a_picture_of_another_course_has_no_place_in_a_lesson(course, rahman):
    make_lesson_picture(make_course("lain"))

    with pytest.raises(LessonUnclear):
        write_lesson(draft_in(course), 1, LESSON, by=rahman, now=NOON)


@pytest.mark.parametrize(
    ("sent", "refusal"), [(b"<svg></svg>", PictureIsADrawing), (photo()[:400], PictureDamaged)]
)
def test_what_is_no_picture_leaves_nothing_behind(course, rahman, sent, refusal):
    with pytest.raises(refusal):
        add(course, rahman, sent=sent)

    assert (LessonPicture.objects.count(), files()) == (0, [])


def test_the_same_sent_twice_is_one_and_another_needs_another_name(course, rahman):
    first = add(course, rahman)
    count = len(files())

    assert add(course, rahman) == first
    for name, sent in (("panen", photo(500)), ("hp", photo())):
        with pytest.raises(PictureNameTaken):
            add(course, rahman, name=name, sent=sent)

    assert (LessonPicture.objects.count(), len(files())) == (1, count)


def test_a_form_that_arrives_twice_at_once_leaves_the_files_of_one(course, rahman):
    first = add(course, rahman)
    count = len(files())
    unseen = mock.Mock(side_effect=[None, first])

    with mock.patch.object(lesson_pictures, "_same_picture", unseen):
        assert add(course, rahman) == first

    assert len(files()) == count


def test_only_who_writes_courses_brings_pictures_and_only_for_a_draft(course, rahman):
    sari = make_role("Sari", "regency_officer", "64.03").person

    with pytest.raises(MayNotWriteCourses):
        add(course, sari)
    with pytest.raises(VersionPublished):
        add(make_course("lain"), rahman)

    assert (LessonPicture.objects.count(), files()) == (0, [])


def test_a_picture_is_taken_away_while_no_lesson_shows_it(
    course, rahman, django_capture_on_commit_callbacks
):
    picture = add(course, rahman)

    with django_capture_on_commit_callbacks(execute=True):
        remove_lesson_picture(picture, by=rahman, now=NOON)

    assert (LessonPicture.objects.count(), files()) == (0, [])
    acts = AuditEntry.objects.filter(act__contains="lesson_picture").order_by("pk")
    assert list(acts.values_list("act", flat=True)) == [
        "activities.lesson_picture_added", "activities.lesson_picture_removed",
    ]  # fmt: skip


def test_what_a_lesson_shows_stays_in_a_draft_and_once_published(course, rahman):
    picture = add(course, rahman)
    write_lesson(draft_in(course), 1, LESSON, by=rahman, now=NOON)
    with pytest.raises(PictureInUse):
        remove_lesson_picture(picture, by=rahman, now=NOON)
    publish_version(draft_in(course), by=rahman, now=NOON)

    with pytest.raises(PictureInUse):
        remove_lesson_picture(picture, by=rahman, now=NOON)

    assert LessonPicture.objects.count() == 1


@pytest.mark.parametrize("fields", [{"name": "panen"}, {"width": 0, "name": "lain"}])
def test_the_database_holds_one_picture_a_name_and_its_size(course, fields):
    make_lesson_picture(course)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_lesson_picture(course, fields.pop("name"), key="2" * 32, **fields)


def sent(**fields):
    picture = SimpleUploadedFile("IMG.jpg", photo(), "image/jpeg")
    return {"picture": picture, "name": "panen"} | fields


def test_an_author_brings_a_picture_and_copies_its_line(client, course, rahman):
    client.force_login(rahman)

    answer = client.post("/kerja/kursus/keamanan/gambar/", sent())

    assert answer.status_code == 302
    page = client.get("/kerja/kursus/keamanan/gambar/").content.decode()
    assert "![…](gambar:panen)" in page
    removed = client.post("/kerja/kursus/keamanan/gambar/panen/penghapusan/")
    assert (removed.status_code, LessonPicture.objects.count()) == (302, 0)


@pytest.mark.parametrize("name", ["", "Panen Kakao", "panen_kakao", "a" * 41])
def test_a_name_that_cannot_stand_in_a_text_is_refused(client, course, rahman, name):
    client.force_login(rahman)

    answer = client.post("/kerja/kursus/keamanan/gambar/", sent(name=name))

    assert answer.status_code == 422
    assert not LessonPicture.objects.exists()


def test_a_lesson_in_the_draft_shows_what_was_brought(client, course, rahman):
    picture = add(course, rahman)
    write_lesson(draft_in(course), 1, LESSON, by=rahman, now=NOON)
    client.force_login(rahman)

    assert address_of(picture) in client.get("/kerja/kursus/keamanan/1/").content.decode()
