"""The press: a short-lived process that fills one document and leaves.

It runs as a file of its own, with nothing of Balai or Django in it: reading a job as
JSON on its standard input, writing the PNG or PDF to its standard output. In the web
worker the same work would keep 30 MB for ever; starting anew costs 20 ms.

A job's words reach the document only as JSON in its inputs, so that no title can be
code. No system font and no network is touched: the same words make the same file on
every machine.
"""

import json
import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Literal, TypedDict

import typst
from PIL import Image

HERE = Path(__file__).resolve().parent
# Anti-aliased shapes in a dozen inks: more colours than this make only a larger file.
PALETTE_SIZE = 96
# A photo needs all that a palette has, mixed dot by dot.
PALETTE_OF_PHOTO = 256
# Pages go first: while both want a core, they get nine tenths of it.
NICENESS = 10


class Job(TypedDict):
    """One document to fill. A PNG has `scale` pixels a point."""

    document: str
    data: dict[str, str]
    ending: Literal["pdf", "png"]
    scale: int
    has_photo: bool
    fonts: str


def printed(job: Job) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[job["fonts"]]
    )
    document = typst.Compiler(HERE / f"{job['document']}.typ", root=HERE, font_paths=fonts)
    inputs = {"data": json.dumps(job["data"])}
    made = document.compile(format=job["ending"], ppi=72 * job["scale"], sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("A document is one page.")
    return _fewer_colours(made, has_photo=job["has_photo"]) if job["ending"] == "png" else made


def _fewer_colours(png: bytes, *, has_photo: bool) -> bytes:
    """Store a picture by palette: a third of the bytes, and the eye sees no difference."""
    small = BytesIO()
    picture = Image.open(BytesIO(png)).convert("RGB")
    size = PALETTE_OF_PHOTO if has_photo else PALETTE_SIZE
    fewer = picture.quantize(size, dither=Image.Dither.NONE)
    if has_photo:
        fewer = picture.quantize(palette=fewer, dither=Image.Dither.FLOYDSTEINBERG)
    fewer.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    os.nice(NICENESS)
    sys.stdout.buffer.write(printed(json.load(sys.stdin)))
