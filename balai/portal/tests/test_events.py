"""The home page names the next events."""

from datetime import date

import pytest

from balai.portal.queries.events import coming_events
from tests.factories import make_listing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def event(title, **details):
    return make_listing(title, kind="event", details=details)


def names():
    return [coming.title for coming in coming_events(today=TODAY)]


def test_those_with_a_day_come_first_and_soonest_first():
    event("Setiap tahun", status="undated", recurrence="setahun sekali")
    event("Nanti", status="scheduled", start_on=date(2027, 4, 20))
    event("Besok", status="scheduled", start_on=date(2026, 11, 25))

    assert names() == ["Besok", "Nanti", "Setiap tahun"]


def test_what_is_over_or_off_is_not_named_and_what_goes_on_is():
    event("Kemarin", status="scheduled", start_on=date(2026, 11, 23))
    event("Sudah lewat", status="past", recurrence="setahun sekali")
    event("Batal", status="cancelled", start_on=date(2026, 12, 1))
    event("Berlangsung", status="scheduled", start_on=date(2026, 11, 20), end_on=TODAY)
    event("Ditunda", status="postponed", start_on=date(2026, 12, 2))

    assert names() == ["Berlangsung", "Ditunda"]


def test_three_are_enough():
    for day in range(1, 6):
        event(f"Hari {day}", status="scheduled", start_on=date(2026, 12, day))

    assert names() == ["Hari 1", "Hari 2", "Hari 3"]
