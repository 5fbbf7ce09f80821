"""A signed-in client of the small site, over a line that loses replies by lot."""

import json
import random
import socket
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

PATIENCE = 60.0
OFTEN = 12  # tries; each loses a reply in five, so nobody is left over
_FORM = "application/x-www-form-urlencoded"


class Line:
    """Somebody's phone, as the server sees it."""

    def __init__(self, address: str, name: str, *, seed: str = "", loses: float = 0.2) -> None:
        self.host, self.loses = urlsplit(address).netloc, loses
        self.luck = random.Random(seed)  # noqa: S311  (the same in each run)
        self.cookies: dict[str, str] = {}
        self.ask("GET", f"/uji/masuk/{name}/")
        self.token: str = self.read("/kirim/siapa/")["token"]

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
        with closing(HTTPConnection(self.host, timeout=PATIENCE)) as connection:
            connection.request(method, path, body or None, {"Cookie": self.cookie} | headers)
            answer = connection.getresponse()
            for one in answer.headers.get_all("Set-Cookie") or []:
                name, _is, value = one.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read()

    def read(self, path: str) -> Any:
        return json.loads(self.ask("GET", path)[1])

    def post(self, note: dict[str, str], *, to: str = "/uji/catatan/") -> int:
        headers = {"X-CSRFToken": self.token, "Content-Type": _FORM, "Outbox": "queue"}
        return self.ask("POST", to, urlencode(note), **headers)[0]

    def break_off(self, note: dict[str, str]) -> None:
        """Announce a whole form, send most of it, and hang up; then wait for the server to see."""
        body = urlencode(note).encode()
        head = (
            f"POST /uji/catatan/ HTTP/1.1\r\nHost: {self.host}\r\nContent-Type: {_FORM}\r\n"
            f"Content-Length: {len(body)}\r\nX-CSRFToken: {self.token}\r\nOutbox: queue\r\n"
            f"Cookie: {self.cookie}\r\n\r\n"
        )
        host, _colon, port = self.host.partition(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            connection.sendall(head.encode() + body[:-200])
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1000)

    def send(self, note: dict[str, str]) -> list[int]:
        """Send until a reply arrives that says received; list all statuses, the lost ones too."""
        statuses: list[int] = []
        for _try in range(OFTEN):
            statuses.append(self.post(note))
            is_lost = self.luck.random() < self.loses
            if statuses[-1] == 201 and not is_lost:  # noqa: PLR2004
                break
        return statuses
