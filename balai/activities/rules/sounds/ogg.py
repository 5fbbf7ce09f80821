"""Ogg with Opus in it: pages one after the other, the second of which holds the tags."""

import struct
from typing import NamedTuple

from balai.activities.rules.sounds.unclear import SoundUnclear

_HEAD = struct.Struct("<4sBBqIIIB")
_FIRST, _LAST = 2, 4
# An empty list of tags, by nobody.
_NO_TAGS = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 0)
_TAGS_AT = 1
_SOUND_AT = 2


class _Page(NamedTuple):
    """One page: its flags, the sample it ends at, whose it is, its number, and what it holds."""

    flags: int
    granule: int
    serial: int
    number: int
    lacing: bytes
    body: bytes

    @property
    def ends_a_packet(self) -> bool:
        return bool(self.lacing) and self.lacing[-1] < 255

    def as_bytes(self) -> bytes:
        head = _HEAD.pack(
            b"OggS", 0, self.flags, self.granule, self.serial, self.number, 0, len(self.lacing)
        )
        whole = bytearray(head + self.lacing + self.body)
        whole[22:26] = struct.pack("<I", _checksum(whole))
        return bytes(whole)


def cleaned_ogg(content: bytes) -> bytes:
    """Keep head and sound, with no tags between. Raises SoundUnclear."""
    pages = _pages(content)
    head = pages[0]
    tags_end = next((at for at in range(_TAGS_AT, len(pages)) if pages[at].ends_a_packet), 0)
    sound = pages[tags_end + 1 :]
    if not (
        head.flags == _FIRST
        and head.body.startswith(b"OpusHead")
        and tags_end
        and pages[_TAGS_AT].body.startswith(b"OpusTags")
        and sound
        and sound[-1].flags & _LAST
    ):
        raise SoundUnclear
    tags = _Page(0, 0, head.serial, _TAGS_AT, bytes([len(_NO_TAGS)]), _NO_TAGS)
    again = [one._replace(number=at) for at, one in enumerate(sound, _SOUND_AT)]
    return b"".join(page.as_bytes() for page in (head._replace(number=0), tags, *again))


def _pages(content: bytes) -> list[_Page]:
    """Part a file into its pages, all of one sound, with nothing between or behind them."""
    pages: list[_Page] = []
    place = 0
    while place < len(content):
        try:
            found = _HEAD.unpack_from(content, place)
        except struct.error as broken_off:
            raise SoundUnclear from broken_off
        mark, version, flags, granule, serial, number, checksum, count = found
        place += _HEAD.size
        lacing = content[place : place + count]
        place += count
        body = content[place : place + sum(lacing)]
        place += len(body)
        page = _Page(flags, granule, serial, number, lacing, body)
        is_whole = len(lacing) == count and len(body) == sum(lacing)
        is_its_own = not pages or serial == pages[0].serial
        if mark != b"OggS" or version or not is_whole or not is_its_own:
            raise SoundUnclear
        pages.append(page)
    return pages


def _table() -> list[int]:
    table = []
    for byte in range(256):
        left = byte << 24
        for _bit in range(8):
            left = (left << 1) ^ (0x04C11DB7 if left & 0x80000000 else 0)
        table.append(left & 0xFFFFFFFF)
    return table


_TABLE = _table()


def _checksum(page: bytes | bytearray) -> int:
    """Reckon the check of a page as Ogg does: a CRC that is turned round nowhere."""
    left = 0
    for byte in page:
        left = (left << 8) & 0xFFFFFFFF ^ _TABLE[left >> 24 ^ byte]
    return left
