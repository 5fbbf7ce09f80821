"""A real Balai with the demo province, served as an installation is, and a real browser."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import brotli
import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.people import Doorway
from tests.browser.walk import Sample, walk
from tests.offline.serving import Small, free_port, surroundings

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
PHONE: ViewportSize = {"width": 360, "height": 740}
PATIENCE = 30


@dataclass(frozen=True)
class Hall:
    """A running server and where it keeps its data."""

    address: str
    data: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Fetch one address as a client that takes Brotli; redirects are followed."""
        request = Request(self.address + path, headers={"Accept-Encoding": "br"} | headers)  # noqa: S310
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            lowered = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, lowered, answer.read()


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    data = tmp_path_factory.mktemp("hall")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BALAI_", "DJANGO_"))
    } | {"BALAI_DATA": str(data), "BALAI_DEMO": "1", "PORT": str(port), "HOST": "127.0.0.1"}
    surroundings.pop("DATABASE_URL", None)
    balai = [sys.executable, "-m", "config"]
    subprocess.run(  # noqa: S603
        [*balai, "setup", "--demo"], check=True, env=surroundings, cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    log = (data / "log").open("wb")
    server = subprocess.Popen(  # noqa: S603
        [*balai, "run"], env=surroundings, cwd=ROOT, stdout=log, stderr=log
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, server)
        yield Hall(address=address, data=data)
    finally:
        server.terminate()
        server.wait(PATIENCE)
        log.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(address, timeout=PATIENCE)  # noqa: S310
        except URLError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("The server did not come up.")


@pytest.fixture(scope="session")
def small(hall: Hall) -> Iterator[Small]:
    """Serve a small form beside all of Balai, on the data of the hall; it may be killed."""
    served = Small(surroundings(hall.data, port=free_port(), BALAI_DEMO="1"))
    served.start()
    yield served
    served.kill()


@pytest.fixture(scope="session")
def samples(hall: Hall) -> list[Sample]:
    """Pages of every public route, found by following links from the first page."""
    village = hall.get("/desa/64.03.01.2005/")[2]
    product = re.search(r"/produk/\d+/", brotli.decompress(village).decode())
    # Offered only where somebody of the village reads what is written.
    message = f"{product[0]}tanya/" if product else "/"
    return walk(hall.get, first=("/", "/en/", "/ui/", message, f"/en{message}"))


@pytest.fixture(scope="session")
def doorway(hall: Hall, browser: Browser) -> Doorway:
    """Let people of the demo in."""
    return Doorway(browser, hall.address)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "id-ID",
        "timezone_id": "Asia/Makassar",
        "viewport": PHONE,
    }
