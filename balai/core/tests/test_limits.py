"""What is limited is limited across processes, and nobody's address is kept."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from balai.core.limits import Limit, spend, who_asks
from tests.factories import NOON

pytestmark = pytest.mark.django_db
THREE = Limit("three", most=3, seconds=60)


def test_so_many_times_and_no_more_until_the_time_is_over():
    waits = [spend(THREE, "mira", now=NOON + timedelta(seconds=20)) for _time in range(5)]

    assert waits == [0, 0, 0, 40, 40]
    assert spend(THREE, "ines", now=NOON) == 0
    assert spend(THREE, "mira", now=NOON + timedelta(seconds=60)) == 0


def test_another_process_counts_on():
    for _time in range(3):
        spend(THREE, "mira", now=NOON)

    caches["pages"].clear()  # what a process alone knows

    assert spend(THREE, "mira", now=NOON) == 60


def test_what_is_asked_often_writes_seldom(django_assert_num_queries):
    often = Limit("often", most=40, seconds=60, step=20)
    spend(often, "mira", now=NOON)

    with django_assert_num_queries(0):
        waits = [spend(often, "mira", now=NOON) for _time in range(19)]

    assert waits == [0] * 19
    assert [spend(often, "mira", now=NOON) for _time in range(21)] == [0] * 20 + [60]


@pytest.mark.parametrize(
    ("one", "other", "are_the_same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::4", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("nonsense", "nonsense", True),
    ],
)
def test_a_household_is_one(one, other, are_the_same):
    names = [
        who_asks(RequestFactory().get("/", REMOTE_ADDR=address), now=NOON)
        for address in (one, other)
    ]

    assert (names[0] == names[1]) is are_the_same
    assert one not in names[0]


def test_the_proxy_in_front_is_believed_where_there_is_one(settings):
    direct = who_asks(RequestFactory().get("/", REMOTE_ADDR="203.0.113.7"), now=NOON)
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.7"
    )

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert who_asks(request, now=NOON) == direct
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert who_asks(request, now=NOON) != direct


def test_tomorrow_nobody_knows_who_asked_today():
    request = RequestFactory().get("/")

    assert who_asks(request, now=NOON) != who_asks(request, now=NOON + timedelta(days=1))
