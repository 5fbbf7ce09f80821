"""What a phone with a weak signal fetches to read a course: its pages, as they are sent."""

import pytest

from balai.accounts.visitors import VISITOR
from balai.activities.actions.bundled import load_courses
from balai.activities.public import open_courses
from tests.factories import NOON

pytestmark = pytest.mark.django_db

FIRST_ROUND_TRIP = 14_000


def sent(client, path):
    answer = client.get(path, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert answer["Content-Encoding"] == "br"
    return len(answer.content)


def addresses():
    """Name the list, and of each course its page, its lessons and its quiz."""
    read = open_courses(VISITOR)
    lessons = [f"{course.url}{line.number}/" for course in read for line in course.lessons]
    pages = ["/kursus/", *(course.url for course in read), *lessons]
    return [*pages, *(f"{course.url}kuis/" for course in read)]


def test_every_page_of_every_course_fits_the_first_round_trip_in_brotli(client):
    load_courses(now=NOON)
    both = [f"{prefix}{page}" for page in addresses() for prefix in ("", "/en")]

    weights = {page: sent(client, page) for page in both}

    assert len(weights) > 80
    assert {page: bytes_ for page, bytes_ in weights.items() if bytes_ > FIRST_ROUND_TRIP} == {}
