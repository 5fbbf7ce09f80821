"""Few wait for the press, and nobody for long."""

from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import pytest

from balai.channels.drawing import Line, PressBusy


class Clock:
    """Stands still at one second, and tells each who takes a place in the line."""

    def __init__(self):
        self.now = 1.0
        self.looks: SimpleQueue[float] = SimpleQueue()

    def __call__(self):
        self.looks.put(self.now)
        return self.now

    def wait_for_a_look(self):
        self.looks.get(timeout=10)


@pytest.fixture
def clock():
    return Clock()


def take_a_turn(line, *, seconds=10.0):
    with line.turn(seconds=seconds) as left:
        return left


def test_a_third_is_sent_away_at_once_while_one_draws_and_one_waits(clock):
    line = Line(places=2, clock=clock)
    with ThreadPoolExecutor(1) as threads:
        with line.turn(seconds=10):
            clock.wait_for_a_look()
            clock.wait_for_a_look()
            waiting = threads.submit(take_a_turn, line)
            clock.wait_for_a_look()

            with pytest.raises(PressBusy):
                take_a_turn(line, seconds=600)

            assert not waiting.done()
        assert waiting.result() == 10


def test_nobody_waits_longer_than_they_said():
    line = Line(places=2)

    with line.turn(seconds=10), pytest.raises(PressBusy):
        take_a_turn(line, seconds=0.01)

    assert take_a_turn(line) > 9


def test_what_was_spent_in_the_line_is_missing_at_the_press():
    line = Line(places=1, clock=iter([1.0, 3.5]).__next__)

    assert take_a_turn(line, seconds=5) == 2.5


def test_a_drawing_that_fails_leaves_its_place(clock):
    line = Line(places=1, clock=clock)

    with pytest.raises(ZeroDivisionError), line.turn(seconds=5):
        raise ZeroDivisionError

    assert take_a_turn(line) == 10
