"""Drawings are made once, and never half."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from balai.channels.kept import KEPT_FOR, Drawing, drawn, throw_away_old

WHOLE = b"\x89PNG of a title" + b"IEND\xaeB`\x82"


@dataclass(frozen=True)
class Shows:
    title: str


class Pen:
    """Counts how often it draws."""

    def __init__(self):
        self.strokes = 0

    def __call__(self, shows):
        self.strokes += 1
        return WHOLE


@pytest.fixture
def pen():
    return Pen()


def drawing_of(title, pen, look="1"):
    return Drawing(shows=Shows(title), draw=pen, ending="png", look=look)


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


def test_two_who_ask_at_once_both_get_a_whole_picture():
    both_are_drawing = Barrier(2, timeout=10)

    def slow_pen(shows):
        both_are_drawing.wait()
        return WHOLE

    drawing = drawing_of("Madu", slow_pen)
    with ThreadPoolExecutor(2) as readers:
        answers = list(readers.map(drawn, [drawing, drawing]))

    assert answers == [WHOLE, WHOLE]
    assert drawn(drawing) == WHOLE


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
