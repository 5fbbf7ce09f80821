"""A lesson is heard by whoever may read it, whole or from where they left off."""

from contextlib import closing
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from balai.activities import recordings
from balai.activities.actions.courses import begin_version, publish_version, withdraw_course
from balai.activities.actions.lessons import remove_lesson
from balai.activities.actions.recordings import record_lesson, remove_recording
from balai.activities.errors import MayNotWriteCourses, VersionPublished
from balai.activities.models import Enrolment, Lesson
from balai.activities.rules.sounds import Sound, SoundUnclear
from balai.activities.tests.sounds import MP3_FRAME, m4a, mp3, ogg
from tests.factories import NOON, make_person, make_role
from tests.factories_of_activities import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def rahman(db):
    return make_role("Rahman", "province_officer", "64").person


@pytest.fixture
def course():
    return make_course()


@pytest.fixture
def draft(course, rahman):
    return begin_version(course, by=rahman, now=NOON)


def recorded(draft, content, *, by, language="id"):
    lesson = draft.lessons.get(number=1)
    return record_lesson(lesson, content, language=language, by=by, now=NOON)


@pytest.fixture
def heard(draft, rahman):
    """A sound that everybody may hear."""
    made = recorded(draft, mp3(60), by=rahman)
    publish_version(draft, by=rahman, now=NOON)
    return made


def files(shelf):
    return sorted(path.name for path in shelf.rglob("*") if path.is_file())


def body(answer):
    return b"".join(answer.streaming_content)


def status(answer):
    """Tell how it was answered, once all of it was read."""
    if answer.streaming:
        body(answer)
    return answer.status_code


def test_a_sound_is_kept_under_a_name_of_its_own_without_its_tags(draft, rahman, shelf):
    made = recorded(draft, mp3(60), by=rahman)

    assert draft.lessons.get().audio == str(made)
    assert files(shelf) == [f"{made.key}-{60 * 104}.mp3"]
    assert body_of(made) == MP3_FRAME * 60


def body_of(made):
    with closing(recordings.Pieces(made, range(made.byte_count))) as pieces:
        return b"".join(pieces)


def test_what_is_no_sound_is_refused_and_leaves_nothing_behind(draft, rahman, shelf):
    with pytest.raises(SoundUnclear):
        recorded(draft, b"<script>" * 900, by=rahman)

    assert (draft.lessons.get().audio, files(shelf)) == ("", [])


def test_who_may_not_record_leaves_no_file(course, draft, rahman, shelf):
    sari = make_role("Sari", "regency_officer", "64.03").person

    with pytest.raises(MayNotWriteCourses):
        recorded(draft, mp3(), by=sari)
    with pytest.raises(VersionPublished):
        recorded(course.current, mp3(), by=rahman)

    assert files(shelf) == []


@pytest.mark.django_db(transaction=True)
def test_another_sound_takes_its_place_and_the_one_before_is_gone(shelf):
    rahman = make_role("Rahman", "province_officer", "64").person
    draft = begin_version(make_course(), by=rahman, now=NOON)
    recorded(draft, mp3(), by=rahman)

    made = recorded(draft, ogg(), by=rahman)

    assert files(shelf) == [str(made)]
    remove_recording(draft.lessons.get(), language="id", by=rahman, now=NOON)
    assert files(shelf) == []


@pytest.mark.django_db(transaction=True)
def test_a_published_version_keeps_its_sound_whatever_the_next_draft_does(shelf):
    rahman = make_role("Rahman", "province_officer", "64").person
    course = make_course()
    first = begin_version(course, by=rahman, now=NOON)
    kept = recorded(first, mp3(), by=rahman)
    publish_version(first, by=rahman, now=NOON)
    course.refresh_from_db()
    draft = begin_version(course, by=rahman, now=NOON)
    assert draft.lessons.get().audio == str(kept)

    made = recorded(draft, m4a(), by=rahman)
    remove_lesson(draft.lessons.get(), by=rahman, now=NOON)

    assert files(shelf) == [str(kept)]
    assert made.ending == "m4a"


def test_what_a_crash_left_is_swept_after_a_day(draft, rahman, shelf):
    left = recordings.keep(Sound("mp3", b"left behind"))
    made = recorded(draft, mp3(), by=rahman)
    now = timezone.now()

    for name in (str(left), str(made)):
        assert recordings.throw_away_unnamed(name[:2], now=now) == 0
        recordings.throw_away_unnamed(name[:2], now=now + timedelta(days=2))

    assert files(shelf) == [str(made)]


def test_everybody_hears_what_everybody_reads(client, heard):
    page = client.get("/kursus/keamanan/1/").content.decode()
    answer = client.get(heard.address)

    assert f'preload="none" aria-labelledby="suara" src="{heard.address}"' in page
    assert "7 kB, diambil saat Anda menekan tombol putar" in page
    assert answer.status_code == 200
    assert answer["Content-Type"] == "audio/mpeg"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "media-src 'self'" in client.get("/kursus/")["Content-Security-Policy"]
    assert not answer.cookies
    assert body(answer) == MP3_FRAME * 60


