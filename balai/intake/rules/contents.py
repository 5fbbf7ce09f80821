"""What a form sent, packed so that it can be kept, compared and run again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile

# A token belongs to a session, not to what was typed.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file of a form."""

    field_name: str
    name: str
    kind: str
    content: bytes = field(repr=False)

    def uploaded(self) -> SimpleUploadedFile:
        """Hand it to a form as a browser would."""
        return SimpleUploadedFile(self.name, self.content, self.kind)


@dataclass(frozen=True, slots=True)
class Content:
    """The fields of a form in the order they came, and its files."""

    fields: dict[str, list[str]]
    files: tuple[SentFile, ...] = ()

    def first(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    def with_files(self, files: Iterable[SentFile]) -> "Content":
        return replace(self, files=(*self.files, *files))

    def with_fields(self, fields: dict[str, list[str]]) -> "Content":
        return replace(self, fields=self.fields | fields)


def without_token(fields: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in fields if name != TOKEN}


def packed(content: Content) -> bytes:
    """Write it down: a line of JSON that names all, then the files one after another."""
    head = {
        "fields": content.fields,
        "files": [[one.field_name, one.name, one.kind, len(one.content)] for one in content.files],
    }
    line = json.dumps(head, ensure_ascii=False).encode()
    return b"\n".join((line, b"".join(one.content for one in content.files)))


def unpacked(kept: bytes) -> Content:
    line, _newline, rest = kept.partition(b"\n")
    head = json.loads(line)
    files, at = [], 0
    for name, file_name, kind, size in head["files"]:
        files.append(SentFile(name, file_name, kind, rest[at : at + size]))
        at += size
    return Content(head["fields"], tuple(files))


def fingerprint(path: str, content: Content) -> str:
    """Tell whether two requests are the same, however the browser drew their borders."""
    files = sorted(
        [one.field_name, one.name, one.kind, sha256(one.content).hexdigest()]
        for one in content.files
    )
    said = json.dumps([path, content.fields, files], ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()


def _named(one: SentFile) -> list[str]:
    return [one.field_name, one.name, one.kind, sha256(one.content).hexdigest()]
