"""Phones in memory, which follow the rules of outbox.js over a line that loses things."""

from dataclasses import dataclass, field
from uuid import uuid4

from django.test import Client

from tests.offline.site import note_of

# What the line does to a request and its reply.
GOOD, ASK_LOST, REPLY_LOST, TWICE, LATE = "good", "ask lost", "reply lost", "twice", "late"
LINES = (GOOD, ASK_LOST, REPLY_LOST, TWICE, LATE)


@dataclass
class Item:
    """One thing on a phone: its words of now, under the key of now."""

    number: int
    topic: str
    key: str = field(default_factory=lambda: str(uuid4()))
    past: list[str] = field(default_factory=list)
    state: str = "waiting"


@dataclass
class Phone:
    """A phone of somebody; `late` are copies of requests that arrive at some other time."""

    client: Client
    items: dict[int, Item] = field(default_factory=dict)
    late: list[dict[str, str]] = field(default_factory=list)

    def write(self, number: int, topic: str) -> None:
        self.items[number] = Item(number, topic)

    def edit(self, number: int, topic: str) -> None:
        """Change it: what was sent, or may have been, gets a new key and names the old ones."""
        one = self.items[number]
        self.items[number] = Item(number, topic, past=[*one.past, one.key])

    def send(self, number: int, line: str, *, meanwhile: str = "") -> None:
        """Send one thing; `meanwhile` is what its owner makes of it before the answer comes."""
        one = self.items[number]
        if one.state != "waiting":
            return
        request = note_of(one.key, topic=one.topic)
        if one.past:
            request["request_fixes"] = ",".join(one.past)
        if line == LATE:
            self.late.append(request)
            return
        status = 0 if line == ASK_LOST else self.post(request)
        if line == TWICE:
            status = self.post(request)
        if meanwhile:
            self.edit(number, meanwhile)
        if line != REPLY_LOST and self.items[number].key == one.key:
            one.state = {201: "received", 409: "mend", 410: "mend", 422: "mend"}.get(
                status, "waiting"
            )

    def arrive_late(self) -> None:
        if self.late:
            self.post(self.late.pop(0))

    def post(self, request: dict[str, str]) -> int:
        answer = self.client.post("/uji/catatan/", request, headers={"Outbox": "queue"})
        return int(answer.status_code)
