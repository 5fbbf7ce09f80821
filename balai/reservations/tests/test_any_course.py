"""Whatever people and the clock do in whatever order: it stands as in a simple model."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.reservations.actions.booking import book, confirm, hold, move, wait_for
from balai.reservations.actions.endings import cancel, end_what_ran_out
from balai.reservations.actions.visits import Seen, tell_passage
from balai.reservations.errors import ChangedMeanwhile, NotBookable, NotConfirmed, NotToday
from balai.reservations.models import Claim, Reservation
from balai.reservations.rules.branches import Branch
from tests.factories_of_reservations import act, at, make_thing, make_venue, wish

pytestmark = pytest.mark.django_db
REFUSED = (NotBookable, ChangedMeanwhile, NotConfirmed, NotToday)
HALF = timedelta(minutes=30)
# What each thing contains, and the halves of hours in which somebody may wish for it.
LEAVES = {"hall": {"a", "b"}, "a": {"a"}, "b": {"b"}}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["book", "hold", "wait", "confirm", "cancel", "move", "in", "out", "clock", "clock"]
        ),
        st.sampled_from(sorted(LEAVES)),
        st.integers(0, 5),
        st.integers(1, 3),
    ),
    min_size=8,
    max_size=30,
)


@dataclass
class Row:
    """One reservation, as simply as it can be thought of."""

    thing: str
    start: datetime
    halves: int
    state: str
    until: datetime | None = None
    keeps: bool = False
    passages: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def end(self):
        return self.start + self.halves * HALF

    @property
    def cells(self):
        starts = {self.start + number * HALF for number in range(self.halves)}
        return {(leaf, start) for leaf in LEAVES[self.thing] for start in starts}


class Model:
    """A list of rows and a clock: what is kept is kept by one."""

    def __init__(self):
        self.rows: list[Row] = []
        self.now = at(7)

    def is_free(self, row):
        kept = [one.cells for one in self.rows if one.keeps and one is not row]
        return row.start >= self.now and not row.cells & set().union(*kept)

    def sweep(self):
        over = [row for row in self.rows if self.is_over(row)]
        for row in over:
            kept, is_here = row.keeps, row.state == "checked_in"
            row.state = {"checked_in": "finished", "confirmed": "no_show"}.get(
                row.state, "cancelled"
            )
            row.keeps = kept and is_here
            self.offer(freed=kept and not is_here)

    def is_over(self, row):
        return (
            (row.state in {"held", "confirmed"} and row.until <= self.now)
            or (row.state == "waiting" and row.start <= self.now)
            or (row.state == "checked_in" and row.end <= self.now)
        )

    def offer(self, *, freed):
        for row in self.rows:
            if freed and row.state == "waiting" and row.start > self.now and self.is_free(row):
                until = min(self.now + timedelta(hours=3), row.start)
                row.state, row.until, row.keeps = "held", until, True

    def add(self, state, row):
        self.sweep()
        row.state = state
        row.until = self.grace(row) if state == "confirmed" else self.now + HALF / 2
        if row.start < self.now or (state != "waiting" and not self.is_free(row)):
            return False
        row.keeps = state != "waiting"
        self.rows.append(row)
        return True

    def grace(self, row):
        return min(max(row.start, self.now) + HALF, row.end)

    def confirm(self, row):
        if row.state == "confirmed":
            return True
        if row.state != "held" or row.until <= self.now:
            return False
        row.state, row.until = "confirmed", self.grace(row)
        return True

    def cancel(self, row):
        if row.state not in {"waiting", "held", "confirmed", "cancelled"}:
            return False
        kept = row.keeps
        row.state, row.keeps = "cancelled", False
        self.offer(freed=kept)
        return True

    def move(self, row, start):
        self.sweep()
        moved = Row(row.thing, start, row.halves, row.state)
        kept, row.keeps = row.keeps, False
        free = moved.start >= self.now if row.state == "waiting" else self.is_free(moved)
        row.keeps = kept
        if row.state not in {"waiting", "held", "confirmed"} or not free:
            return False
        row.start = start
        row.until = self.grace(row) if row.state == "confirmed" else row.until
        self.offer(freed=kept)
        return True

    def passes(self, row, direction):
        is_today = row.start.date() <= self.now.date() <= row.end.date()
        if row.state not in {"confirmed", "no_show", "checked_in", "finished"} or not is_today:
            return False
        row.passages.append((self.now, direction))
        is_gone = max(row.passages)[1] == "out"
        row.state = "finished" if is_gone or self.now >= row.end else "checked_in"
        return True


def do(step, things, model):
    """Do it in the model and in earnest; both say whether it could be done."""
    what, thing, number, halves = step
    start = at(8) + (number + 1) * HALF
    row = model.rows[number % len(model.rows)] if model.rows else None
    real = list(Reservation.objects.order_by("pk"))[number % len(model.rows)] if row else None
    by_clock = {"by": None, "now": model.now}
    if what == "clock":
        model.now += halves * HALF / 2
        model.sweep()
        end_what_ran_out(things["hall"].venue_id, now=model.now)
        return True, True
    if what in {"book", "hold", "wait"}:
        ways = {
            "book": (book, "confirmed"),
            "hold": (hold, "held"),
            "wait": (wait_for, "waiting"),
        }
        way, state = ways[what]
        wanted = wish(things[thing], start=start, hours=halves / 2)
        making = act(now=model.now)
        expected = model.add(state, Row(thing, start, halves, state))
        return expected, could(way, things[thing].venue, wanted, making)
    if row is None:
        return True, True
    if what == "confirm":
        return model.confirm(row), could(confirm, real, **by_clock)
    if what == "cancel":
        return model.cancel(row), could(cancel, real, by=act().by, now=model.now)
    if what == "move":
        end = start + row.halves * HALF
        return model.move(row, start), could(move, real, start, end, **by_clock)
    seen = Seen(uuid4(), what, model.now)
    return model.passes(row, what), could(tell_passage, real, seen, **by_clock)


def could(way, *args, **named):
    try:
        way(*args, **named)
    except REFUSED:
        return False
    return True


def kept_in_earnest(things):
    leaves = {leaf: things[leaf].branch for leaf in "ab"}
    return sorted(
        (leaf, claim.from_second + step)
        for claim in Claim.objects.all()
        for leaf, branch in leaves.items()
        if branch.overlaps(Branch(claim.first_number, claim.last_number))
        for step in range(0, claim.to_second - claim.from_second, 1800)
    )


def kept_in_model(model):
    cells = [cell for row in model.rows if row.keeps for cell in row.cells]
    return sorted((leaf, int(start.timestamp())) for leaf, start in cells)


class UndoError(Exception):
    """Ends an example; what it wrote is undone."""


def follow(steps):
    """Walk through an example, and undo it."""
    hall = make_thing(make_venue(), "Aula")
    seats = {leaf: make_thing(hall.venue, leaf, inside=hall) for leaf in "ab"}
    things, model = {"hall": hall, **seats}, Model()
    for step in steps:
        expected, happened = do(step, things, model)
        states = list(Reservation.objects.order_by("pk").values_list("state", flat=True))
        assert (happened, states) == (expected, [row.state for row in model.rows]), step
        assert kept_in_earnest(things) == kept_in_model(model), step
    raise UndoError


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_it_always_stands_as_in_the_model(steps):
    with pytest.raises(UndoError), transaction.atomic():
        follow(steps)
