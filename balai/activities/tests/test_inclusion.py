"""What officers see: counts, and nobody in a count of few."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.activities.actions.attendance import Marks, count_heads, take_attendance
from balai.activities.plans import Counted
from balai.activities.queries.inclusion import reached_in
from balai.activities.rules.hiding import hidden, hidden_parts
from tests.factories import NOON
from tests.factories_of_activities import make_participant, make_session

SPAN = {"since": NOON - timedelta(days=90), "until": NOON + timedelta(days=1)}


@pytest.mark.parametrize(("count", "said"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_fewer_than_five_are_hidden(count, said):
    assert hidden(count) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a": 9, "b": 6, "c": 2}, {"a": 9, "b": None, "c": None}),
        ({"a": 9, "b": 3, "c": 2}, {"a": 9, "b": None, "c": None}),
        ({"a": 9, "b": 0, "c": 2}, {"a": None, "b": 0, "c": None}),
        ({"a": 9, "b": 6, "c": 0}, {"a": 9, "b": 6, "c": 0}),
    ],
)
def test_what_would_give_the_few_away_is_hidden_too(parts, said):
    assert hidden_parts(parts) == said


@pytest.mark.django_db
def test_an_area_adds_up_by_village_from_the_newest_counts():
    session = make_session()
    women = [make_participant(f"P {number}", sex="woman") for number in range(6)]
    came = Marks(came=[one.key for one in women])
    take_attendance(session, came, by=None, now=NOON, key=uuid4())
    count_heads(session, Counted(women=30), by=None, now=NOON, key=uuid4())
    newer = Counted(women=1, men=7, girls=3, boys=3, elders=2)
    count_heads(session, newer, by=None, now=NOON + timedelta(hours=1), key=uuid4())
    make_session("Batal", status="cancelled")

    [row] = reached_in(["64.03"], **SPAN)

    assert (row.village.name, row.sessions, row.total) == ("Merasa", 1, 20)
    assert (row.women, row.men, row.unsaid, row.minors) == (7, 7, 0, 6)
    assert (row.with_disability, row.elders) == (0, None)
    assert reached_in(["64.02"], **SPAN) == []