def test_a_player_gets_the_part_it_asks_for(client, heard):
    size = heard.byte_count
    start = client.get(heard.address, headers={"Range": "bytes=0-1"})
    middle = client.get(heard.address, headers={"Range": "bytes=104-207"})
    end = client.get(heard.address, headers={"Range": "bytes=-104"})
    behind = client.get(heard.address, headers={"Range": f"bytes={size}-"})

    assert (start.status_code, body(start)) == (206, MP3_FRAME[:2])
    assert start["Content-Range"] == f"bytes 0-1/{size}"
    assert (middle["Content-Length"], body(middle)) == ("104", MP3_FRAME)
    assert (end["Content-Range"], body(end)) == (f"bytes {size - 104}-{size - 1}/{size}", MP3_FRAME)
    assert (behind.status_code, behind["Content-Range"]) == (416, f"bytes */{size}")


def test_who_has_it_gets_nothing_again_and_a_part_of_another_file_is_the_whole(client, heard):
    has = client.get(heard.address, headers={"If-None-Match": f'"{heard}"'})
    other = client.get(heard.address, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    same = client.get(heard.address, headers={"Range": "bytes=0-1", "If-Range": f'"{heard}"'})

    assert [status(one) for one in (has, other, same)] == [304, 200, 206]
    assert has["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_sound_of_a_draft_is_heard_by_those_who_write_it_alone(client, draft, rahman):
    made = recorded(draft, mp3(), by=rahman)
    sari = make_role("Sari", "regency_officer", "64.03").person

    assert status(client.get(made.address)) == 404
    client.force_login(sari)
    assert status(client.get(made.address)) == 404
    client.force_login(rahman)
    answer = client.get(made.address)
    assert (status(answer), answer["Cache-Control"]) == (200, "private, no-cache")


def test_of_a_course_that_is_withdrawn_those_on_the_way_hear_the_rest(
    client, course, heard, rahman
):
    dayang, usat = make_person("Dayang"), make_person("Usat")
    course.refresh_from_db()
    Enrolment.objects.create(person=dayang, version=course.current, begun_at=NOON)
    withdraw_course(course, by=rahman, now=NOON)

    assert status(client.get(heard.address)) == 404
    client.force_login(usat)
    assert status(client.get(heard.address)) == 404
    client.force_login(dayang)
    assert status(client.get(heard.address)) == 200


def test_a_file_that_is_gone_is_no_fault(client, heard):
    default_storage.delete(f"recordings/{heard.key[:2]}/{heard}")

    assert status(client.get(heard.address)) == 404


def test_each_language_has_its_own_sound_and_none_is_played_under_other_words(
    client, draft, rahman
):
    Lesson.objects.filter(version=draft).update(words_en="Lock your phone.")
    made = recorded(draft, mp3(), by=rahman)
    publish_version(draft, by=rahman, now=NOON)

    assert made.address in client.get("/kursus/keamanan/1/").content.decode()
    assert "<audio" not in client.get("/en/kursus/keamanan/1/").content.decode()


def test_words_without_english_are_heard_as_they_are_read(client, heard):
    assert heard.address in client.get("/en/kursus/keamanan/1/").content.decode()


def test_a_sound_is_sent_heard_and_taken_away_on_its_page(client, draft, rahman):
    client.force_login(rahman)
    lesson = draft.lessons.get()
    address = f"/kerja/pelajaran/{lesson.pk}/suara/"
    sent = SimpleUploadedFile("rekaman.exe", mp3(60), content_type="text/html")

    answer = client.post(address, {"sound": sent, "language": "id"})

    assert answer.status_code == 302
    lesson.refresh_from_db()
    assert lesson.audio.endswith("-6240.mp3")
    assert f"/suara/{lesson.audio}" in client.get(address).content.decode()
    assert client.post(f"{address}penghapusan/", {"language": "id"}).status_code == 302
    lesson.refresh_from_db()
    assert lesson.audio == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<script>" * 900, "Ini bukan suara yang bisa kami simpan"),
        (b"", "Berkas ini kosong"),
        (mp3(20_000), "2 MB paling besar"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(client, draft, rahman, shelf, content, said):
    client.force_login(rahman)
    lesson = draft.lessons.get()
    sent = SimpleUploadedFile("lagu.mp3", content, content_type="audio/mpeg")

    answer = client.post(f"/kerja/pelajaran/{lesson.pk}/suara/", {"sound": sent, "language": "id"})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    lesson.refresh_from_db()
    assert (lesson.audio, files(shelf)) == ("", [])


def test_who_signed_in_is_told_how_much_the_sound_is_before_it_is_got_ready(client, heard):
    client.force_login(make_person("Dayang"))

    page = client.get("/kursus/keamanan/").content.decode()

    assert f'data-prepare="{heard.address}"' in page
    assert "Siapkan juga suaranya: 7 kB" in page
