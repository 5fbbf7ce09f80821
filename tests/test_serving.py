"""A real `balai run`: it survives its workers, drains when it stops, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parent.parent
PATIENCE = 20.0

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    environment: dict[str, str]
    notes: Path

    def get(self, path: str) -> str:
        # A new connection each time, so that any web worker may answer.
        port = int(self.environment["PORT"])
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request("GET", path)
            return connection.getresponse().read().decode()

    def who_answers(self) -> int:
        try:
            return int(self.get("/page/"))
        except OSError:
            return 0

    def answers(self) -> bool:
        return self.who_answers() > 0

    def web_workers(self) -> set[int]:
        return {self.who_answers() for _ in range(40)} - {0}

    def told_by_all(self) -> set[str]:
        return {self.get("/told/") for _ in range(40)}

    def task_workers(self) -> set[int]:
        return children_of(self.process.pid) - self.web_workers()


def children_of(parent: int) -> set[int]:
    stats = [(path, path.read_text()) for path in Path("/proc").glob("[0-9]*/stat")]
    return {
        int(path.parent.name)
        for path, stat in stats
        if stat.rpartition(")")[2].split()[:2] in (["S", str(parent)], ["R", str(parent)])
    }


def wait_until(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def balai(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "config", *words],
        cwd=CODE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    data = tmp_path_factory.mktemp("served")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.served.settings",
        "BALAI_DATA": str(data),
        "BALAI_PAGE_CACHE": "300",
        "BALAI_TEST_NOTES": str(data / "notes"),
        "HOST": "127.0.0.1",
        "BALAI_HOSTS": "127.0.0.1",
        "PORT": str(free_port()),
    }
    for words in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"]):
        made = balai(environment, *words)
        assert made.communicate(timeout=60)[1] == ""
    return environment


@pytest.fixture
def server(prepared: dict[str, str]) -> Iterator[Server]:
    notes = Path(prepared["BALAI_TEST_NOTES"])
    notes.unlink(missing_ok=True)
    with balai(prepared, "run") as process:
        served = Server(process, prepared, notes)
        assert wait_until(served.answers)
        yield served
        process.kill()
    assert wait_until(lambda: not served.answers())


def test_a_killed_web_worker_comes_back_and_the_other_answers_meanwhile(server):
    victim, witness = sorted(server.web_workers())

    os.kill(victim, signal.SIGKILL)

    assert wait_until(lambda: len(server.web_workers()) == 2)
    assert witness in server.web_workers()
    assert victim not in server.web_workers()


def test_web_workers_killed_again_and_again_come_back(server):
    os.kill(min(server.web_workers()), signal.SIGKILL)
    assert wait_until(lambda: len(server.web_workers()) == 2)

    first, second = sorted(server.web_workers())
    os.kill(second, signal.SIGKILL)
    # The second death in a row makes granian stop them all: this one may be gone already.
    with suppress(ProcessLookupError):
        os.kill(first, signal.SIGKILL)

    assert wait_until(server.answers)
    assert server.process.poll() is None


def test_a_killed_task_worker_comes_back_and_does_what_waits(server):
    (victim,) = server.task_workers()

    os.kill(victim, signal.SIGKILL)
    server.get("/task/?text=done")

    assert wait_until(server.notes.exists)
    assert server.notes.read_text() == "done"
    assert len(server.task_workers()) == 1
    assert victim not in server.task_workers()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_the_running_request_end(server, stop):
    with ThreadPoolExecutor() as visitors:
        answer = visitors.submit(server.get, "/slow/")
        assert wait_until(server.notes.exists)

        server.process.send_signal(stop)

        assert answer.result() == "ended"
    _, errors = server.process.communicate(timeout=PATIENCE)
    assert server.process.returncode == 0
    assert errors == ""
    assert not server.answers()


def test_a_change_shows_at_once_in_every_web_worker(server):
    server.notes.write_text("before")
    assert server.told_by_all() == {"before"}
    server.notes.write_text("not announced")
    assert server.told_by_all() == {"before"}

    server.get("/change/?to=after")

    assert server.told_by_all() == {"after"}


def test_workers_do_not_outlive_a_killed_parent(server):
    workers = children_of(server.process.pid)

    server.process.kill()

    assert len(workers) == 3
    assert wait_until(lambda: not any(Path(f"/proc/{worker}/exe").exists() for worker in workers))


def test_a_second_server_on_the_same_port_is_refused(server):
    second = balai(server.environment, "run")

    said, errors = second.communicate(timeout=PATIENCE)

    assert second.returncode == 1
    assert said == ""
    assert f":{server.environment['PORT']} is taken" in errors


def test_what_was_not_set_up_is_not_served(prepared, tmp_path):
    unprepared = prepared | {"BALAI_DATA": str(tmp_path), "PORT": str(free_port())}

    refused = balai(unprepared, "run")
    _, errors = refused.communicate(timeout=PATIENCE)

    assert refused.returncode == 1
    assert "balai setup" in errors


def test_the_address_is_said(server):
    said = server.process.stdout.readline()

    assert said == f"Balai: {server.environment['BALAI_URL']}/\n"
