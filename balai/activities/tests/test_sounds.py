"""What a sound is, its bytes say; only what is heard is kept of it."""

import pytest

from balai.activities.rules.sounds import MOST_BYTES, SoundUnclear, read_sound
from balai.activities.tests.sounds import MP3_FRAME, WHERE, box, m4a, mp3, ogg, ogg_page


@pytest.mark.parametrize(("made", "ending"), [(mp3, "mp3"), (ogg, "ogg"), (m4a, "m4a")])
def test_each_kind_is_known_by_its_bytes_and_loses_who_and_where(made, ending):
    sent = made()

    sound = read_sound(sent)

    assert WHERE in sent
    assert sound.ending == ending
    assert WHERE not in sound.content
    # Cleaned again it stays as it is.
    assert read_sound(sound.content) == sound


def test_of_an_mp3_the_frames_stay():
    assert read_sound(mp3(60, after=b"TAG" + bytes(125))).content == MP3_FRAME * 60


def test_in_an_m4a_nothing_moves():
    sent = m4a()

    kept = read_sound(sent).content

    assert len(kept) == len(sent)
    assert kept.index(b"mdat") == sent.index(b"mdat")


def test_pages_of_an_ogg_are_checked_anew():
    # The check of the first page is that of libogg for the same bytes.
    head, *_rest = read_sound(ogg()).content.split(b"OggS")[1:]

    assert b"OggS" + head == ogg_page(b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0", 0, flags=2)


HOSTILE = {
    "nothing": b"",
    "a page": b"<!doctype html><script>alert(1)</script>" * 50,
    "a program": b"MZ" + bytes(5000),
    "a picture": b"\xff\xd8\xff\xe0" + bytes(5000),
    "a drawing that calls itself a tag": b"ID3\x03\0\0\0\0\0\0<svg onload=alert(1)>" * 90,
    "a page behind three frames": MP3_FRAME * 3 + b"<script>" * 900,
    "a page behind many frames": MP3_FRAME * 60 + b"<script>" * 900,
    "an mp3 too short to be one": MP3_FRAME * 5,
    "a tag longer than its file": b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + MP3_FRAME * 60,
    "an ogg broken off": ogg()[:-9],
    "an ogg with something behind it": ogg() + b"<script>",
    "an ogg without an end": ogg_page(b"OpusHead", 0, flags=2) + ogg_page(b"OpusTags", 1),
    "an ogg of another kind": ogg().replace(b"OpusHead", b"\x01vorbis\0"),
    "two oggs in one": ogg() + ogg().replace(b"M\0\0\0", b"N\0\0\0"),
    "an m4a broken off": m4a()[:-9],
    "an m4a with something behind it": m4a() + b"<script>",
    "a film": m4a(tracks=2),
    "a film without sound": m4a(kind=b"vide"),
    "an m4a of another kind": m4a(codec=b"samr"),
    "a photo of a phone": m4a(brand=b"heic"),
    "an m4a that holds nothing": box(b"ftyp", b"M4A ", bytes(4)),
    "a box within its own end": b"\0\0\0\x04ftypM4A " + bytes(900),
    "a box longer than the file": box(b"ftyp", b"M4A ") + b"\0\0\0\x01moov" + b"\xff" * 99,
    "a sound too long": MP3_FRAME * (MOST_BYTES // 104 + 1),
}  # fmt: skip


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_sound_is_refused(sent):
    with pytest.raises(SoundUnclear, match="bukan suara yang bisa kami simpan"):
        read_sound(sent)
