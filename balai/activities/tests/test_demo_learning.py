"""Whoever tries Balai out finds a class that was checked, and its certificates."""

import pytest

from balai.activities.actions.demo import load_demo_sessions
from balai.activities.actions.demo_learning import load_demo_learning
from balai.activities.actions.developing import develop
from balai.activities.models import Certificate, LiteracyCheck, SessionPhoto
from balai.activities.queries.checks import result_of
from tests.factories import NOON, make_region

pytestmark = pytest.mark.django_db


def test_the_invented_class_gained_and_has_certificates_once():
    make_region("64.03.01.2005")
    load_demo_sessions(now=NOON)

    for _time in range(2):
        load_demo_learning(now=NOON)

    check = LiteracyCheck.objects.get()
    result = result_of(check)
    assert result is not None
    assert check.example
    assert all(line.gain is not None and line.gain > 0 for _name, line in result.lines)
    assert Certificate.objects.filter(example=True).count() == result.both_count == 7


def test_the_invented_photos_are_drawn_and_say_so_and_come_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_region("64.03.01.2005")

    for _time in range(2):
        load_demo_sessions(now=NOON)

    photos = list(SessionPhoto.objects.in_order())
    assert [photo.alt.startswith("Contoh: ") for photo in photos] == [True, True]
    for photo in photos:
        develop(photo.pk, now=NOON)
    assert SessionPhoto.objects.public().count() == 2
