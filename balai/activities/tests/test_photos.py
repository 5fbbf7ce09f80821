"""Photos of sessions: arrived whole, developed later, seen by whoever may, gone at once."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from balai.accounts.visitors import VISITOR
from balai.activities.actions import developing
from balai.activities.actions.developing import (
    AHEAD,
    develop,
    seal_photos_again,
    tidy_photos,
)
from balai.activities.actions.forgotten import erase_from_words
from balai.activities.actions.photos import add_photo, describe_photo, remove_photo
from balai.activities.errors import (
    EnoughPhotos,
    MayNotKeepTheList,
    PhotoChangedMeanwhile,
    SessionCalledOff,
)
from balai.activities.models import SentPhoto, SessionPhoto
from balai.activities.plans import SaidOfPhoto
from balai.core.freshness import content_version
from balai.core.models import AuditEntry
from balai.core.tasks import REPEATABLE
from balai.photos.errors import NotAPicture
from balai.photos.preparing import DarkroomFailed, prepare
from balai.photos.tests.sent_photos import SECRET, as_bytes, make_photo, phone_exif
from tests.factories import NOON, make_person, make_region, make_role
from tests.factories_of_activities import make_session, make_session_photo

pytestmark = pytest.mark.django_db
VILLAGE = "64.03.01.2005"
NOBODY = SaidOfPhoto("Biji kakao ditimbang", "nobody")
KEPT = SaidOfPhoto("Para peserta", "kept")
LATER = NOON + timedelta(days=1)
# Of a small photo: one width in three formats, and its thumb in two.
FILES = 5


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mira():
    make_region()
    return make_role("Mira", "operator", VILLAGE).person


def photo(side=40, **how):
    return as_bytes(make_photo((side, 30)), **how)


def add(session, by, *, sent=None, said=NOBODY, now=NOON):
    return add_photo(session, sent or photo(), said, by=by, now=now)


def files():
    try:
        shelves = default_storage.listdir("sessions")[0]
    except FileNotFoundError:
        return []
    return [name for shelf in shelves for name in default_storage.listdir(f"sessions/{shelf}")[1]]


def waiting_tasks():
    return DBTaskResult.objects.filter(task_path__endswith="develop_photo").count()


def test_a_photo_arrives_whole_and_sealed_and_is_developed_by_its_task(mira):
    arrived = add(make_session(), mira, sent=photo(exif=phone_exif()))
    row = SentPhoto.objects.get()
    assert (arrived.waits, waiting_tasks(), files()) == (True, 1, [])
    assert SECRET not in bytes(row.sealed_content)
    assert SECRET in row.content
    before = content_version()

    develop(arrived.pk, now=LATER)

    arrived.refresh_from_db()
    assert (arrived.width, arrived.height, arrived.widths) == (40, 30, [40])
    assert arrived.developed_at == LATER
    assert len(files()) == FILES
    assert all(name.startswith(f"{arrived.key}-") for name in files())
    assert not SentPhoto.objects.exists()
    assert content_version() != before


def test_who_said_that_nobody_can_be_recognised_is_kept_with_the_photo(mira):
    arrived = add(make_session(), mira)

    assert (arrived.said_by, arrived.said_at, arrived.added_at) == (mira, NOON, NOON)
    entry = AuditEntry.objects.get(act="activities.photo_added")
    assert (entry.thing_number, entry.by_number, entry.area_code) == (arrived.pk, mira.pk, VILLAGE)


def test_developing_twice_makes_one_set_of_files(mira):
    arrived = add(make_session(), mira)

    develop(arrived.pk, now=LATER)
    develop(arrived.pk, now=LATER)

    assert len(files()) == FILES


def test_two_workers_that_develop_the_same_leave_the_files_of_one(mira):
    arrived = add(make_session(), mira)

    def made_meanwhile(sent):
        with mock.patch.object(developing, "prepare", prepare):
            develop(arrived.pk, now=NOON)
        return prepare(sent)

    with mock.patch.object(developing, "prepare", made_meanwhile):
        develop(arrived.pk, now=LATER)

    arrived.refresh_from_db()
    assert (arrived.developed_at, len(files())) == (NOON, FILES)
    assert all(name.startswith(arrived.key) for name in files())


def test_a_photo_taken_away_while_it_is_developed_leaves_no_file(mira):
    arrived = add(make_session(), mira)

    def taken_away_meanwhile(sent):
        remove_photo(arrived, by=mira, now=NOON)
        return prepare(sent)

    with mock.patch.object(developing, "prepare", taken_away_meanwhile):
        develop(arrived.pk, now=LATER)

    arrived.refresh_from_db()
    assert (arrived.developed_at, arrived.key, files()) == (None, "", [])
    assert not SentPhoto.objects.exists()


def test_a_worker_killed_in_the_middle_leaves_it_to_the_next(mira):
    arrived = add(make_session(), mira)
    with (
        mock.patch.object(developing, "_write", side_effect=SystemExit),
        pytest.raises(SystemExit),
    ):
        develop(arrived.pk, now=NOON)
    assert (SentPhoto.objects.count(), files()) == (1, [])

    develop(arrived.pk, now=LATER)

    assert len(files()) == FILES


def test_a_darkroom_that_fails_drops_nothing_and_is_asked_again_the_day_after(mira):
    arrived = add(make_session(), mira)
    with (
        mock.patch.object(developing, "prepare", side_effect=DarkroomFailed),
        pytest.raises(DarkroomFailed),
    ):
        develop(arrived.pk, now=NOON)
    arrived.refresh_from_db()
    assert (arrived.waits, SentPhoto.objects.count()) == (True, 1)
    DBTaskResult.objects.all().delete()

    tidy_photos(now=NOON + timedelta(hours=1))
    soon = waiting_tasks()
    tidy_photos(now=LATER)

    assert (soon, waiting_tasks()) == (0, 1)


@pytest.mark.parametrize(
    "hostile",
    [b"\xff\xd8\xff" + b"x" * 500, photo()[:300], photo(600)],
    ids=["no jpeg after all", "torn", "too thin"],
)
def test_what_turns_out_to_be_no_photo_says_so_and_its_bytes_are_dropped(mira, hostile):
    arrived = add(make_session(), mira, sent=hostile)

    develop(arrived.pk, now=LATER)

    arrived.refresh_from_db()
    assert arrived.refusal in {"picture_damaged", "picture_too_thin"}
    assert (arrived.developed_at, SentPhoto.objects.count(), files()) == (None, 0, [])


def test_what_is_plainly_no_photo_is_refused_at_once_and_nothing_is_written(mira):
    with pytest.raises(NotAPicture):
        add(make_session(), mira, sent=b"#!/bin/sh")

    assert (SessionPhoto.objects.count(), waiting_tasks()) == (0, 0)


def test_the_same_photo_sent_twice_to_one_session_is_one(mira):
    session = make_session()
    first = add(session, mira)

    again = add(session, mira, said=SaidOfPhoto("Lain", "agreed"), now=LATER)
    elsewhere = add(make_session("Lain"), mira)

    again.refresh_from_db()
    assert (again, again.alt, again.recognisable) == (first, NOBODY.alt, "nobody")
    assert elsewhere != first
    assert waiting_tasks() == 2


def test_the_same_photo_sent_again_to_be_kept_back_is_kept_back(mira):
    session = make_session()
    first = add(session, mira)

    add(session, mira, said=KEPT, now=LATER)

    first.refresh_from_db()
    assert (first.recognisable, first.alt, first.said_at) == ("kept", NOBODY.alt, LATER)


def test_a_photo_that_was_taken_away_may_come_again(mira):
    session = make_session()
    first = add(session, mira)
    remove_photo(first, by=mira, now=NOON)

    assert add(session, mira) != first


def test_a_session_has_twelve_photos_and_room_again_when_one_is_taken_away(mira):
    session = make_session()
    photos = [add(session, mira, sent=photo(40 + number)) for number in range(12)]
    with pytest.raises(EnoughPhotos):
        add(session, mira, sent=photo(99))
    assert (SessionPhoto.objects.count(), SentPhoto.objects.count()) == (12, 12)

    remove_photo(photos[3], by=mira, now=NOON)

    assert add(session, mira, sent=photo(99)).position == 3


@pytest.mark.parametrize("fields", [{"position": 0}, {"position": 12}, {"digest": "c" * 32}])
def test_the_database_holds_what_a_session_may_have(settings, fields):
    session = make_session()
    make_session_photo(session)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_session_photo(session, **({"key": "d" * 32, "position": 1} | fields))


@pytest.mark.parametrize("fields", [{"key": ""}, {"developed_at": None}, {"recognisable": "?"}])
def test_the_database_holds_that_a_photo_is_whole(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_session_photo(make_session(), **fields)


def test_nobody_else_adds_describes_or_takes_away(mira):
    session, ines = make_session(), make_person("Ines")
    own = add(session, mira)

    with pytest.raises(MayNotKeepTheList):
        add(session, ines, sent=photo(50))
    with pytest.raises(MayNotKeepTheList):
        describe_photo(own, KEPT, seen=0, by=ines, now=NOON)
    with pytest.raises(MayNotKeepTheList):
        remove_photo(own, by=ines, now=NOON)

    own.refresh_from_db()
    assert (SessionPhoto.objects.count(), own.recognisable, own.removed_at) == (1, "nobody", None)


def test_a_session_that_was_cancelled_gets_no_photo(mira):
    with pytest.raises(SessionCalledOff):
        add(make_session(status="cancelled"), mira)

    assert not SessionPhoto.objects.exists()


def test_a_facilitator_adds_a_photo():
    session, tomas = make_session(), make_person("Tomas")
    session.facilitators.add(tomas)

    assert add(session, tomas).said_by == tomas


def test_an_answer_over_an_older_one_is_refused(mira):
    own = add(make_session(), mira)
    describe_photo(own, KEPT, seen=0, by=mira, now=LATER)

    with pytest.raises(PhotoChangedMeanwhile):
        describe_photo(own, NOBODY, seen=0, by=mira, now=LATER)

    own.refresh_from_db()
    assert (own.recognisable, own.said_at, own.version) == ("kept", LATER, 1)


def test_other_words_leave_who_answered_and_when(mira):
    own = add(make_session(), mira)
    head = make_role("Markus", "village_head", VILLAGE).person

    describe_photo(own, SaidOfPhoto("Timbangan", "nobody"), seen=0, by=head, now=LATER)

    own.refresh_from_db()
    assert (own.alt, own.said_by, own.said_at) == ("Timbangan", mira, NOON)


def test_a_photo_taken_away_is_gone_with_files_bytes_and_words(
    mira, django_capture_on_commit_callbacks
):
    own = add(make_session(), mira)
    develop(own.pk, now=NOON)
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(own, by=mira, now=LATER)
        remove_photo(own, by=mira, now=LATER)

    own.refresh_from_db()
    assert (own.removed_at, own.alt, files()) == (LATER, "", [])
    assert content_version() != before
    assert AuditEntry.objects.filter(act="activities.photo_removed").count() == 1


def test_what_a_crash_left_of_a_photo_taken_away_goes_with_the_next_day(mira):
    own = add(make_session(), mira)
    develop(own.pk, now=NOON)
    remove_photo(own, by=mira, now=NOON)
    assert len(files()) == FILES

    tidy_photos(now=LATER)

    assert files() == []


def seen_by(person):
    return sorted(SessionPhoto.objects.visible_to(person).values_list("key", flat=True))


def test_who_sees_a_session_sees_its_open_photos_and_who_leads_it_all(mira):
    ours = make_session(audience="village")
    for key, recognisable in (("a", "nobody"), ("b", "agreed"), ("c", "kept")):
        make_session_photo(ours, key=key * 32, recognisable=recognisable)
    make_session_photo(ours, key="", developed_at=None, digest="waits")
    member = make_role("Tomas", "member", VILLAGE).person
    officer = make_role("Dewi", "regency_officer", "64.03").person

    assert seen_by(VISITOR) == seen_by(make_person("Ines")) == []
    assert seen_by(member) == seen_by(officer) == ["a" * 32, "b" * 32]
    assert seen_by(mira) == ["", "a" * 32, "b" * 32, "c" * 32]


def test_bytes_that_wait_are_sealed_again_with_the_secret_of_now(mira, settings):
    add(make_session(), mira)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-secret-of-the-hall"  # noqa: S105

    assert seal_photos_again() == 1

    settings.SECRET_KEY_FALLBACKS = []
    assert SentPhoto.objects.get().content == photo()


def test_a_name_in_the_words_of_a_photo_is_struck_out():
    own = make_session_photo(make_session(), alt="Dayang Rinai menimbang kakao")

    erase_from_words("Dayang Rinai", "", village_codes=[VILLAGE])

    own.refresh_from_db()
    assert "Dayang" not in own.alt
    assert "menimbang kakao" in own.alt


def test_a_photo_goes_before_drawings_that_nobody_waits_for(mira):
    add(make_session(), mira)

    task = DBTaskResult.objects.get(task_path__endswith="develop_photo")

    assert (task.priority, task.queue_name) == (AHEAD, REPEATABLE)
