"""Five hundred things from one phone or fifty at once, over a line that loses and doubles."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from tests.offline.lines import Line
from tests.offline.serving import Small, balai, free_port, surroundings
from tests.offline.site import FIELDS, note_of

pytestmark = [pytest.mark.slow, pytest.mark.each_database]
ITEMS = 500


def own_database() -> dict[str, str]:
    """Name a database of its own where tests run on PostgreSQL; SQLite has its file."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return {}
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS outbox WITH (FORCE)")
        connection.execute("CREATE DATABASE outbox")
    return {"DATABASE_URL": urlsplit(address)._replace(path="/outbox").geturl()}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    data = tmp_path_factory.mktemp("outbox")
    environment = surroundings(data, port=free_port(), **own_database())
    balai(environment, "migrate", "--verbosity=0")
    (data / "static").symlink_to(Path(os.environ["BALAI_DATA"]) / "static")
    served = Small(environment)
    served.start()
    yield served
    served.kill()


def batch(seed: int) -> list[dict[str, str]]:
    """Make the things to send, every tenth of them twice, in any order."""
    luck = random.Random(seed)  # noqa: S311  (the same in each run)
    notes = [
        note_of(UUID(int=luck.getrandbits(128), version=4), topic=f"{seed}-{number}")
        for number in range(ITEMS)
    ]
    doubled = [*notes, *notes[::10]]
    luck.shuffle(doubled)
    return doubled


def test_a_line_that_breaks_in_the_middle_leaves_nothing_half_kept(small):
    line = Line(small.address, "putus", loses=0)
    note = note_of(UUID(int=7, version=4), topic="putus")

    line.break_off(note)

    assert line.read("/uji/tersimpan/")["receipts"].get(note["request_key"]) is None
    assert line.post(note) == 201


@pytest.mark.parametrize("clients", [1, 50])
def test_each_of_five_hundred_arrives_once_however_many_send(small, clients):
    notes = batch(clients)
    lines = [
        Line(small.address, f"m{clients}", seed=f"{clients}-{number}") for number in range(clients)
    ]

    with ThreadPoolExecutor(clients) as pool:
        sent = pool.map(
            lambda number: [lines[number].send(note) for note in notes[number::clients]],
            range(clients),
        )
        statuses = Counter(status for one in sent for tries in one for status in tries)

    arrived = lines[0].read("/uji/tersimpan/")
    own = {note["request_key"]: note for note in notes}
    saved = [(key, words) for key, words in arrived["notes"] if key in own]
    assert sorted(key for key, _words in saved) == sorted(own)
    assert all(words["topic"] == own[key]["topic"] for key, words in saved)
    assert all(words[name] == own[key][name] for key, words in saved for name in FIELDS)
    assert {arrived["receipts"][key] for key in own} == {"accepted"}
    # In progress is an answer; a locked database or a fault is none.
    assert set(statuses) <= {201, 423}
