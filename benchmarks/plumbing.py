"""What benchmarks stand on: a served Balai, nginx, wrk, Chromium, and the memory of processes.

All of it on the loopback, in temporary folders, and gone when the benchmark ends.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PHONE = ViewportSize(width=360, height=740)
PATIENCE = 60
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
_BALAI = [sys.executable, "-m", "config"]
_KB = 1024


def program(name: str, *, package: str) -> str:
    """Find a program, or stop with the name of the package that brings it."""
    if found := shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"):
        return found
    sys.exit(f"{name} is missing. On Debian: apt-get install {package}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="balai-benchmark-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@dataclass(frozen=True)
class Server:
    """Something that answers, and the process that all of it descends from."""

    address: str
    pid: int

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Fetch one address as a client that takes Brotli; redirects are followed."""
        request = Request(self.address + path, headers={"Accept-Encoding": "br"} | headers)  # noqa: S310
        try:
            with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                status, sent, body = answer.status, answer.headers, answer.read()
        except HTTPError as refusal:
            status, sent, body = refusal.code, refusal.headers, refusal.read()
        return status, {name.lower(): value for name, value in sent.items()}, body


def surroundings(data: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Give a process an environment in which no setting of the reader's own is left."""
    ours = ("BALAI_", "DJANGO_", "DATABASE_", "CACHE_", "EMAIL_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"BALAI_DATA": str(data), "HOST": "127.0.0.1"} | dict(variables)


def balai(*words: str, data: Path, **variables: str) -> None:
    """Obey one command to its end."""
    done = subprocess.run(  # noqa: S603
        [*_BALAI, *words],
        check=False, env=surroundings(data, variables), cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"balai {' '.join(words)} failed:\n{done.stdout}")


@contextmanager
def served(data: Path, **variables: str) -> Iterator[Server]:
    """Serve a folder that is set up, as an installation does, until the block ends."""
    port = free_port()
    server = Server(f"http://localhost:{port}", 0)
    with (data / f"log-{port}").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [*_BALAI, "run"],
            env=surroundings(data, {"PORT": str(port), **variables}), cwd=ROOT,
            stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait_for(server, process, Path(log.name))
            yield Server(server.address, process.pid)
        finally:
            _stop(process)


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if server.get("/")[0] < 500:  # noqa: PLR2004
                return
        except (URLError, ConnectionError):
            time.sleep(0.005)
    sys.exit(f"The server did not come up:\n{log.read_text(errors='replace')[-4000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def demo_hall(*, photographs: int = 0, each: int = 1, **variables: str) -> Iterator[Server]:
    """Serve the demo province; so many of its products have photographs."""
    with folder() as data:
        balai("setup", "--demo", data=data, **variables)
        if photographs:
            _photograph(data, photographs, each)
        with served(data, **variables) as server:
            yield server


def _photograph(data: Path, listings: int, each: int) -> None:
    words = ["--data", str(data), "--listings", str(listings), "--each", str(each)]
    subprocess.run(  # noqa: S603
        [sys.executable, ROOT / "benchmarks" / "photographs.py", *words],
        check=True, stdout=sys.stderr,
    )  # fmt: skip


@contextmanager
def nginx(files: Mapping[str, bytes], *, encoding: str) -> Iterator[Server]:
    """Serve files that are already compressed, with nothing computed for a request."""
    port = free_port()
    with folder() as place:
        for name, body in files.items():
            (place / name).write_bytes(body)
        (place / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {place}/pid; error_log {place}/errors;"
            "events { worker_connections 256; }"
            "http { access_log off; sendfile on; tcp_nopush on; default_type 'text/html';"
            f"client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;"
            f"fastcgi_temp_path {place}/fastcgi; uwsgi_temp_path {place}/uwsgi;"
            f"scgi_temp_path {place}/scgi;"
            f"server {{ listen 127.0.0.1:{port}; root {place}; charset utf-8;"
            f"add_header Content-Encoding {encoding}; }} }}"
        )
        process = subprocess.Popen(  # noqa: S603
            [program("nginx", package="nginx-light"), "-e", place / "errors",
             "-p", place, "-c", place / "nginx.conf"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        server = Server(f"http://localhost:{port}", process.pid)
        try:
            _wait_for(server, process, place / "errors")
            yield server
        finally:
            _stop(process)


def requests_per_second(address: str, *, seconds: int = 3, connections: int = 16) -> float:
    """Ask for one address as fast as it is answered; stop when any answer is not a success."""
    said = subprocess.run(  # noqa: S603
        [
            *(program("wrk", package="wrk"), "-t2", f"-c{connections}", f"-d{seconds}s"),
            *("-H", "Accept-Encoding: br", address),
        ],
        check=True, capture_output=True, text=True, timeout=seconds + PATIENCE,
    ).stdout  # fmt: skip
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if rate is None or "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"wrk on {address}:\n{said}")
    return float(rate[1])


@contextmanager
def chromium() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or program("chromium", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def fresh_context(browser: Browser) -> Any:
    """Open a phone that has never been anywhere."""
    return browser.new_context(
        viewport=PHONE, locale="id-ID", timezone_id="Asia/Makassar", device_scale_factor=2,
        is_mobile=True, has_touch=True,
    )  # fmt: skip


def family_of(pid: int) -> list[int]:
    """List a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        children.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    family = [pid]
    for member in family:
        family += children.get(member, [])
    return family


def memory_of(pid: int) -> dict[int, float]:
    """Measure the proportional share (PSS) of each process of a family, in MB."""
    shares = {}
    for member in family_of(pid):
        rollup = Path(f"/proc/{member}/smaps_rollup").read_text()
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        shares[member] = int(found[1]) / _KB if found else 0.0
    return shares


def npm_package(name: str, version: str) -> Path:
    """Name the folder of a package of npm, fetched once to where git does not look."""
    place = ROOT / "benchmarks" / "node_modules" / f"of-{name}"
    package = place / "node_modules" / name
    if not package.exists():
        subprocess.run(  # noqa: S603
            [
                *(program("npm", package="npm"), "install", "--no-save", "--no-package-lock"),
                *("--no-audit", "--no-fund", "--ignore-scripts", "--prefix", place),
                f"{name}@{version}",
            ],
            check=True,
            stdout=sys.stderr,
        )
    return package
