"""Two people set up the same Balai at the same moment, each with a real process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

CODE = Path(__file__).resolve().parents[3]

pytestmark = [pytest.mark.slow, pytest.mark.each_database]

Surroundings = dict[str, str]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Surroundings, Surroundings]]:
    """A new database, as two machines see it; SQLite is of one machine, and of one folder."""
    shared = os.environ | {"BALAI_DEMO": "0"}
    if connection.vendor == "sqlite":
        here = shared | {"BALAI_DATA": str(tmp_path)}
        yield here, here
        return
    name, given = f"setup_{uuid4().hex}", os.environ["DATABASE_URL"]
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        address = f"{given.rpartition('/')[0]}/{name}"
        one, two = (
            shared | {"BALAI_DATA": str(tmp_path / machine), "DATABASE_URL": address}
            for machine in ("one", "two")
        )
        yield one, two
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def set_up(surroundings: Surroundings) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "config", "setup"],
        cwd=CODE,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_of_two_first_setups_at_once_one_waits_and_both_succeed(both):
    processes = [set_up(surroundings) for surroundings in both]

    said, complaints = zip(
        *(process.communicate(timeout=120) for process in processes), strict=True
    )

    assert complaints == ("", "")
    assert [process.returncode for process in processes] == [0, 0]
    assert ["waiting for another setup" in words for words in sorted(said, key=len)] == [
        False,
        True,
    ]
