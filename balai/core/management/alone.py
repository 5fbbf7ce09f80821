"""Let one process at a time do what two may not do at once."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

# "balai" in letters: no other program on the same PostgreSQL is likely to lock this number.
_NUMBER = int.from_bytes(b"balai")


@contextmanager
def alone(file: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait for others who are in here with this file, or on this PostgreSQL; says so once.

    Whoever dies in here lets go. Nothing is asked of an SQLite database before it is our turn.
    """
    with _file_locked(file, waiting), _postgresql_locked(waiting):
        yield


@contextmanager
def _file_locked(file: Path, waiting: Callable[[], None]) -> Iterator[None]:
    with file.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def _postgresql_locked(waiting: Callable[[], None]) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    # A connection of its own: whatever happens to the other, the lock stays.
    keeper = connection.copy()
    try:
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NUMBER])
            if not cursor.fetchone()[0]:
                waiting()
                cursor.execute("SELECT pg_advisory_lock(%s)", [_NUMBER])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_NUMBER])
    finally:
        keeper.close()
