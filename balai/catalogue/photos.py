"""Photographs made safe and small: bytes in, bytes out.

Each variant is encoded from bare dots. Whatever else came with a photo (position, camera,
comments, colour profile, bytes after its end) has nowhere to stay, and the file that was
sent is kept nowhere.
"""

import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from PIL import Image, ImageCms, ImageOps

from balai.catalogue.errors import (
    NotAPicture,
    PictureDamaged,
    PictureIsADrawing,
    PictureIsHeic,
    PictureMoves,
    PictureTooHeavy,
    PictureTooLarge,
    PictureTooThin,
)

MOST_BYTES = 15_000_000
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 1600
STEEPEST = 6
WIDTHS = (160, 320, 480, 960)
# Of the one JPEG, at most: for old browsers, messengers and printers.
JPEG_WIDTH = 960
# Cut to the shape of a cover; twenty of them are one file of a list's first load.
THUMB = (160, 100)
# Small ones are shown on phones at twice their dots, where nobody sees the loss.
SMALL_WIDTH = 480

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_BEGINNING = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n|RIFF....WEBP|....ftypavi[fs]", re.DOTALL)
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_HOW: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 50, "speed": 8}),
    "small avif": ("AVIF", {"quality": 40, "speed": 6}),
    "thumb avif": ("AVIF", {"quality": 30, "speed": 6}),
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
# Sixty million dots fill half a gigabyte: a process holds one photo at a time.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture in one width, as one format."""

    width: int
    ending: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is kept of a photo."""

    width: int
    height: int
    colour: str
    variants: tuple[Variant, ...]
    thumbs: tuple[Variant, ...]

    @property
    def widths(self) -> list[int]:
        return sorted({variant.width for variant in self.variants})


def prepare(sent: bytes) -> Prepared:
    """Turn a photo upright, shrink it and encode it in every width.

    Raises a refusal for whatever is no single photo of reasonable size.
    """
    if len(sent) > MOST_BYTES:
        raise PictureTooHeavy
    _check_kind(sent)
    with _ONE_AT_A_TIME:
        whole = _read(sent)
        return Prepared(
            width=whole.width,
            height=whole.height,
            colour="#{:02x}{:02x}{:02x}".format(*_dot(whole.resize((1, 1), Image.Resampling.BOX))),
            variants=tuple(_variants(whole)),
            thumbs=tuple(_thumbs(whole)),
        )


def _check_kind(sent: bytes) -> None:
    """Refuse by name what people send most and Balai does not take."""
    if sent.startswith(b"GIF8"):
        raise PictureMoves
    if sent[4:8] == b"ftyp" and sent[8:12] in _HEIC_BRANDS and b"avif" not in sent[12:64]:
        raise PictureIsHeic
    beginning = sent[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"<") and b"<svg" in beginning:
        raise PictureIsADrawing


def _read(sent: bytes) -> Image.Image:
    try:
        image: Image.Image = Image.open(BytesIO(sent), formats=_FORMATS)
    except _BOMBS as bomb:
        raise PictureTooLarge from bomb
    except _FAULTS as fault:
        raise (PictureDamaged if _BEGINNING.match(sent) else NotAPicture) from fault
    _check_shape(image)
    try:
        return _bare(image)
    except _BOMBS as bomb:
        raise PictureTooLarge from bomb
    except _FAULTS as fault:
        raise PictureDamaged from fault


def _check_shape(image: Image.Image) -> None:
    """Decide from the header alone, before anything is unpacked."""
    if image.width * image.height > MOST_PIXELS:
        raise PictureTooLarge
    if max(image.size) > STEEPEST * min(image.size):
        raise PictureTooThin
    # A JPEG of several frames is a phone's photo with its own thumbnail: the first counts.
    if image.format not in {"JPEG", "MPO"} and getattr(image, "is_animated", False):
        raise PictureMoves


def _bare(image: Image.Image) -> Image.Image:
    """Give the dots alone: upright, at most 1600 long, in sRGB, on white."""
    # A JPEG is unpacked at a half, a quarter or an eighth where that is enough.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    turn = _UPRIGHT.get(_orientation(image))
    profile = image.info.get("icc_profile")
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


def jpeg_width(widths: list[int]) -> int:
    """Choose the width of the one JPEG."""
    return max(width for width in widths if width <= JPEG_WIDTH)


def _variants(whole: Image.Image) -> list[Variant]:
    widths = [width for width in WIDTHS if width < whole.width] + [whole.width]
    made = []
    for width in widths:
        height = max(1, round(whole.height * width / whole.width))
        image = whole.resize((width, height), Image.Resampling.LANCZOS)
        how = {"avif": "small avif" if width <= SMALL_WIDTH else "avif", "webp": "webp"}
        if width == jpeg_width(widths):
            how["jpg"] = "jpg"
        made += [Variant(width, ending, _encoded(image, one)) for ending, one in how.items()]
    return made


def _thumbs(whole: Image.Image) -> list[Variant]:
    """Cut out the middle, in the shape of a cover; what is smaller than it stays as small."""
    width, height = THUMB
    scale = min(1, whole.width / width, whole.height / height)
    size = max(1, int(width * scale)), max(1, int(height * scale))
    thumb = ImageOps.fit(whole, size, Image.Resampling.LANCZOS)
    return [Variant(size[0], one, _encoded(thumb, f"thumb {one}")) for one in ("avif", "jpg")]


def _encoded(image: Image.Image, how: str) -> bytes:
    kind, settings = _HOW[how]
    file = BytesIO()
    image.save(file, kind, **settings)
    return file.getvalue()


def _dot(image: Image.Image) -> tuple[int, ...]:
    return tuple(image.tobytes())
