"""Photos as phones make them, and files as nobody should send them."""

import random
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

SECRET = b"-3.1416 Lamin Adat, HP Sari"


def make_photo(size: tuple[int, int] = (400, 300), *, grain: int = 8) -> Image.Image:
    """Paint a sky above grainy ground, red in the upper left corner."""
    photo = Image.linear_gradient("L").resize(size).convert("RGB")
    grains = (max(1, size[0] // grain), max(1, size[1] // grain))
    dots = random.Random(size[0]).randbytes(grains[0] * grains[1] * 3)  # noqa: S311
    grainy = Image.frombytes("RGB", grains, dots)
    photo = Image.blend(photo, grainy.resize(size), 0.2)
    ImageDraw.Draw(photo).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(255, 0, 0))
    return photo


def as_bytes(photo: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    file = BytesIO()
    photo.save(file, kind, **how)
    return file.getvalue()


def phone_exif(*, orientation: int = 1) -> Image.Exif:
    """Say what a phone says: how it was held, by whom it was made and where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    return exif
