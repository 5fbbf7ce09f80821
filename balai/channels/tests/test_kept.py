"""Drawings are made once, never half, and few wait for them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Event

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from balai.channels import kept
from balai.channels.drawing import Line, PressBusy
from balai.channels.kept import KEPT_FOR, Drawing, throw_away_all, throw_away_old

WHOLE = b"\x89PNG of a title" + b"IEND\xaeB`\x82"


@dataclass(frozen=True)
class Shows:
    title: str


class Pen:
    """Counts how often it draws."""

    def __init__(self):
        self.strokes = 0

    def __call__(self, shows, *, seconds):
        self.strokes += 1
        return WHOLE


class SlowPen(Pen):
    """Draws when it is told to, and says when it has begun."""

    def __init__(self):
        super().__init__()
        self.has_begun, self.may_end = Event(), Event()

    def __call__(self, shows, *, seconds):
        self.has_begun.set()
        assert self.may_end.wait(10)
        return super().__call__(shows, seconds=seconds)


@pytest.fixture
def pen():
    return Pen()


@pytest.fixture
def slow_pen():
    """End whatever it draws with the test, so that no other test finds the line full."""
    pen = SlowPen()
    yield pen
    pen.may_end.set()


@pytest.fixture
def line(monkeypatch):
    """Make the line so short that whoever draws fills it."""
    line = Line(places=1)
    monkeypatch.setattr(kept, "_LINE", line)
    return line


@pytest.fixture
def threads():
    with ThreadPoolExecutor(2) as threads:
        yield threads


def drawing_of(title, pen, *, look="1", of="listing-1", may_stay=True):
    return Drawing(
        of=of, shows=Shows(title), draw=pen, ending="png", look=look, may_stay=lambda: may_stay
    )


def drawn(drawing, *, seconds=10.0):
    return kept.drawn(drawing, seconds=seconds)


def test_the_same_is_drawn_once(pen):
    first = drawn(drawing_of("Madu", pen))
    second = drawn(drawing_of("Madu", pen))

    assert first == second == WHOLE
    assert pen.strokes == 1


@pytest.mark.parametrize(("title", "look"), [("Madu asli", "1"), ("Madu", "2")])
def test_another_title_or_look_is_drawn_anew(pen, title, look):
    drawn(drawing_of("Madu", pen))

    drawn(drawing_of(title, pen, look=look))

    assert pen.strokes == 2


def test_half_a_file_is_drawn_again_in_its_place(pen):
    drawing = drawing_of("Madu", pen)
    default_storage.save(drawing.path, ContentFile(WHOLE[:10]))

    answered = [drawn(drawing), drawn(drawing)]

    assert answered == [WHOLE, WHOLE]
    assert pen.strokes == 1
    assert default_storage.listdir(f"drawings/{drawing.shelf}")[1] == [
        drawing.path.rpartition("/")[2]
    ]


def test_two_who_ask_for_the_same_at_once_have_it_drawn_once(slow_pen, threads):
    drawing = drawing_of("Madu", slow_pen)

    answers = [threads.submit(drawn, drawing)]
    slow_pen.has_begun.wait(10)
    answers.append(threads.submit(drawn, drawing))
    slow_pen.may_end.set()

    assert [answer.result() for answer in answers] == [WHOLE, WHOLE]
    assert slow_pen.strokes == 1


def test_who_finds_the_line_full_is_sent_away_and_what_is_kept_is_still_read(line, pen):
    drawn(drawing_of("Madu", pen))

    with line.turn(seconds=1):
        kept_before = drawn(drawing_of("Madu", pen))
        with pytest.raises(PressBusy):
            drawn(drawing_of("Kain", pen))

    assert kept_before == WHOLE
    assert pen.strokes == 1
    assert drawn(drawing_of("Kain", pen)) == WHOLE


def test_the_pen_is_told_how_long_it_has(line):
    told = []

    def pen(shows, *, seconds):
        told.append(seconds)
        return WHOLE

    drawn(drawing_of("Madu", pen), seconds=5)

    assert 4 < told[0] <= 5


def test_what_a_pen_gives_up_is_not_kept_and_the_next_may_draw(line, pen):
    def tired_pen(shows, *, seconds):
        raise PressBusy

    with pytest.raises(PressBusy):
        drawn(drawing_of("Madu", tired_pen))

    assert drawn(drawing_of("Madu", pen)) == WHOLE
    assert pen.strokes == 1


def test_what_was_withdrawn_while_it_was_drawn_does_not_stay(pen, kept_files):
    answered = drawn(drawing_of("Madu", pen, may_stay=False))

    assert answered == WHOLE
    assert kept_files() == []


def test_all_of_one_thing_is_thrown_away_and_nothing_of_another(pen, kept_files):
    gone = [drawing_of("Madu", pen), drawing_of("Honey", pen), drawing_of("Madu", pen, look="2")]
    stays = [drawing_of("Madu", pen, of="listing-12"), drawing_of("Madu", pen, of="village-1")]
    [drawn(each) for each in [*gone, *stays]]

    thrown_away = throw_away_all("listing-1")

    assert thrown_away == 3
    assert {path.name for path in kept_files()} == {each.path[12:] for each in stays}


def test_nothing_is_thrown_away_twice(pen):
    drawn(drawing_of("Madu", pen))

    assert [throw_away_all("listing-1"), throw_away_all("listing-1")] == [1, 0]


def test_old_drawings_are_thrown_away_and_young_ones_kept(pen):
    drawing = drawing_of("Madu", pen)
    drawn(drawing)
    made_at = default_storage.get_modified_time(drawing.path)

    young = throw_away_old(drawing.shelf, now=made_at + KEPT_FOR)
    old = throw_away_old(drawing.shelf, now=made_at + KEPT_FOR + timedelta(seconds=1))

    assert (young, old) == (0, 1)
    assert not default_storage.exists(drawing.path)


def test_an_empty_shelf_has_nothing_to_throw_away():
    assert throw_away_old("00", now=timezone.now()) == 0
