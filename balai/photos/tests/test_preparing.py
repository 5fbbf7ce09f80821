"""Photos become small, upright and silent; everything else is refused by name."""

import random
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from balai.photos import errors
from balai.photos.darkroom import Developed, NoPhoto, developed
from balai.photos.preparing import check_beginning, prepare, refusal_of
from balai.photos.sizes import MOST_BYTES
from balai.photos.tests.sent_photos import SECRET, as_bytes, make_photo, phone_exif

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
# Where the red corner of the photo is once it hangs upright.
CORNERS = {
    1: (0.1, 0.1), 2: (0.9, 0.1), 3: (0.9, 0.9), 4: (0.1, 0.9),
    5: (0.1, 0.1), 6: (0.9, 0.1), 7: (0.9, 0.9), 8: (0.1, 0.9),
}  # fmt: skip


def opened(content):
    return Image.open(BytesIO(content))


def by_width(made, ending):
    """Open the files of one format by their widths."""
    named = {name.partition("."): content for name, content in made.files.items()}
    return {
        int(size): opened(content)
        for (size, _dot, one), content in named.items()
        if one == ending and size != "thumb"
    }


def is_red_at(content, place):
    image = opened(content).convert("RGB")
    dot = image.getpixel((int(place[0] * image.width), int(place[1] * image.height)))
    return dot[0] > 200 and dot[1] < 80 and dot[2] < 80


def png_header(width, height):
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk
        + struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    )  # fmt: skip


def webp_header(side):
    """Claim a canvas of this width and height for a picture of twenty dots."""
    claim = struct.pack("<I", side - 1)[:3] * 2
    dots = as_bytes(make_photo((20, 20)), "WEBP", lossless=True)[len("RIFF....WEBP") :]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + claim + dots
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("kind", FORMATS)
def test_a_photo_comes_in_every_width_and_format(kind):
    made = developed(as_bytes(make_photo((2000, 1500)), kind))

    assert (made.width, made.height) == (1600, 1200)
    assert made.widths == [160, 320, 480, 960, 1600]
    assert list(by_width(made, "jpg")) == [960]
    assert list(by_width(made, "webp")) == made.widths
    assert {width: image.size for width, image in by_width(made, "avif").items()} == {
        160: (160, 120), 320: (320, 240), 480: (480, 360), 960: (960, 720), 1600: (1600, 1200)
    }  # fmt: skip
    formats = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
    assert all(opened(made.files[n]).format == formats[n.partition(".")[2]] for n in made.files)


def test_a_small_photo_is_not_blown_up():
    made = developed(as_bytes(make_photo((90, 70))))

    assert list(made.files) == ["90.avif", "90.webp", "90.jpg", "thumb.avif", "thumb.jpg"]


@pytest.mark.parametrize(
    ("sent", "cut"),
    [((2000, 1500), (160, 100)), ((900, 2000), (160, 100)), ((90, 70), (90, 56))],
)
def test_a_thumb_has_the_shape_of_a_cover(sent, cut):
    files = developed(as_bytes(make_photo(sent))).files

    assert opened(files["thumb.avif"]).size == opened(files["thumb.jpg"]).size == cut


def test_a_thumb_of_a_grainy_photo_is_light():
    files = developed(as_bytes(make_photo((2000, 1500), grain=16))).files

    assert len(files["thumb.avif"]) < 2_500


@pytest.mark.parametrize("orientation", CORNERS)
def test_a_photo_hangs_as_it_was_held(orientation):
    sent = as_bytes(make_photo(), exif=phone_exif(orientation=orientation))

    made = developed(sent)

    turned = orientation >= 5
    assert (made.width, made.height) == ((300, 400) if turned else (400, 300))
    whole = [content for name, content in made.files.items() if "thumb" not in name]
    assert all(is_red_at(content, CORNERS[orientation]) for content in whole)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_came_with_a_photo_stays_nowhere(kind):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    ways: dict[str, dict[str, Any]] = {
        "JPEG": {"comment": SECRET, "xmp": SECRET},
        "PNG": {"pnginfo": notes},
        "WEBP": {"xmp": SECRET},
        "AVIF": {"xmp": SECRET},
    }
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = as_bytes(make_photo(), kind, exif=phone_exif(), icc_profile=profile, **ways[kind])
    assert SECRET in sent

    made = developed(sent)

    assert not any(SECRET in content for content in made.files.values())
    assert not any(b"Exif" in content for content in made.files.values())
    assert not any(opened(one).getexif() for one in made.files.values())
    assert not any("icc_profile" in opened(one).info for one in made.files.values())


