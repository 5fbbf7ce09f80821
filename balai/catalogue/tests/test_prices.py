"""A price says when it was said, and an old one never looks current."""

from datetime import date

import pytest

from balai.catalogue.rules import Price, PriceLine, is_price_current, price_line

TODAY = date(2026, 11, 24)


def price(**said):
    return Price(
        **{"low": 35000, "high": None, "unit": "kg", "as_of": "", "valid_until": None, "note": ""}
        | said
    )


@pytest.mark.parametrize(
    ("said", "current"),
    [
        ({"as_of": "2026-11-01"}, True),
        ({"as_of": "2026-05-28"}, True),
        ({"as_of": "2026-05-27"}, False),
        ({"as_of": "2026-06"}, True),
        ({"as_of": "2025"}, False),
        ({"as_of": ""}, False),
        ({"as_of": "2021-06", "valid_until": TODAY}, True),
        ({"as_of": "2026-11-01", "valid_until": date(2026, 11, 23)}, False),
        ({"low": None, "as_of": "2026-11-01"}, False),
    ],
)
def test_a_price_is_current_for_180_days_or_as_long_as_its_owner_said(said, current):
    assert is_price_current(price(**said), today=TODAY) is current


def test_an_old_price_says_its_month():
    line = price_line(price(as_of="2021-06", note="ekspor"), today=TODAY)

    assert line == PriceLine(
        amount="Rp35.000", unit="per kg", said="harga Juni 2021 (ekspor)", is_old=True
    )


def test_a_price_without_a_day_says_so():
    line = price_line(price(), today=TODAY)

    assert (line.said, line.is_old) == ("harga tanpa tanggal", True)


@pytest.mark.parametrize(
    ("until", "said", "is_old"),
    [
        (TODAY, "harga berlaku sampai 24 November 2026", False),
        (date(2026, 11, 23), "harga sampai 23 November 2026, sudah lewat", True),
    ],
)
def test_a_price_with_an_end_says_until_when(until, said, is_old):
    line = price_line(price(as_of="2026-11", valid_until=until), today=TODAY)

    assert (line.said, line.is_old) == (said, is_old)


def test_a_range_is_written_once_with_rp():
    line = price_line(price(low=15000, high=300000, unit="", as_of="2012"), today=TODAY)

    assert line.amount == "Rp15.000–300.000"


def test_no_price_is_never_rp_0():
    line = price_line(price(low=None), today=TODAY)

    assert line == PriceLine(amount="", unit="", said="", is_old=False)


def test_what_costs_nothing_says_so():
    line = price_line(price(low=0, unit="orang", as_of="2026-11"), today=TODAY)

    assert line.amount == "gratis"
