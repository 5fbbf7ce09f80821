"""The line before the press: one draws, few wait, and nobody for long.

Drawing takes a core for a fifth of a second, and each who waits holds one of the threads
that answer pages. Whoever finds the line full is told to come back instead.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic


class PressBusy(Exception):
    """Too many wait for a drawing already, or this one waited too long."""


class Line:
    """Lets one of a few at a time to the press; `places` counts the one who is there."""

    def __init__(self, *, places: int, clock: Callable[[], float] = monotonic) -> None:
        self._places = BoundedSemaphore(places)
        self._turn = Lock()
        self._clock = clock

    @contextmanager
    def turn(self, *, seconds: float) -> Iterator[float]:
        """Wait for a turn; tells how many of these seconds are left for the drawing itself.

        Raises PressBusy at once when the line is full, and when the seconds are over.
        """
        if not self._places.acquire(blocking=False):
            raise PressBusy
        try:
            end = self._clock() + seconds
            if not self._turn.acquire(timeout=seconds):
                raise PressBusy
            try:
                yield end - self._clock()
            finally:
                self._turn.release()
        finally:
            self._places.release()