@pytest.mark.parametrize("tail", [b"PK\x03\x04" + SECRET, b"<script>" + SECRET, SECRET * 1000])
@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_behind_the_end_of_a_photo_survives(kind, tail):
    made = developed(as_bytes(make_photo(), kind) + tail)

    assert not any(SECRET in content for content in made.files.values())
    assert not any(b"<script>" in content for content in made.files.values())


def test_what_can_be_seen_through_is_laid_on_white():
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))

    made = developed(as_bytes(clear, "PNG"))

    assert made.colour == "#ffffff"


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16"])
def test_every_kind_of_dot_is_read(mode):
    photo = Image.new(mode, (40, 30)) if mode == "I;16" else make_photo((40, 30)).convert(mode)
    sent = as_bytes(photo, "JPEG" if mode == "CMYK" else "PNG")

    assert developed(sent).width == 40


def test_a_profile_that_is_none_does_no_harm():
    assert developed(as_bytes(make_photo(), icc_profile=b"no profile" * 20)).width == 400


MOVING = [make_photo((20, 20)), make_photo((20, 20)).rotate(90)]
REFUSED = {
    "nothing": (b"", errors.NotAPicture),
    "words": (b"This is no picture at all.", errors.NotAPicture),
    "a page": (b"<!doctype html><script>alert(1)</script>", errors.NotAPicture),
    "bitmap": (as_bytes(make_photo((20, 20)), "BMP"), errors.NotAPicture),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9", errors.NotAPicture),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", errors.PictureIsADrawing),
    "svg behind words": (b"\xef\xbb\xbf\n<?xml version='1.0'?><svg/>", errors.PictureIsADrawing),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", errors.PictureIsHeic),
    "gif": (as_bytes(make_photo((20, 20)), "GIF"), errors.PictureMoves),
    "moving png": (
        as_bytes(MOVING[0], "PNG", save_all=True, append_images=MOVING[1:]), errors.PictureMoves
    ),
    "moving webp": (
        as_bytes(MOVING[0], "WEBP", save_all=True, append_images=MOVING[1:]), errors.PictureMoves
    ),
    "moving avif": (
        as_bytes(MOVING[0], "AVIF", save_all=True, append_images=MOVING[1:]), errors.PictureMoves
    ),
    "too heavy": (b"\xff\xd8" + bytes(MOST_BYTES), errors.PictureTooHeavy),
    "a bomb": (png_header(50_000, 50_000), errors.PictureTooLarge),
    "a smaller bomb": (png_header(10_000, 9_000), errors.PictureTooLarge),
    "just too large": (png_header(10_000, 6_001), errors.PictureTooLarge),
    "a webp bomb": (webp_header(16_383), errors.PictureTooLarge),
    "a thread": (as_bytes(make_photo((700, 100))), errors.PictureTooThin),
    "a header alone": (png_header(400, 300), errors.PictureDamaged),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_by_name(name):
    sent, refusal = REFUSED[name]

    with pytest.raises(refusal):
        prepare(sent)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_photo_that_did_not_arrive_whole_is_refused(kind):
    sent = as_bytes(make_photo(), kind)

    with pytest.raises(NoPhoto, match="picture_damaged"):
        developed(sent[: len(sent) // 2])


# Pillow warns of notes that it cannot read, and reads the dots.
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("seed", range(25))
def test_no_damage_leads_to_anything_but_a_picture_or_a_refusal(kind, seed):
    chance = random.Random(seed)  # noqa: S311
    sent = bytearray(as_bytes(make_photo((64, 48)), kind, exif=phone_exif(orientation=6)))
    for place in chance.sample(range(len(sent)), 12):
        sent[place] = chance.randrange(256)

    outcome: object = None
    try:
        outcome = developed(bytes(sent))
    except NoPhoto as refusal:
        outcome = refusal

    assert isinstance(outcome, Developed | NoPhoto)


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        (b"", errors.NotAPicture),
        (b"%PDF-1.7", errors.NotAPicture),
        (b"MZ" + bytes(2000), errors.NotAPicture),
        (b"GIF89a" + bytes(99), errors.PictureMoves),
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', errors.PictureIsADrawing),
        (bytes(4) + b"ftypheic" + bytes(99), errors.PictureIsHeic),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES), errors.PictureTooHeavy),
    ],
)
def test_a_glance_refuses_what_is_plainly_no_photo(sent, refusal):
    with pytest.raises(refusal):
        check_beginning(sent)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_glance_lets_every_kind_of_photo_pass(kind):
    check_beginning(as_bytes(make_photo((40, 30)), kind))


def test_every_refusal_of_the_darkroom_can_be_said_later():
    codes = ("not_a_picture", "picture_damaged", "picture_too_large", "picture_too_thin")

    assert [refusal_of(code).code for code in codes] == list(codes)
