"""M4A: boxes within boxes. Those that say who, what and where are blanked where they stand.

The places of the sound are written as numbers of bytes from the start, so that nothing may move.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from balai.activities.rules.sounds.unclear import SoundUnclear

_HEAD = 8
# How far the length is from the start where it takes eight bytes more.
_LONG, _LONG_HEAD = 1, 16
_KEPT = {b"ftyp", b"moov", b"mdat", b"free", b"moof", b"sidx", b"styp", b"mfra"}
_KEPT_OF_MOVIE = {b"mvhd", b"trak", b"mvex", b"free"}
_KEPT_OF_TRACK = {b"tkhd", b"mdia", b"edts", b"tref", b"free"}
_BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash", b"3gp4"}


class _Box(NamedTuple):
    """One box: its name, where it begins, where what it holds does, and where it ends."""

    name: bytes
    start: int
    inside: int
    end: int


def cleaned_m4a(content: bytes) -> bytes:
    """Keep one track of AAC, with all else blanked. Raises SoundUnclear."""
    cleaned = bytearray(content)
    boxes = _kept(cleaned, 0, len(content), _KEPT)
    names = [box.name for box in boxes]
    if names[:1] != [b"ftyp"] or names.count(b"moov") != 1 or b"mdat" not in names:
        raise SoundUnclear
    if bytes(content[_HEAD : _HEAD + 4]) not in _BRANDS:
        raise SoundUnclear
    movie = boxes[names.index(b"moov")]
    tracks = [
        box
        for box in _kept(cleaned, movie.inside, movie.end, _KEPT_OF_MOVIE)
        if box.name == b"trak"
    ]
    if len(tracks) != 1:
        raise SoundUnclear
    _kept(cleaned, tracks[0].inside, tracks[0].end, _KEPT_OF_TRACK)
    track = bytes(cleaned[tracks[0].inside : tracks[0].end])
    if b"soun" not in track or b"mp4a" not in track:
        raise SoundUnclear
    return bytes(cleaned)


def _kept(content: bytearray, start: int, end: int, names: set[bytes]) -> list[_Box]:
    """List the boxes that stay; the others become empty room of the same length."""
    kept = []
    for box in _boxes(content, start, end):
        if box.name in names:
            kept.append(box)
        if box.name not in names or box.name == b"free":
            content[box.start + 4 : box.start + _HEAD] = b"free"
            content[box.inside : box.end] = bytes(box.end - box.inside)
    return kept


def _boxes(content: bytearray, start: int, end: int) -> Iterator[_Box]:
    """Walk boxes that fill this room exactly."""
    place = start
    while place < end:
        if place + _HEAD > end:
            raise SoundUnclear
        length, name = struct.unpack_from(">I4s", content, place)
        head = _HEAD
        if length == _LONG and place + _LONG_HEAD <= end:
            head, [length] = _LONG_HEAD, struct.unpack_from(">Q", content, place + _HEAD)
        if length < head or place + length > end:
            raise SoundUnclear
        yield _Box(name, place, place + head, place + length)
        place += length
