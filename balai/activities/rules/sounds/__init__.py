"""Sounds that somebody sends: what they are is decided by their bytes, and only sound is kept.

Names, titles, pictures and the place where it was recorded stay outside.
"""

from typing import NamedTuple

from balai.activities.rules.sounds.m4a import cleaned_m4a
from balai.activities.rules.sounds.mp3 import cleaned_mp3
from balai.activities.rules.sounds.ogg import cleaned_ogg
from balai.activities.rules.sounds.unclear import SoundUnclear as SoundUnclear

# Eight minutes of somebody speaking, at 32 kbit/s.
MOST_BYTES = 2_000_000
TYPES = {"ogg": "audio/ogg", "mp3": "audio/mpeg", "m4a": "audio/mp4"}


class Sound(NamedTuple):
    """A sound as it is kept: how its file ends, and its bytes."""

    ending: str
    content: bytes


def read_sound(content: bytes) -> Sound:
    """Tell what a file is, and keep of it what is heard. Raises SoundUnclear."""
    if not content or len(content) > MOST_BYTES:
        raise SoundUnclear
    if content.startswith(b"OggS"):
        return Sound("ogg", cleaned_ogg(content))
    if content[4:8] == b"ftyp":
        return Sound("m4a", cleaned_m4a(content))
    return Sound("mp3", cleaned_mp3(content))
