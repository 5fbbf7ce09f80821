"""Small sounds of each kind, made here: silence, with all that a phone writes around it."""

import struct

from balai.activities.rules.sounds.ogg import _checksum

WHERE = b"-1.8+117.5 di rumah Dayang"
# MPEG 1, layer III, 32 kbit/s, 44.1 kHz: 104 bytes of silence.
MP3_FRAME = bytes([0xFF, 0xFB, 0x10, 0xC4]) + bytes(100)
_OPUS_HEAD = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 0, 48000, 0, 0)
_SILENCE = bytes([0xF8, 0xFF, 0xFE])


def mp3(frames: int = 60, *, tag: bytes = WHERE, after: bytes = b"") -> bytes:
    length = len(tag)
    head = b"ID3\x03\0\0" + bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))
    return head + tag + MP3_FRAME * frames + after


def ogg_page(
    body: bytes, number: int, *, flags: int = 0, granule: int = 0, pieces: int = 1
) -> bytes:
    size = len(body) // pieces
    lacing = bytes([size] * pieces)
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 77, number, 0, len(lacing))
    page = bytearray(head + lacing + body)
    page[22:26] = struct.pack("<I", _checksum(page))
    return bytes(page)


def ogg(seconds: int = 1, *, tag: bytes = WHERE) -> bytes:
    tags = b"OpusTags" + struct.pack("<I", len(tag)) + tag + struct.pack("<I", 0)
    sound = [
        ogg_page(
            _SILENCE * 50, 2 + at, flags=4 if at == seconds - 1 else 0,
            granule=48000 * (at + 1), pieces=50,
        )
        for at in range(seconds)
    ]  # fmt: skip
    return ogg_page(_OPUS_HEAD, 0, flags=2) + ogg_page(tags, 1) + b"".join(sound)


def box(name: bytes, *inside: bytes) -> bytes:
    whole = b"".join(inside)
    return struct.pack(">I4s", 8 + len(whole), name) + whole


def m4a(
    *, tracks: int = 1, kind: bytes = b"soun", codec: bytes = b"mp4a", brand: bytes = b"M4A "
) -> bytes:
    handler = box(b"hdlr", bytes(8), kind, bytes(13))
    described = box(b"stsd", bytes(8), box(codec, bytes(28)))
    track = box(
        b"trak", box(b"tkhd", bytes(84)), box(b"udta", WHERE),
        box(b"mdia", handler, box(b"minf", box(b"stbl", described))),
    )  # fmt: skip
    place = box(b"udta", box(b"\xa9xyz", WHERE), box(b"meta", WHERE))
    return (
        box(b"ftyp", brand, bytes(4), brand)
        + box(b"free", WHERE)
        + box(b"moov", box(b"mvhd", bytes(100)), track * tracks, place)
        + box(b"mdat", bytes(400))
        + box(b"uuid", WHERE)
    )
