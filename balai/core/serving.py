"""One tree of processes: web workers and a task worker, forked from one loaded parent.

Forking after loading is what makes the start quick and the memory small: the workers
share the pages that hold Django and Balai.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.urls import get_resolver
from django.utils.module_loading import import_string
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

_FORK = multiprocessing.get_context("fork")
_PR_SET_PDEATHSIG = 1
# Of glibc: two arenas instead of one for each thread; and what is large goes back to the
# system when it is freed, where left to itself it keeps ever more: 15 MB less in each worker.
_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
_THRIFT = {_M_ARENA_MAX: 2, _M_MMAP_THRESHOLD: 128 * 1024, _M_TRIM_THRESHOLD: 128 * 1024}
PATIENCE = 25.0  # seconds that a running request or task has to end by itself


@dataclass(frozen=True)
class Serving:
    """Where to listen, and with how many hands."""

    host: str
    port: int
    workers: int
    threads: int


def is_taken(host: str, port: int) -> bool:
    """Web workers share one port, and so could two servers, unnoticed: look before."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def serve(serving: Serving, *, announce: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; requests and the task that are running are finished."""
    application = _load()
    server = _server(serving, announce)
    _serve(server, application)
    while not server.interrupt_signal:
        # granian gives up when one worker dies twice in a row. A village does not.
        time.sleep(1)
        if server.interrupt_signal:
            break
        server = _server(serving, announce=lambda: None)
        _serve(server, application)


def _load() -> Any:
    """Load all code once, before the forks, and leave no connection for them to share."""
    application = import_string(settings.WSGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018  (reading them imports every view)
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]
    if sys.platform == "linux":
        for parameter, most in _THRIFT.items():
            ctypes.CDLL(None).mallopt(parameter, most)
    gc.collect()
    gc.freeze()  # what the collector does not touch stays shared
    return application


def _server(serving: Serving, announce: Callable[[], None]) -> MPServer:
    server = MPServer(
        settings.WSGI_APPLICATION,
        address=serving.host,
        port=serving.port,
        interface=Interfaces.WSGI,
        workers=serving.workers,
        blocking_threads=serving.threads,
        backpressure=256,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=int(PATIENCE),
        log_level=LogLevels.error,
    )
    tasks = TaskWorker()
    server.on_startup(tasks.start)
    server.on_startup(announce)
    server.on_shutdown(tasks.stop)
    return server


def _serve(server: MPServer, application: Any) -> None:
    parent = os.getpid()

    def in_worker() -> Any:
        _follow(parent)
        return application

    try:
        server.serve(target_loader=in_worker, wrap_loader=False)
    except SystemExit:
        # granian's way to say that a worker had died before it was asked to stop.
        if os.getpid() != parent:
            raise


def _follow(parent: int) -> None:
    """Stop when the parent does, and only then: Ctrl+C is for the parent to hear."""
    os.setpgid(0, 0)
    # The parent's handler came along with the fork and would only take note. Whoever works
    # here sets a handler of their own later.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        # Killed, not asked: granian's handler sets an event, and never returns when the signal
        # finds the main thread about to wait for it. An orphan would keep its share of the port.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class TaskWorker:
    """Keeps one task worker alive, as a fork of this process."""

    def __init__(self) -> None:
        self._is_stopping = threading.Event()
        self._starting = threading.Lock()
        self._keeper = threading.Thread(target=self._keep_alive, daemon=True)
        self._process: Any = None

    def start(self) -> None:
        self._keeper.start()

    def stop(self) -> None:
        """Let the running task end; kill the worker when its patience is over."""
        with self._starting:
            self._is_stopping.set()
            self._process.terminate()
        self._keeper.join(PATIENCE)
        if self._keeper.is_alive():
            self._process.kill()

    def _keep_alive(self) -> None:
        while True:
            with self._starting:
                if self._is_stopping.is_set():
                    return
                self._process = _FORK.Process(target=_do_tasks, args=[os.getpid()], daemon=True)
                self._process.start()
            self._process.join()
            self._is_stopping.wait(1)


def _do_tasks(parent: int) -> None:
    # Forked while a web worker was starting, it would hold the pipe that says that one ended.
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    _follow(parent)
    call_command("work")
