"""Phones that send photos of one session at once: each once, and never more than twelve."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from balai.activities.actions.photos import add_photo
from balai.activities.errors import EnoughPhotos
from balai.activities.models import SentPhoto, Session, SessionPhoto
from balai.activities.plans import SaidOfPhoto
from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.factories import NOON, make_role
from tests.factories_of_activities import make_session, make_session_photo

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds
SAID = SaidOfPhoto("Biji kakao ditimbang", "nobody")


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def together(act):
    """Let several threads do the same at one moment; says how each ended."""
    start = Barrier(AT_ONCE)

    def one(number):
        try:
            start.wait(10)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def adding(session, by, photos):
    def add(number):
        mine = Session.objects.get(pk=session.pk)
        try:
            add_photo(mine, photos[number], SAID, by=by, now=NOON)
        except EnoughPhotos:
            return "refused"
        return "taken"

    return add


def mira():
    return make_role("Mira", "operator", "64.03.01.2005").person


def test_the_same_photo_from_six_phones_at_once_is_one():
    session, photo = make_session(), as_bytes(make_photo((40, 30)))

    assert together(adding(session, mira(), [photo] * AT_ONCE)) == ["taken"] * AT_ONCE
    assert (SessionPhoto.objects.count(), SentPhoto.objects.count()) == (1, 1)


def test_of_six_photos_at_once_two_find_room_where_there_are_ten():
    session, by = make_session(), mira()
    for number in range(10):
        make_session_photo(session, key=f"{number:032x}")
    photos = [as_bytes(make_photo((40 + number, 30))) for number in range(AT_ONCE)]

    assert together(adding(session, by, photos)) == ["refused"] * 4 + ["taken"] * 2
    assert SessionPhoto.objects.count() == 12


def test_without_positions_each_phone_would_find_room_for_its_own():
    """The control: the constraint refuses just what phones that counted at once would write."""
    session = make_session()
    for number in range(11):
        make_session_photo(session, key=f"{number:032x}")

    def write(number):
        try:
            with transaction.atomic():
                SessionPhoto.objects.create(
                    session=session,
                    digest=str(number),
                    position=11,
                    recognisable="nobody",
                    said_at=NOON,
                    added_at=NOON,
                )
        except IntegrityError:
            return "refused"
        return "written"

    assert together(write) == ["refused"] * (AT_ONCE - 1) + ["written"]
