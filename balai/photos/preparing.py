"""Photographs made safe and small: bytes in, files out, by way of the darkroom."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import balai
from balai.core.errors import Refused
from balai.photos.beginnings import begins_as_photo, kind_not_taken
from balai.photos.errors import (
    NotAPicture,
    PictureDamaged,
    PictureIsADrawing,
    PictureIsHeic,
    PictureMoves,
    PictureTooHeavy,
    PictureTooLarge,
    PictureTooThin,
)
from balai.photos.sizes import MOST_BYTES

SECONDS = 90
_DARKROOM = [sys.executable, "-m", "balai.photos.darkroom"]
_ROOT = str(Path(balai.__file__).resolve().parents[1])
_REFUSALS: dict[str, type[Refused]] = {
    refusal.code: refusal
    for refusal in (
        NotAPicture, PictureDamaged, PictureIsADrawing, PictureIsHeic, PictureMoves,
        PictureTooHeavy, PictureTooLarge, PictureTooThin,
    )
}  # fmt: skip
# A photo takes a core and half a gigabyte for a second: a process has one in work at a time.
_ONE_AT_A_TIME = Lock()


class DarkroomFailed(Exception):
    """A photo that could be neither developed nor refused, with what was said of it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is kept of a photo: its files by name, such as "320.avif" and "thumb.jpg"."""

    width: int
    height: int
    colour: str
    widths: list[int]
    files: dict[str, bytes]


def check_beginning(sent: bytes) -> None:
    """Refuse what is plainly no photo, at the cost of a glance; what passes may still be none."""
    if len(sent) > MOST_BYTES:
        raise PictureTooHeavy
    if code := kind_not_taken(sent):
        raise _REFUSALS[code]
    if not begins_as_photo(sent):
        raise NotAPicture


def refusal_of(code: str) -> Refused:
    """Find by its code why a photo was refused, to say it later in the reader's language."""
    return _REFUSALS[code]()


def prepare(sent: bytes) -> Prepared:
    """Turn a photo upright, shrink it and encode it in every width.

    Raises a refusal for whatever is no single photo of reasonable size.
    """
    if len(sent) > MOST_BYTES:
        raise PictureTooHeavy
    with _ONE_AT_A_TIME:
        said, content = _from_darkroom(sent)
    if "refused" in said:
        raise _REFUSALS[said["refused"]]
    files, end = {}, 0
    for name, size in said.pop("files").items():
        files[name], end = content[end : end + size], end + size
    return Prepared(**said, files=files)


def _from_darkroom(sent: bytes) -> tuple[dict[str, Any], bytes]:
    try:  # our own module; the photo goes in by a pipe
        done = subprocess.run(  # noqa: S603
            _DARKROOM,
            input=sent,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            cwd=_ROOT,
        )
    except subprocess.TimeoutExpired as slow:
        raise PictureTooLarge from slow
    if done.returncode < 0:  # killed: it wanted more than it may have
        raise PictureTooLarge
    if done.returncode:
        raise DarkroomFailed(done.stderr.decode(errors="replace"))
    line, _, content = done.stdout.partition(b"\n")
    return json.loads(line), content
