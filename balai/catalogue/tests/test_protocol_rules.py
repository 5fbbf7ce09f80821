"""Whom a protocol lets in, as plain values."""

from datetime import date

import pytest

from balai.catalogue.rules.protocols import (
    ALL,
    ANY,
    COMMUNITY,
    GROUP,
    NOBODY,
    PUBLIC,
    SEASON,
    Belonging,
    Protocol,
    Season,
    Term,
    as_kept,
    as_read,
    ever_lets_in,
    is_clear,
    next_change,
    widens,
)

TODAY = date(2026, 11, 24)
MEMBER = Belonging(is_member=True)
ELDER = Belonging(is_member=True, groups=frozenset({1}))
WEAVER = Belonging(is_member=True, groups=frozenset({2}))
BOTH = Belonging(is_member=True, groups=frozenset({1, 2}))
ONCE_ELDER = Belonging(is_member=False, groups=frozenset({1}))
EVERYBODY = [NOBODY, MEMBER, ELDER, WEAVER, BOTH, ONCE_ELDER]

OPEN = Term(PUBLIC)
OF_US = Term(COMMUNITY)
OF_ELDERS = Term(GROUP, group=1)
OF_WEAVERS = Term(GROUP, group=2)


def season(first, last, *, yearly=True):
    return Term(
        SEASON,
        season=Season(date.fromisoformat(first), date.fromisoformat(last), is_yearly=yearly),
    )


HARVEST = season("2024-02-01", "2024-04-30")
NEW_YEAR = season("2024-12-20", "2024-01-05")
THIS_MONTH = season("2026-11-01", "2026-11-30", yearly=False)


def let_in(protocol, day=TODAY):
    return [somebody for somebody in EVERYBODY if protocol.lets_in(somebody, day)]


@pytest.mark.parametrize(
    ("terms", "joined", "expected"),
    [
        ([], ANY, []),
        ([], ALL, []),
        ([OPEN], ALL, EVERYBODY),
        ([OF_US], ALL, [MEMBER, ELDER, WEAVER, BOTH]),
        ([OF_ELDERS], ALL, [ELDER, BOTH]),
        ([OF_ELDERS, OF_WEAVERS], ANY, [ELDER, WEAVER, BOTH]),
        ([OF_ELDERS, OF_WEAVERS], ALL, [BOTH]),
        ([OPEN, OF_ELDERS], ALL, [ELDER, BOTH]),
        ([OPEN, OF_ELDERS], ANY, EVERYBODY),
        ([THIS_MONTH], ALL, EVERYBODY),
        ([HARVEST], ALL, []),
        ([HARVEST, OF_US], ALL, []),
        ([HARVEST, OF_US], ANY, [MEMBER, ELDER, WEAVER, BOTH]),
        ([THIS_MONTH, OF_US], ALL, [MEMBER, ELDER, WEAVER, BOTH]),
        ([Term("a term nobody knows")], ANY, []),
        ([Term(SEASON)], ANY, []),
    ],
)
def test_a_protocol_lets_in_whom_it_names_and_nobody_else(terms, joined, expected):
    assert let_in(Protocol(tuple(terms), joined)) == expected


def test_how_terms_are_joined_means_all_unless_it_is_said_to_be_any():
    protocol = Protocol((OPEN, OF_ELDERS), "perhaps")

    assert let_in(protocol) == [ELDER, BOTH]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2026-12-19", False),
        ("2026-12-20", True),
        ("2026-12-31", True),
        ("2027-01-01", True),
        ("2027-01-05", True),
        ("2027-01-06", False),
    ],
)
def test_a_season_may_run_over_the_new_year_with_both_its_ends(day, holds):
    assert NEW_YEAR.season.holds(date.fromisoformat(day)) is holds


