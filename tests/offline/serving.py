"""A real `balai run` of the small site, which a test may kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(data: Path, *, port: int, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BALAI_", "DJANGO_"))
    }
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.offline.settings",
        "BALAI_DATA": str(data),
        "BALAI_TEST_DEATH": str(data / "death"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    return kept | own | more


@dataclass
class Small:
    """The small site, served."""

    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.environment['PORT']}"

    def start(self) -> None:
        log = (Path(self.environment["BALAI_DATA"]) / "small-log").open("ab")
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "config", "run"],
            env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()
        self.wait()

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urlopen(f"{self.address}/kirim/luring/", timeout=PATIENCE).close()  # noqa: S310
            except HTTPError:
                return
            except (URLError, OSError):
                time.sleep(0.02)
            else:
                return
        raise TimeoutError(self.address)

    def kill(self) -> None:
        """Kill all of it at once, as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)
            self.process = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let it listen and say nothing, as a line does that is hardly there."""
        family = self.family()
        for member in family:
            os.kill(member, signal.SIGSTOP)
        try:
            yield
        finally:
            for member in family:
                os.kill(member, signal.SIGCONT)

    def family(self) -> list[int]:
        """List the process and all that descend from it."""
        parents: dict[int, list[int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it ended meanwhile
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(stat.parent.name))
        family = [self.process.pid] if self.process else []
        for member in family:
            family += parents.get(member, [])
        return family

    def die_at(self, step: str) -> None:
        """Let the process that answers next die at a step of its work."""
        Path(self.environment["BALAI_TEST_DEATH"]).write_text(step)

    def wait_for_death(self) -> None:
        """Wait until the process that was to die has died."""
        until = time.monotonic() + PATIENCE
        while Path(self.environment["BALAI_TEST_DEATH"]).exists():
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(0.02)


def balai(environment: dict[str, str], *words: str) -> Any:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "config", *words],
        check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
