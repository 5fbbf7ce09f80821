"""Run a command with a PostgreSQL of its own: `python tests/pgtest.py pytest -q`.

The server is made from Debian's binaries in a temporary folder, as root or as anybody
else, and is gone with the command. The command finds it in DATABASE_URL.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

# Nothing here has to survive a power cut.
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_LOCAL = "-c listen_addresses=127.0.0.1 -c unix_socket_directories="


def _programs() -> Path:
    """Name the folder of the newest PostgreSQL that this machine has."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda f: int(f.parts[4]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    sys.exit("PostgreSQL is missing: apt-get install postgresql")


def _as_owner(folder: str) -> list[str]:
    """Prepare to start programs that refuse to run as root, with the folder theirs."""
    if os.geteuid() != 0:
        return []
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    owner = accounts.get("postgres") or accounts["nobody"]
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def throwaway_postgresql(*, is_durable: bool = False) -> Iterator[str]:
    """Run a server; yields its address, and leaves nothing behind. Durable ones are slower."""
    programs, folder, port = _programs(), tempfile.mkdtemp(prefix="balai-pg-"), _free_port()
    prefix, data = _as_owner(folder), f"{folder}/data"

    def call(program: str, *arguments: str) -> None:
        # cwd: the owner may not be allowed to stand where we stand.
        subprocess.run(  # noqa: S603
            [*prefix, programs / program, *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    try:
        call(
            *("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"),
            *("--locale=C.UTF-8", "--no-sync", "--no-instructions"),
        )
        options = f"-p {port} {_LOCAL} {'' if is_durable else _FAST}"
        call("pg_ctl", "-D", data, "-s", "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "-D", data, "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, _leave)
    with throwaway_postgresql() as address:
        return subprocess.run(  # noqa: S603
            command, check=False, env=os.environ | {"DATABASE_URL": address}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