def test_a_season_that_ends_on_a_leap_day_ends_a_day_earlier_in_other_years():
    leap = season("2024-02-01", "2024-02-29").season

    held = [leap.holds(date.fromisoformat(day)) for day in ("2028-02-29", "2027-02-28")]

    assert held == [True, True]
    assert not leap.holds(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("terms", "joined", "expected"),
    [
        ([THIS_MONTH], ALL, "2026-12-01"),
        ([NEW_YEAR], ALL, "2026-12-20"),
        ([HARVEST], ALL, "2027-02-01"),
        ([HARVEST, OF_US], ANY, "2027-02-01"),
        ([HARVEST, OF_US], ALL, None),
        ([OPEN, HARVEST], ANY, None),
        ([season("2026-01-01", "2026-01-02", yearly=False)], ALL, None),
        ([season("2033-05-01", "2033-05-02", yearly=False)], ALL, "2033-05-01"),
        ([OPEN], ALL, None),
        ([], ALL, None),
    ],
)
def test_the_next_change_is_the_day_on_which_everyone_is_let_in_or_out(terms, joined, expected):
    day = next_change(Protocol(tuple(terms), joined), today=TODAY)

    assert day == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (([], ALL), ([], ANY), False),
        (([], ALL), ([OF_ELDERS], ALL), True),
        (([OF_US], ALL), ([OF_ELDERS], ALL), False),
        (([OF_US], ALL), ([OPEN], ALL), True),
        (([OPEN], ALL), ([OF_US], ALL), False),
        (([OF_ELDERS], ALL), ([OF_WEAVERS], ALL), True),
        (([OF_ELDERS, OF_WEAVERS], ANY), ([OF_ELDERS, OF_WEAVERS], ALL), False),
        (([OF_ELDERS, OF_WEAVERS], ALL), ([OF_ELDERS, OF_WEAVERS], ANY), True),
        (([NEW_YEAR], ALL), ([season("2024-12-24", "2024-01-02")], ALL), False),
        (([NEW_YEAR], ALL), ([season("2024-12-24", "2024-01-06")], ALL), True),
        (([OF_US], ALL), ([OF_US, HARVEST], ALL), False),
        (([OF_US], ALL), ([OF_US, HARVEST], ANY), True),
        (([THIS_MONTH], ALL), ([THIS_MONTH, OF_US], ALL), False),
        # What has passed opens nothing any more.
        (([], ALL), ([season("2025-01-01", "2025-12-31", yearly=False)], ALL), False),
        (([], ALL), ([season("2035-01-01", "2035-01-02", yearly=False)], ALL), True),
        (([], ALL), ([season("2033-01-01", "2033-12-31", yearly=False), HARVEST], ALL), True),
    ],
)
def test_wider_is_what_lets_in_anybody_new_on_any_day_to_come(before, after, expected):
    before, after = (Protocol(tuple(terms), joined) for terms, joined in (before, after))

    assert widens(before, after, today=TODAY) is expected


def test_who_is_let_in_only_in_season_is_let_in_some_day():
    protocol = Protocol((HARVEST, OF_ELDERS), ALL)

    assert ever_lets_in(protocol, ELDER, today=TODAY)
    assert not ever_lets_in(protocol, MEMBER, today=TODAY)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (OPEN, True),
        (NEW_YEAR, True),
        (THIS_MONTH, True),
        (Term(GROUP), False),
        (Term(SEASON), False),
        (Term("perhaps"), False),
        (season("2026-12-02", "2026-12-01", yearly=False), False),
        (season("2026-12-02", "2099-12-01", yearly=False), False),
    ],
)
def test_what_cannot_be_kept_is_not_clear(term, expected):
    assert is_clear(Protocol((term,)), today=TODAY) is expected


def test_nine_terms_are_too_many():
    assert not is_clear(Protocol((OPEN,) * 9), today=TODAY)


def test_a_protocol_is_read_as_it_was_written():
    protocol = Protocol((OPEN, OF_US, OF_ELDERS, NEW_YEAR, THIS_MONTH), ANY)

    assert as_read(as_kept(protocol), ANY) == protocol
