"""What a photo may cost: a process of its own, with so much memory and time."""

import sys
from io import BytesIO

import pytest
from PIL import Image, ImageFilter

from balai.photos import preparing
from balai.photos.errors import PictureTooLarge
from balai.photos.preparing import DarkroomFailed, prepare
from balai.photos.sizes import SMALL_BYTES, SMALL_QUALITIES
from balai.photos.tests.sent_photos import as_bytes, make_photo

# The darkroom, which writes down at its end how much memory it had at most.
MEASURED = """
import atexit, pathlib, runpy, sys
status = lambda: next(l for l in open("/proc/self/status") if l.startswith("VmHWM"))
atexit.register(lambda: pathlib.Path(sys.argv[1]).write_text(status().split()[1]))
runpy.run_module("balai.photos.darkroom", run_name="__main__")
"""


def darkroom_is(monkeypatch, *words):
    monkeypatch.setattr(preparing, "_DARKROOM", [sys.executable, *map(str, words)])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "kind", "megabytes"),
    [((4000, 3000), "JPEG", 130), ((8160, 6120), "JPEG", 130), ((5760, 4320), "PNG", 320)],
)
def test_the_largest_photos_fit_into_little_memory(monkeypatch, tmp_path, size, kind, megabytes):
    darkroom_is(monkeypatch, "-c", MEASURED, tmp_path / "peak")
    photo = make_photo((400, 300)).resize(size)

    prepared = prepare(as_bytes(photo, kind))

    assert prepared.width == 1600
    assert int((tmp_path / "peak").read_text()) < megabytes * 1000


def test_what_wants_more_than_it_may_have_is_too_large(monkeypatch):
    darkroom_is(monkeypatch, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")

    with pytest.raises(PictureTooLarge):
        prepare(as_bytes(make_photo()))


def test_memory_that_ends_is_a_refusal(monkeypatch):
    starved = "import balai.photos.darkroom as d, sys\n"
    starved += "def read(sent): raise MemoryError\nd._read = read\n"
    starved += "sys.stdout.buffer.writelines(d._answer(b'x'))"
    darkroom_is(monkeypatch, "-c", starved)

    with pytest.raises(PictureTooLarge):
        prepare(as_bytes(make_photo()))


def test_what_takes_too_long_is_too_large(monkeypatch):
    monkeypatch.setattr(preparing, "SECONDS", 0.2)
    darkroom_is(monkeypatch, "-c", "import threading; threading.Event().wait(20)")

    with pytest.raises(PictureTooLarge):
        prepare(as_bytes(make_photo()))


def test_a_darkroom_that_fails_says_what_happened(monkeypatch):
    darkroom_is(monkeypatch, "-c", "raise KeyError('no lamp')")

    with pytest.raises(DarkroomFailed, match="no lamp"):
        prepare(as_bytes(make_photo()))


def test_greys_of_sixteen_bits_keep_their_light():
    greys = b"".join((x * 256).to_bytes(2, "little") for _row in range(200) for x in range(256))
    photo = Image.frombytes("I;16", (256, 200), greys)

    made = Image.open(BytesIO(prepare(as_bytes(photo, "PNG")).files["256.webp"])).convert("L")

    light = made.crop((0, 100, 256, 101)).tobytes()
    assert [abs(light[x] - x) < 12 for x in (40, 128, 220)] == [True] * 3


def test_a_busy_photo_keeps_within_what_a_slow_line_brings_in_time():
    busy = Image.effect_noise((960, 720), 60).filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    at_first = BytesIO()
    busy.resize((480, 360)).save(at_first, "AVIF", quality=SMALL_QUALITIES[0], speed=6)

    sent = prepare(as_bytes(busy)).files["480.avif"]

    assert at_first.tell() > SMALL_BYTES
    assert len(sent) <= SMALL_BYTES


def test_a_calm_photo_loses_nothing_to_the_slow_line():
    calm = make_photo((960, 720), grain=96)
    best = BytesIO()
    calm.resize((480, 360), Image.Resampling.LANCZOS).save(
        best, "AVIF", quality=SMALL_QUALITIES[0], speed=6
    )

    sent = prepare(as_bytes(calm, "PNG")).files["480.avif"]

    assert sent == best.getvalue()
