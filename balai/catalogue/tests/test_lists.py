"""Lists: freshest first, page by page, narrowed, with totals that equal what is behind them."""

from datetime import date, time, timedelta

import pytest

from balai.catalogue.actions import counts
from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.models import Kind, Listing, Sector
from balai.catalogue.queries.lists import Choice, Cursor, options_of, page_of_listings
from tests.factories import NOON, make_listing, make_region

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def titles(choice=None, after=""):
    page = page_of_listings(choice or Choice(), after=Cursor.read(after), today=TODAY)
    return [card.title for card in page.cards], page.following


def make_many(total):
    for number in range(total):
        make_listing(f"Sajian {number:02}", refreshed_at=NOON - timedelta(minutes=number // 2))


def test_pages_follow_each_other_without_gap_or_repeat():
    make_many(45)

    first, second_begins = titles()
    second, third_begins = titles(after=second_begins)
    third, end = titles(after=third_begins)

    assert [len(first), len(second), len(third), end] == [20, 20, 5, ""]
    assert sorted(first + second + third) == [f"Sajian {number:02}" for number in range(45)]
    assert first[:3] == ["Sajian 01", "Sajian 00", "Sajian 03"]


def test_a_page_stays_put_when_something_new_arrives():
    make_many(25)
    _, second_begins = titles()
    before, _ = titles(after=second_begins)

    make_listing("Baru", refreshed_at=NOON + timedelta(days=1))

    assert titles(after=second_begins) == (before, "")


@pytest.mark.parametrize(
    "nonsense", ["", "x", "2026-11-24T12:00:00Z", "2026-11-24T12:00:00_1", "_1", "9_9_9",
                 "2026-13-24T12:00:00Z_1", "2026-11-24T12:00:00Z_-1", "2026-11-24T12:00:00Z_²",
                 "2026-11-24T12:00:00Z_" + "9" * 30, "0001-01-01T00:00:00+14:00_5",
                 "9999-12-31T23:59:59-14:00_5"],
)  # fmt: skip
def test_a_broken_cursor_is_the_start_of_the_list(nonsense):
    assert Cursor.read(nonsense) is None


@pytest.mark.parametrize(
    "odd", ["2026-01-01T00:00:00+23:59_5", "0001-01-01T00:00:00Z_0", "9999-12-31T23:59:59Z_5",
            "2026-01-01T00:00:00-23:59_9223372036854775807"],
)  # fmt: skip
def test_an_odd_cursor_gets_an_answer(odd):
    make_listing()

    assert len(titles(after=odd)[0]) <= 1


def test_a_list_is_narrowed_by_kind_regency_and_sector():
    honey = Sector.objects.create(code="madu", name="Madu", name_en="Honey")
    wanted = make_listing("Madu Merasa")
    other = make_listing("Madu Pela", village=make_region("64.02.08.2009"))
    make_listing("Rumah Merasa", kind="stay")
    put_in_sectors(wanted, [honey])
    put_in_sectors(other, [honey])

    chosen = Choice(kind="product", regency_code="64.03", sector_code="madu")

    assert titles(chosen) == (["Madu Merasa"], "")


@pytest.mark.parametrize("kind", ["", "product"])
def test_pages_of_a_sector_follow_each_other_without_gap_or_repeat(kind):
    honey = Sector.objects.create(code="madu", name="Madu", name_en="Honey")
    for number in range(45):
        fresh = NOON - timedelta(minutes=number // 2)
        put_in_sectors(make_listing(f"Madu {number:02}", refreshed_at=fresh), [honey])
    make_listing("Kakao")
    chosen = Choice(kind=kind, sector_code="madu")

    first, second_begins = titles(chosen)
    second, third_begins = titles(chosen, second_begins)
    third, end = titles(chosen, third_begins)

    newest_first = Listing.objects.filter(sectors=honey).order_by("-refreshed_at", "-pk")
    assert first + second + third == [listing.title for listing in newest_first]
    assert [len(first), len(second), len(third), end] == [20, 20, 5, ""]


def test_each_total_is_that_of_the_list_behind_it():
    honey = Sector.objects.create(code="madu", name="Madu", name_en="Honey")
    make_listing("Madu Merasa")
    pela = make_region("64.02.08.2009")
    put_in_sectors(make_listing("Madu Pela", village=pela), [honey])
    make_listing("Rumah Pela", village=pela, kind="stay")
    counts.recount()

    options = options_of(Choice(kind="product"), province_code="64")

    assert options.total == 2
    assert {option.value: option.total for option in options.kinds} == {"product": 2, "stay": 1}
    assert {option.value: option.total for option in options.regencies} == {"64.02": 1, "64.03": 1}
    assert {option.value: option.total for option in options.sectors} == {"madu": 1}


def test_a_list_takes_the_same_queries_with_few_and_with_many(django_assert_num_queries):
    make_many(2)
    titles()
    with django_assert_num_queries(3):
        titles()
    make_many(60)
    titles()

    with django_assert_num_queries(3):
        titles()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_card_of_any_kind_asks_for_nothing_more(django_assert_num_queries, kind):
    details = {"start_on": TODAY, "start_time": time(9), "end_time": time(15)}
    for number in range(3):
        make_listing(f"Sajian {number}", kind=kind, details=details if kind == "event" else {})
    titles()

    with django_assert_num_queries(3):
        titles()
