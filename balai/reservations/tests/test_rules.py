"""Each rule of booking by itself, from plain values."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from balai.reservations.rules.asking import Allowance, Ask, Limits, Taken, Thing
from balai.reservations.rules.booking import RULES, reasons_against
from balai.reservations.rules.branches import Branch, branch_of_venue, child_of
from balai.reservations.rules.places import NotClosed, NotTaken, RoomForAll, WithinQuota
from balai.reservations.rules.spans import Span
from balai.reservations.rules.times import (
    EarlyEnough,
    EndsAfterItStarts,
    LongEnough,
    NotTooEarly,
    ShortEnough,
    StillToCome,
    WhileInternet,
    WhileOpen,
    WhilePower,
)

WITA = ZoneInfo("Asia/Makassar")
HOUR = timedelta(hours=1)
BRANCH = child_of(branch_of_venue(1), 1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def second(hour, minute=0):
    return int(datetime(2026, 11, 26, hour, minute, tzinfo=WITA).timestamp())


def span(start, end):
    return Span(second(start), second(end))


def thing(**known):
    return Thing(number=1, name="Ruang", branch=BRANCH, **known)


def ask(*things, start=9, end=10, now=7, **known):
    said = {"people_count": 1, "zone": WITA, **known}
    return Ask(span=span(start, end), things=things or (thing(),), now=second(now), **said)


def told(rule, asked):
    return [reason.sentence for reason in rule.reasons(asked)]


def test_nothing_stands_in_the_way_of_a_wish_without_limits():
    assert reasons_against(ask(), RULES) == []


def test_it_ends_after_it_starts():
    said = "It ends before it starts. Look at the two times."

    assert told(EndsAfterItStarts(), ask(start=10, end=10)) == [said]
    assert told(EndsAfterItStarts(), ask(start=9, end=10)) == []


def test_nobody_books_the_past():
    assert told(StillToCome(), ask(now=10)) == ["This time has passed. Choose a later one."]
    assert told(StillToCome(), ask(now=9)) == []


def test_notice():
    limited = thing(limits=Limits(notice=3 * HOUR))

    assert told(EarlyEnough(), ask(limited, now=7)) == ["Ruang is booked at least 3 hours before."]
    assert told(EarlyEnough(), ask(limited, now=6)) == []
    assert told(EarlyEnough(), ask(limited, now=10)) == []


def test_advance():
    limited = thing(limits=Limits(advance=HOUR))

    assert told(NotTooEarly(), ask(limited, now=7)) == ["Ruang is booked at most 1 hour ahead."]
    assert told(NotTooEarly(), ask(limited, now=8)) == []


def test_shortest():
    limited = thing(limits=Limits(shortest=timedelta(minutes=90)))

    assert told(LongEnough(), ask(limited)) == ["Ruang is booked for 90 minutes or more."]
    assert told(LongEnough(), ask(limited, end=11)) == []


def test_longest():
    limited = thing(limits=Limits(longest=HOUR))

    assert told(ShortEnough(), ask(limited, end=11)) == ["Ruang is booked for 1 hour at most."]
    assert told(ShortEnough(), ask(limited)) == []


@pytest.mark.parametrize(
    ("rule", "hours", "some", "none"),
    [
        (
            WhileOpen(),
            "open",
            "Ruang is open on that day: 08.00–10.00.",
            "Ruang is not open on that day.",
        ),
        (
            WhilePower(),
            "power",
            "Ruang needs power. There is power on that day: 08.00–10.00.",
            "Ruang needs power, and there is none on that day.",
        ),
        (
            WhileInternet(),
            "internet",
            "Ruang needs internet. There is internet on that day: 08.00–10.00.",
            "Ruang needs internet, and there is none on that day.",
        ),
    ],
)
def test_the_whole_time_lies_in_its_hours(rule, hours, some, none):
    assert told(rule, ask(thing(**{hours: [span(8, 10)]}), end=11)) == [some]
    assert told(rule, ask(thing(**{hours: []}))) == [none]
    assert told(rule, ask(thing(**{hours: [span(8, 10)]}))) == []
    assert told(rule, ask(thing(**{hours: None}))) == []


def test_a_closure_meets_the_time_and_nobodys_buffer():
    buffers = Limits(before=HOUR, after=HOUR)
    shut = thing(limits=buffers, closed=[span(10, 12)])

    assert told(NotClosed(), ask(shut, start=9, end=10)) == []
    assert told(NotClosed(), ask(shut, start=12, end=13)) == []
    assert told(NotClosed(), ask(shut, start=11, end=13)) == [
        "Ruang is closed until 26 Nov, 12.00."
    ]


def test_what_is_taken():
    taken = thing(taken=[Taken(*BRANCH, *span(9, 10))])

    assert told(NotTaken(), ask(taken)) == ["Ruang is taken."]
    assert told(NotTaken(), ask(taken, start=10, end=11)) == []


def test_my_time_lies_clear_of_your_buffer_and_my_buffer_of_your_time():
    yours = [Taken(*BRANCH, *span(9, 10)), Taken(*BRANCH, *span(10, 11))._replace(is_buffer=True)]
    mine = thing(taken=yours, limits=Limits(before=HOUR))

    assert told(NotTaken(), ask(mine, start=10, end=12)) == ["Ruang is taken."]
    assert told(NotTaken(), ask(mine, start=11, end=12)) == []
    assert told(NotTaken(), ask(thing(taken=yours[:1], limits=mine.limits), start=10, end=11)) == [
        "Ruang is taken."
    ]


def test_of_a_stock_the_lowest_pieces_are_given_first():
    first = child_of(BRANCH, 1)
    stock = thing(stock=3, count=3, taken=[Taken(*first, *span(9, 10))])

    assert stock.free_units(span(9, 10)) == [child_of(BRANCH, 2), child_of(BRANCH, 3)]
    assert told(NotTaken(), ask(stock)) == ["Of Ruang only 2 are free."]
    assert told(NotTaken(), ask(stock, start=10, end=11)) == []


def test_all_who_come_find_room():
    table, chairs = thing(capacity=4), thing(capacity=1, stock=10, count=2)

    assert told(RoomForAll(), ask(table, chairs, people_count=6)) == []
    assert told(RoomForAll(), ask(table, chairs, people_count=7)) == [
        "There is room for 6 people. Choose more, or something larger."
    ]
    assert told(RoomForAll(), ask(thing(), people_count=99)) == []


@pytest.mark.parametrize(
    ("per", "day", "is_used"),
    [
        ("day", date(2026, 11, 26), True),
        ("day", date(2026, 11, 27), False),
        ("week", date(2026, 11, 29), True),
        ("week", date(2026, 11, 30), False),
        ("month", date(2026, 11, 1), True),
        ("month", date(2026, 12, 1), False),
    ],
)
def test_everybody_gets_a_turn(per, day, is_used):
    allowance = Allowance(of_group=False, per=per, most=1, days=[day])

    assert bool(told(WithinQuota(), ask(allowances=[allowance]))) is is_used


def test_branches_overlap_just_when_one_contains_the_other():
    hall = child_of(branch_of_venue(7), 1)
    room, other = child_of(hall, 1), child_of(hall, 999)
    seat = child_of(room, 1)

    assert [hall.overlaps(one) for one in (room, other, seat)] == [True, True, True]
    assert [room.overlaps(other), seat.overlaps(other)] == [False, False]
    assert not hall.overlaps(child_of(branch_of_venue(8), 1))
    assert not child_of(branch_of_venue(7), 999).overlaps(branch_of_venue(8))
    assert isinstance(seat, Branch)
