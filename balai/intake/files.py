"""The file that a phone writes when it cannot send: its unsent things, to be loaded elsewhere."""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from balai.core.errors import Refused
from balai.intake.actions.keeping import Head, keep
from balai.intake.errors import NoSuchFile, NotThere
from balai.intake.models import Receipt
from balai.intake.notes import person_of
from balai.intake.replaying import replay, route_of
from balai.intake.rules.contents import Content, SentFile
from balai.intake.sending import KEY, head_from, key_in, moment_in

MOST_ITEMS = 500
LONGEST_PATH = 500


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is in such a file: whose it is, and each thing as it would have been sent."""

    person_number: int
    items: tuple[tuple[Head, Content], ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one thing of a file; without a receipt, why it was not taken."""

    title: str
    receipt: Receipt | None
    sentence: str


def read(text: bytes) -> Unsent:
    """Read a file. Raises NoSuchFile; nothing of a file that is not whole is used."""
    try:
        said = json.loads(text)
        person = person_of(str(said["note"]))
        items = tuple(_item(one) for one in said["items"][:MOST_ITEMS])
    except (ValueError, KeyError, TypeError, AttributeError, NotBase64) as odd:
        raise NoSuchFile from odd
    if person is None:
        raise NoSuchFile
    return Unsent(person, items)


def load(unsent: Unsent, *, by_number: int, now: datetime) -> list[Loaded]:
    """Keep each thing under its own key, and run it; what came before is not done again.

    Run with the rights of whoever loads it, and only where the writer may do it, too: so
    neither does by a file what they may not do themselves.
    """
    brought_by = None if by_number == unsent.person_number else by_number
    return [
        _load(head, content, unsent.person_number, brought_by, now=now)
        for head, content in unsent.items
    ]


def _load(
    head: Head, content: Content, sender: int, brought_by: int | None, *, now: datetime
) -> Loaded:
    if not head.route:
        return Loaded(head.title, None, str(NotThere()))
    try:
        receipt = keep(head, content, sender=sender, brought_by=brought_by, now=now)
    except Refused as refusal:
        return Loaded(head.title, None, str(refusal))
    if receipt.is_waiting:
        replay(receipt)
        receipt.refresh_from_db()
    return Loaded(head.title, receipt, receipt.sentence)


def _item(said: dict[str, Any]) -> tuple[Head, Content]:
    content, path = _content(said["fields"]), str(said["path"])
    key = key_in(content.first(KEY))
    if key is None or not path.startswith("/") or len(path) > LONGEST_PATH:
        raise ValueError(path)
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        device_at = moment_in(str(said["at"]))
        head = head_from(content, key=key, path=path, route=route_of(path), device_at=device_at)
    return head, content


def _content(pairs: list[Any]) -> Content:
    fields: dict[str, list[str]] = {}
    files = []
    for name, value in pairs:
        if isinstance(value, dict):
            content = b64decode(value["data"], validate=True)
            files.append(SentFile(str(name), str(value["name"]), str(value["type"]), content))
        else:
            fields.setdefault(str(name), []).append(str(value))
    return Content(fields, tuple(files))
