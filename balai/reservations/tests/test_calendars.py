"""Reservations in other calendars, and other calendars among reservations."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from balai.reservations.actions.booking import move
from balai.reservations.actions.calendars import (
    end_calendar_links,
    import_calendar,
    make_calendar_link,
    revoke_calendar_link,
)
from balai.reservations.actions.endings import cancel
from balai.reservations.calendars import calendar
from balai.reservations.errors import NotACalendar, NotBookable
from balai.reservations.models import Closure, OutsideCalendar
from balai.reservations.queries.calendars import (
    calendar_of_person,
    calendar_of_resource,
    calendar_of_venue,
    person_with_link,
)
from tests.factories import NOON, make_person
from tests.factories_of_reservations import at, make_reservation, make_thing, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return make_thing(make_venue())


def written(reservations):
    address = "https://balai.example/pesan/{0.pk}/".format
    return Calendar.from_ical(calendar("Hub", reservations, address_of=address))


def events(reservations):
    return [
        (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"]), event.start)
        for event in written(reservations).walk("VEVENT")
    ]


def test_a_reservation_keeps_its_name_and_counts_its_changes(seat):
    made = make_reservation(seat, counts={"Kursi 1": 1})
    uid = f"{made.key}@balai"
    assert events(calendar_of_venue(seat.venue_id, now=NOON)) == [(uid, 0, "CONFIRMED", at(9))]

    move(made, at(10), at(11), by=make_person(), now=NOON)
    assert events(calendar_of_venue(seat.venue_id, now=NOON)) == [(uid, 1, "CONFIRMED", at(10))]

    cancel(made, by=make_person(), now=NOON)
    assert events(calendar_of_venue(seat.venue_id, now=NOON)) == [(uid, 2, "CANCELLED", at(10))]


def test_a_calendar_knows_its_zone_leads_back_and_names_nobody(seat):
    made = make_reservation(seat, holder_number=make_person("Mira").pk)

    [whole] = [written([made])]

    [zone], [event] = whole.walk("VTIMEZONE"), whole.walk("VEVENT")
    assert (str(zone["TZID"]), event["DTSTART"].params["TZID"]) == ("Asia/Makassar",) * 2
    assert str(event["URL"]) == f"https://balai.example/pesan/{made.pk}/"
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Kursi 1", "Hub Merasa")
    assert b"Mira" not in whole.to_ical()


def test_a_thing_shows_what_keeps_it_and_a_person_what_is_hers(seat):
    room = make_thing(seat.venue, "Ruang")
    inside = make_thing(seat.venue, "Meja", inside=room)
    hers = make_reservation(room, holder_number=7)
    other = make_reservation(seat, holder_number=8)

    assert list(calendar_of_resource(inside, now=NOON)) == [hers]
    assert list(calendar_of_resource(seat, now=NOON)) == [other]
    assert list(calendar_of_person(7, now=NOON)) == [hers]


def test_a_secret_link_finds_its_person_until_it_is_revoked():
    mira = make_person()
    first = make_calendar_link(by=mira, now=NOON)
    second = make_calendar_link(by=mira, now=NOON)

    assert [person_with_link(one) for one in (first, second)] == [None, mira.pk]
    revoke_calendar_link(by=mira, now=NOON)
    assert person_with_link(second) is None

    third = make_calendar_link(by=mira, now=NOON)
    end_calendar_links(mira.pk, now=NOON)
    assert person_with_link(third) is None


def ics(*parts):
    begun = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Elsewhere//"]
    whole = [*begun, *(line for part in parts for line in part), "END:VCALENDAR", ""]
    return "\r\n".join(whole).encode()


def event(*lines, uid="rapat"):
    return ["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"]


NINE = ("DTSTART;TZID=Asia/Makassar:20261126T090000", "DURATION:PT1H")


@pytest.fixture
def outside(seat):
    return OutsideCalendar.objects.create(venue=seat.venue, name="Kantor kampung")


def read(outside, *parts, now=NOON):
    done = import_calendar(outside, ics(*parts), by=make_person(), now=now)
    return done.added_count, done.moved_count, done.removed_count


def closed():
    return list(Closure.objects.order_by("starts_at").values_list("starts_at", flat=True))


def test_an_event_elsewhere_closes_the_venue_and_read_again_changes_nothing(outside, seat):
    assert read(outside, event(*NINE)) == (1, 0, 0)
    assert read(outside, event(*NINE)) == (0, 0, 0)

    with pytest.raises(NotBookable) as refusal:
        make_reservation(seat)
    assert [reason.code for reason in refusal.value.reasons] == ["closed"]


def test_what_is_moved_or_gone_there_is_so_here(outside, seat):
    read(outside, event(*NINE), event(*NINE, uid="arisan"))
    later = ("DTSTART:20261126T060000Z", "DTEND:20261126T070000Z")

    assert read(outside, event(*later)) == (0, 1, 1)

    assert closed() == [at(14)]


def test_what_was_reserved_before_stays_and_is_told(outside, seat):
    made = make_reservation(seat)

    done = import_calendar(outside, ics(event(*NINE)), by=make_person(), now=NOON)

    made.refresh_from_db()
    assert (done.standing, made.state) == ((made,), "confirmed")


@pytest.mark.parametrize(
    "lines",
    [
        (*NINE, "STATUS:CANCELLED"),
        (*NINE, "TRANSP:TRANSPARENT"),
        ("DTSTART:20261123T010000Z", "DURATION:PT1H"),
        ("DTSTART:20261126T010000Z",),
    ],
)
def test_what_is_off_free_over_or_without_length_closes_nothing(outside, lines):
    assert read(outside, event(*lines)) == (0, 0, 0)


def test_days_of_a_series_stand_each_for_itself(outside):
    weekly = event(
        *NINE,
        "RRULE:FREQ=WEEKLY;UNTIL=20261217T010000Z",
        "EXDATE;TZID=Asia/Makassar:20261203T090000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Asia/Makassar:20261210T090000",
        "DTSTART;TZID=Asia/Makassar:20261211T130000",
        "DURATION:PT2H",
    )

    assert read(outside, moved, weekly) == (3, 0, 0)
    assert read(outside, moved, weekly) == (0, 0, 0)

    week = timedelta(weeks=1)
    assert closed() == [at(9), at(13) + 2 * week + timedelta(days=1), at(9) + 3 * week]


def test_a_whole_day_and_a_time_without_a_zone_are_ours(outside):
    holiday = event("DTSTART;VALUE=DATE:20261225", uid="natal")
    floating = event("DTSTART:20261126T090000", "DURATION:PT30M", uid="tanpa-zona")

    read(outside, holiday, floating)

    days = list(Closure.objects.order_by("starts_at").values_list("starts_at", "ends_at"))
    assert days == [
        (at(9), at(9, 30)),
        (datetime(2026, 12, 24, 16, tzinfo=UTC), datetime(2026, 12, 25, 16, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT"])
def test_what_is_no_calendar_is_refused_and_nothing_changes(outside, content):
    read(outside, event(*NINE))

    with pytest.raises(NotACalendar):
        import_calendar(outside, content, by=make_person(), now=NOON)

    assert closed() == [at(9)]


def test_what_cannot_be_read_is_counted_and_the_rest_is_read(outside):
    odd = event("DTSTART:20261199", "DURATION:PT1H", uid="aneh")
    each_second = event(*NINE, "RRULE:FREQ=SECONDLY", uid="detik")
    for_ever = event("DTSTART:00010101T000000", "DURATION:PT1H", "RRULE:FREQ=DAILY", uid="abad")
    content = ics(odd, each_second, for_ever, event(*NINE))

    done = import_calendar(outside, content, by=make_person(), now=NOON)

    assert (done.added_count, done.unread_count) == (1, 3)
