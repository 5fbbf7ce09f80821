"""What a user gets: a wheel that runs by itself in an empty folder, and a clone with ./run."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

CODE = Path(__file__).resolve().parent.parent
PATIENCE = 180.0
# As a user would: the locked libraries first, then the wheel and nothing else.
INSTALL = """
. requirements/environment.sh && make_environment "$1" requirements/run.txt &&
    { "$1/bin/python" -m pip install --quiet --no-deps "$2" 2>/dev/null ||
      uv pip install --quiet --python "$1/bin/python" --no-deps "$2"; }
"""

pytestmark = pytest.mark.slow


def surroundings(**ours: str) -> dict[str, str]:
    """Give a user's shell: nothing of these tests, all of the machine."""
    foreign = ("BALAI_", "DJANGO_", "PYTHON", "DATABASE_URL", "VIRTUAL_ENV", "TZ")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | ours


def do(*words: str | Path, cwd: Path, **ours: str) -> str:
    done = subprocess.run(  # noqa: S603
        words,
        cwd=cwd,
        env=surroundings(**ours),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@contextmanager
def serving(*words: str | Path, cwd: Path, **ours: str) -> Iterator[str]:
    """Start a server; yields its address when it answers, and stops it orderly."""
    port = free_port()
    server = subprocess.Popen(  # noqa: S603
        words, cwd=cwd, env=surroundings(PORT=port, **ours), stdin=subprocess.DEVNULL
    )
    try:
        address = f"http://localhost:{port}"
        wait_for(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310
        except HTTPError as refusal:
            pytest.fail(f"the server answered {refusal.code}")
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server never answered")


def page(address: str) -> str:
    with urlopen(address, timeout=30) as answer:  # noqa: S310
        return str(answer.read().decode())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    do(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, CODE),
        cwd=out,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def balai(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    environment = tmp_path_factory.mktemp("installed") / "environment"
    do("bash", "-c", INSTALL, "-", environment, wheel, cwd=CODE)
    return environment / "bin" / "balai"


def test_the_wheel_carries_what_runs_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    kinds = {Path(name).suffix for name in names}

    assert {".html", ".css", ".js", ".mo", ".csv", ".toml", ".ttf", ".typ"} <= kinds
    assert [name for name in names if re.search(r"(^|/)(tests|benchmarks)/", name)] == []
    assert [name for name in names if name.endswith(("/LICENSE", "/NOTICE.md"))]


def test_the_wheel_runs_by_itself_in_an_empty_folder(balai, tmp_path):
    do(balai, "setup", "--demo", cwd=tmp_path)

    with serving(balai, "run", cwd=tmp_path) as address:
        home, english = page(f"{address}/"), page(f"{address}/en/")
        script = re.search(r'src="(/static/[^"]+)"', home)
        assert script
        page(address + script[1])

    assert '<html lang="id"' in home
    assert '<html lang="en"' in english
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_a_fresh_clone_serves_with_one_command_and_keeps_its_data(tmp_path):
    clone, data = tmp_path / "balai", tmp_path / "kept"
    copy_what_git_knows(clone)

    with serving(clone / "run", cwd=tmp_path, BALAI_DATA="kept") as address:
        assert "kakao" in page(f"{address}/cari/?q=coklat").lower()
    key = (data / "secret_key").read_text()
    begun = time.monotonic()
    with serving(clone / "run", cwd=tmp_path, BALAI_DATA="kept") as address:
        seconds = time.monotonic() - begun
        assert "kakao" in page(f"{address}/cari/?q=coklat").lower()

    assert (data / "secret_key").read_text() == key
    assert seconds < 20
    assert "balai setup" in do(clone / "run", "help", cwd=tmp_path)


def copy_what_git_knows(clone: Path) -> None:
    known = do("git", "ls-files", "-z", "--cached", cwd=CODE).split("\0")
    for name in filter(None, known):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CODE / name, clone / name)
