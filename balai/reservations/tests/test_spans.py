"""Stretches of time, compared with a plain walk over seconds."""

from datetime import date, datetime, time
from itertools import permutations
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.reservations.rules.hours import DayHours, on_day, spans_of
from balai.reservations.rules.passages import Passage, Stay, stay_of
from balai.reservations.rules.spans import Span, joined, shared, without

WITA = ZoneInfo("Asia/Makassar")
SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda one: Span(one[0], sum(one)))
)


def seconds(spans):
    return {second for span in spans for second in range(*span)}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPANS, SPANS)
def test_spans_join_cut_and_share_as_sets_of_seconds_do(some, others):
    one, two = joined(some), joined(others)

    assert seconds(one) == seconds(some)
    assert seconds(without(one, others)) == seconds(some) - seconds(others)
    assert seconds(shared(one, two)) == seconds(some) & seconds(others)
    assert all(left.end < right.start for left, right in zip(one, one[1:], strict=False))


def test_hours_of_the_wall_go_on_over_midnight():
    thursday, friday = date(2026, 11, 26), date(2026, 11, 27)
    night = [DayHours(3, time(22), time(0)), DayHours(4, time(0), time(6))]

    spans = spans_of(night, first=thursday, last=friday, zone=WITA)

    begins = datetime(2026, 11, 26, 22, tzinfo=WITA)
    assert spans == [Span(int(begins.timestamp()), int(begins.timestamp()) + 8 * 3600)]


def test_nine_stays_nine_on_another_day():
    nine = datetime(2026, 11, 26, 9, tzinfo=WITA)

    assert on_day(date(2027, 6, 1), nine) == datetime(2027, 6, 1, 9, tzinfo=WITA)


def test_passages_add_up_in_any_order_and_however_often_they_are_told():
    nine, ten, eleven = (datetime(2026, 11, 26, hour, tzinfo=WITA) for hour in (9, 10, 11))
    seen = [Passage(nine, "in"), Passage(ten, "out"), Passage(eleven, "in"), Passage(nine, "in")]

    stays = {stay_of(order) for order in permutations(seen)}

    assert stays == {Stay("checked_in", nine, None)}


def test_who_went_out_was_there_also_where_nobody_saw_them_come():
    ten = datetime(2026, 11, 26, 10, tzinfo=WITA)

    assert stay_of([Passage(ten, "out")]) == Stay("finished", None, ten)
