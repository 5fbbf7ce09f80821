"""The darkroom: a short-lived process that turns one photo into the files that are kept.

It reads the photo on its standard input and writes what came of it to its standard output,
with nothing of Django in it. What a hostile file does, it does here: within so much memory
and time, with no handle on anything, and the web worker is none the larger afterwards.

Each file is encoded from bare dots. Whatever else came with a photo (position, camera,
comments, colour profile, bytes after its end) has nowhere to stay, and the file that was
sent is kept nowhere.
"""

import json
import os
import resource
import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from balai.photos.beginnings import begins_as_photo, kind_not_taken
from balai.photos.sizes import (
    LONGEST_SIDE,
    MOST_PIXELS,
    MOST_PIXELS_OF_JPEG,
    SMALL_BYTES,
    SMALL_QUALITIES,
    SMALL_WIDTH,
    STEEPEST,
    THUMB,
    WIDTHS,
    jpeg_width,
)

# A fifth more than the largest photo that is taken needs; a phone's needs a hundred million.
MEMORY = 550_000_000
CPU_SECONDS = 60
# Pages go first.
NICENESS = 5

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_HOW: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 50, "speed": 8}),
    "thumb avif": ("AVIF", {"quality": 36, "speed": 6}),
    "thumb jpg": ("JPEG", {"quality": 55, "optimize": True}),
    "webp": ("WEBP", {"quality": 70, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
# What Pillow raises at bytes that are not what they say.
_FAULTS = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError,
    RuntimeError, struct.error, zlib.error, ImageCms.PyCMSError,
)  # fmt: skip
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class NoPhoto(Exception):
    """What was sent is no single photo of reasonable size; its code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Developed:
    """All that is kept of a photo: its files by name, such as "320.avif" and "thumb.jpg"."""

    width: int
    height: int
    colour: str
    widths: list[int]
    files: dict[str, bytes]


def developed(sent: bytes) -> Developed:
    """Turn a photo upright, shrink it and encode it in every width. Raises NoPhoto."""
    _check_kind(sent)
    whole = _read(sent)
    widths = [width for width in WIDTHS if width < whole.width] + [whole.width]
    return Developed(
        width=whole.width,
        height=whole.height,
        colour="#{:02x}{:02x}{:02x}".format(*_dot(whole.resize((1, 1), Image.Resampling.BOX))),
        widths=widths,
        files=dict([*_by_width(whole, widths), *_thumbs(whole)]),
    )


def _check_kind(sent: bytes) -> None:
    if code := kind_not_taken(sent):
        raise NoPhoto(code)


def _read(sent: bytes) -> Image.Image:
    try:
        image: Image.Image = Image.open(BytesIO(sent), formats=_FORMATS)
    except _BOMBS as bomb:
        raise NoPhoto("picture_too_large") from bomb
    except _FAULTS as fault:
        code = "picture_damaged" if begins_as_photo(sent) else "not_a_picture"
        raise NoPhoto(code) from fault
    _check_shape(image)
    try:
        return _bare(image)
    except _BOMBS as bomb:
        raise NoPhoto("picture_too_large") from bomb
    except _FAULTS as fault:
        raise NoPhoto("picture_damaged") from fault


def _check_shape(image: Image.Image) -> None:
    """Decide from the header alone, before anything is unpacked."""
    is_jpeg = image.format in {"JPEG", "MPO"}
    if image.width * image.height > (MOST_PIXELS_OF_JPEG if is_jpeg else MOST_PIXELS):
        raise NoPhoto("picture_too_large")
    if max(image.size) > STEEPEST * min(image.size):
        raise NoPhoto("picture_too_thin")
    # A JPEG of several frames is a phone's photo with its own thumbnail: the first counts.
    if not is_jpeg and getattr(image, "is_animated", False):
        raise NoPhoto("picture_moves")


def _bare(image: Image.Image) -> Image.Image:
    """Give the dots alone: upright, at most 1600 long, in sRGB, on white."""
    # A JPEG is unpacked at a half, a quarter or an eighth where that is enough.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    turn = _UPRIGHT.get(_orientation(image))
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        # Greys of sixteen bits; turned to eight as they are, most would be white.
        image = image.point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        image = image.convert("RGBA")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image = _in_srgb(image, profile)
    if turn is not None:
        image = image.transpose(turn)
    bare = Image.new("RGB", image.size, "white")
    bare.paste(image.convert("RGB"), mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return bare


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _FAULTS:
        return 1


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert to sRGB; a profile that cannot be read is as good as none."""
    if not profile:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, given, ours, outputMode=mode) or image
    except _FAULTS:
        return image


def _by_width(whole: Image.Image, widths: list[int]) -> Iterator[tuple[str, bytes]]:
    for width in widths:
        height = max(1, round(whole.height * width / whole.width))
        image = whole.resize((width, height), Image.Resampling.LANCZOS)
        yield f"{width}.avif", _small(image) if width <= SMALL_WIDTH else _encoded(image, "avif")
        yield f"{width}.webp", _encoded(image, "webp")
        if width == jpeg_width(widths):
            yield f"{width}.jpg", _encoded(image, "jpg")


def _small(image: Image.Image) -> bytes:
    """Encode what phones show: as well as goes into what a slow line brings in time."""
    for quality in SMALL_QUALITIES:
        file = BytesIO()
        image.save(file, "AVIF", quality=quality, speed=6)
        if file.tell() <= SMALL_BYTES:
            break
    return file.getvalue()


def _thumbs(whole: Image.Image) -> Iterator[tuple[str, bytes]]:
    """Cut out the middle, in the shape of a cover; what is smaller than it stays as small."""
    width, height = THUMB
    scale = min(1, whole.width / width, whole.height / height)
    size = max(1, int(width * scale)), max(1, int(height * scale))
    thumb = ImageOps.fit(whole, size, Image.Resampling.LANCZOS)
    for ending in ("avif", "jpg"):
        yield f"thumb.{ending}", _encoded(thumb, f"thumb {ending}")


def _encoded(image: Image.Image, how: str) -> bytes:
    kind, settings = _HOW[how]
    file = BytesIO()
    image.save(file, kind, **settings)
    return file.getvalue()


def _dot(image: Image.Image) -> tuple[int, ...]:
    return tuple(image.tobytes())


def _answer(sent: bytes) -> Iterator[bytes]:
    """Say in a line of JSON what follows, and then the files; or only why there are none."""
    try:
        made = developed(sent)
    except NoPhoto as refusal:
        yield json.dumps({"refused": refusal.code}).encode() + b"\n"
        return
    except MemoryError:
        yield json.dumps({"refused": "picture_too_large"}).encode() + b"\n"
        return
    said = {
        "width": made.width,
        "height": made.height,
        "colour": made.colour,
        "widths": made.widths,
        "files": {name: len(content) for name, content in made.files.items()},
    }
    yield json.dumps(said).encode() + b"\n"
    yield from made.files.values()


if __name__ == "__main__":
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.buffer.writelines(_answer(sys.stdin.buffer.read()))
