"""Many who want one place at one moment: one has it, the others are told so, and quickly.

Each of these has a control run that shows what happens where the wall is taken down.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections

from balai.reservations.actions.booking import book, grant
from balai.reservations.models import Claim, Reservation
from tests.factories import NOON, make_person
from tests.factories_of_reservations import (
    act,
    at,
    make_reservation,
    make_thing,
    make_venue,
    wish,
)
from tests.reserve_once import ended, look, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
THREADS, PROCESSES = 24, 8
LONGEST_WAIT = 2
CODE = Path(__file__).resolve().parents[1]
_PROGRAM = """
import sys, django
django.setup()
from tests.reserve_once import obey
obey(*map(int, sys.argv[1:]))
"""
ONE_OF_ALL = Counter(confirmed=1, taken=THREADS - 1)
TEN_OF_ALL = Counter(confirmed=10, taken=THREADS - 10)


def together(do):
    """Let many threads do something at one moment; says how each ended, and the longest wait."""
    start = Barrier(THREADS)

    def one(number):
        start.wait(20)
        begun = time.monotonic()
        try:
            return ended(lambda: do(number)), time.monotonic() - begun
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        ends, waits = zip(*pool.map(one, range(THREADS)), strict=True)
    return Counter(ends), max(waits)


@contextmanager
def without_the_wall():
    wall = import_module("balai.reservations.migrations.0002_the_wall_of_claims")
    with connection.schema_editor() as editor:
        wall.take_wall_down(None, editor)
    try:
        yield
    finally:
        Claim.objects.all().delete()
        with connection.schema_editor() as editor:
            wall.raise_wall(None, editor)


def book_carelessly(looked, seat):
    """Let all look before any writes."""
    ask = look(seat, at(9))
    looked.wait(20)
    write(seat, ask, at(9))


def test_of_many_threads_one_gets_the_seat_whenever_each_begins():
    seat, mira = make_thing(make_venue()), make_person()

    def reserve(number):
        start = at(9, 20 * (number % 3))
        book(seat.venue, wish(seat, start=start), act(mira))

    ends, _wait = together(reserve)

    assert ends == ONE_OF_ALL
    assert Claim.objects.count() == 1


def test_of_ten_cameras_ten_are_lent_and_nobody_waits_long():
    """The shortest of three rounds: a machine that is busy otherwise lengthens single ones."""
    camera, mira = make_thing(make_venue(), "Kamera", stock=10), make_person()

    def round_at(hour):
        wanted = wish(camera, start=at(hour))
        return together(lambda _number: book(camera.venue, wanted, act(mira)))

    rounds = [round_at(hour) for hour in (9, 11, 13)]

    assert [ends for ends, _wait in rounds] == [TEN_OF_ALL] * 3
    assert Claim.objects.values("first_number").distinct().count() == 10
    assert min(wait for _ends, wait in rounds) < LONGEST_WAIT


def test_the_wall_alone_lets_one_in_also_where_all_have_looked_before():
    seat, looked = make_thing(make_venue()), Barrier(THREADS)

    ends, _wait = together(lambda _number: book_carelessly(looked, seat))

    assert ends == ONE_OF_ALL
    assert (Reservation.objects.count(), Claim.objects.count()) == (1, 1)


def test_without_the_wall_all_would_have_it():
    """The control run."""
    seat, looked = make_thing(make_venue()), Barrier(THREADS)

    with without_the_wall():
        ends, _wait = together(lambda _number: book_carelessly(looked, seat))

    assert ends == Counter(confirmed=THREADS)


def test_those_who_want_the_hall_and_those_who_want_a_seat_in_it_do_not_both_get_it():
    hall, mira = make_thing(make_venue(), "Aula"), make_person()
    seat = make_thing(hall.venue, inside=make_thing(hall.venue, "Ruang", inside=hall))

    ends, _wait = together(
        lambda number: book(hall.venue, wish([hall, seat][number % 2], start=at(9)), act(mira))
    )

    assert ends == ONE_OF_ALL


def test_two_things_in_one_booking_wait_for_each_other_in_one_order():
    hub, mira = make_venue(), make_person()
    things = [make_thing(hub, name) for name in ("Meja", "Kamera")]

    def reserve(number):
        turned = things if number % 2 else things[::-1]
        book(hub, wish(*turned, start=at(8 + number // 3)), act(mira))

    ends, _wait = together(reserve)

    assert ends == Counter(confirmed=8, taken=THREADS - 8)
    assert (Reservation.objects.count(), Claim.objects.count()) == (8, 16)


def test_of_many_requests_that_are_granted_at_once_one_is():
    room, mira = make_thing(make_venue(approval="keeper"), "Ruang"), make_person()
    requests = [make_reservation(room).pk for _number in range(THREADS)]

    ends, _wait = together(
        lambda number: grant(Reservation.objects.get(pk=requests[number]), by=mira, now=NOON)
    )

    assert ends == ONE_OF_ALL
    assert Reservation.objects.filter(state="confirmed").count() == 1


def test_one_form_that_arrives_many_times_at_once_is_one_reservation():
    seat, once = make_thing(make_venue()), act()

    ends, _wait = together(lambda _number: book(seat.venue, wish(seat, start=at(9)), once))

    assert ends == Counter(confirmed=THREADS)
    assert (Reservation.objects.count(), Claim.objects.count()) == (1, 1)


def test_of_many_processes_one_gets_the_seat_and_without_the_wall_all_would():
    hub, mira = make_venue(), make_person()
    seats = [make_thing(hub, f"Kursi {number}").pk for number in range(3)]

    with processes(mira.pk, int(at(9).timestamp())) as started:
        booked = asked(started, f"book {seats[0]}")
        assert asked(started, f"look {seats[1]}") == asked(started, f"look {seats[1]}")
        walled = asked(started, f"write {seats[1]}")
        asked(started, f"look {seats[2]}")
        with without_the_wall():
            free_for_all = asked(started, f"write {seats[2]}")

    one_of_all = Counter(confirmed=1, taken=PROCESSES - 1)
    assert [Counter(one[0] for one in said) for said in (booked, walled)] == [one_of_all] * 2
    longest = [max(float(wait) for _end, wait in said) for said in (booked, walled)]
    assert min(longest) < LONGEST_WAIT
    assert Counter(end for end, _wait in free_for_all) == Counter(confirmed=PROCESSES)


@contextmanager
def processes(*words):
    """Start several processes that wait for what to do; they end with the test."""
    variables = {"DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    started = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _PROGRAM, *map(str, words)],
            cwd=CODE,
            env=os.environ | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _number in range(PROCESSES)
    ]
    try:
        assert heard(started) == [["ready"]] * PROCESSES
        yield started
    finally:
        for one in started:
            one.communicate(timeout=20)


def asked(started, line):
    """Tell all of them at once, and hear what each says."""
    for one in started:
        one.stdin.write(f"{line}\n")
        one.stdin.flush()
    return heard(started)


def heard(started):
    return [one.stdout.readline().split() for one in started]


def address():
    """Name the database of this test for another process."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
